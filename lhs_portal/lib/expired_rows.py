"""Deleting what has run out: Django keeps such rows until somebody asks for them."""

from importlib import import_module

from django.conf import settings
from django.db import connection
from django.utils import timezone


def delete_expired_rows() -> None:
    """Sessions that have ended, and counts of rate limits that count no more."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    quote = connection.ops.quote_name
    table = quote(str(settings.CACHES["default"]["LOCATION"]))
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table} WHERE {quote('expires')} < %s",  # noqa: S608 - our own setting
            [connection.ops.adapt_datetimefield_value(timezone.now())],
        )
