"""Stopping a release that is not published, for good."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lhs_portal.accounts.models import User
from lhs_portal.audit.models import record_event
from reports.models.job import unclaimed
from reports.releases.models import Release, State


@transaction.atomic
def stop_row(rows: QuerySet[Any], why: str, *, by: User | None) -> Release | None:
    """The one of the rows, or None where there is none any more. Nothing of it is ever shown."""
    release: Release | None = rows.select_for_update(of=("self",)).first()
    if release is None:
        return None
    Release.objects.filter(pk=release.pk).update(
        **unclaimed(), state=State.STOPPED, stopped_at=timezone.now(), stopped_why=why
    )
    release.refresh_from_db()
    record_event("stopped", release, by=by, what=str(release), after={"why": why})
    return release
