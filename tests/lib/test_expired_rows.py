"""What has run out does not stay in the database."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from lhs_portal.lib.expired_rows import delete_expired_rows

pytestmark = pytest.mark.django_db


def count_cached() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM portal_cache")
        return int(cursor.fetchone()[0])


def test_delete_expired_rows_takes_sessions_that_have_ended() -> None:
    now = timezone.now()
    for key, end in (("ended", now - timedelta(days=1)), ("good", now + timedelta(days=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=end)
    delete_expired_rows()
    assert list(Session.objects.values_list("pk", flat=True)) == ["good"]


def test_delete_expired_rows_takes_counts_that_count_no_more() -> None:
    cache.set("new", 5, timeout=60)
    long_ago = timezone.now() - timedelta(hours=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO portal_cache (cache_key, value, expires) VALUES (%s, %s, %s)",
            ["old", "", connection.ops.adapt_datetimefield_value(long_ago)],
        )
    delete_expired_rows()
    assert count_cached() == 1
    assert cache.get("new") == 5
