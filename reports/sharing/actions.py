"""Links by which people without an account read a report: made and taken back."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from lhs_portal.accounts.models import User
from lhs_portal.accounts.permissions import check_lead
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.tokens import digest_of_token, make_token
from lhs_portal.lib.wording import say
from reports.models import ShareLink, State
from reports.queries import load_report

MOST_AT_ONCE = 50
LONGEST = timedelta(days=366)


@transaction.atomic
def share_report(
    *,
    report: UUID,
    label: str,
    with_page: bool,
    files: Iterable[str],
    last_day: date,
    password: str = "",
    once: UUID | None = None,
    by: User,
) -> tuple[ShareLink, str]:
    """The link and its token, which is kept nowhere. `last_day` is the last on which it opens.

    Pressed twice (`once` is the same) there is one link, and no token for the second press; what
    another report has is no id for it.
    Raises Http404, PermissionDenied for anyone but a lead, and Refused.
    """
    row = load_report(by, report, lock=True)
    check_lead(row)
    if row.state != State.READY:
        raise Refused(say("This report is not finished. Share it once it is ready."))
    if once and (made := ShareLink.objects.filter(pk=once, report=row).first()):
        return made, ""
    now = timezone.now()
    if row.share_links.filter(revoked_at=None, expires_at__gt=now).count() >= MOST_AT_ONCE:
        raise Refused(
            say(
                "There are {number} links already. End one that is not needed.", number=MOST_AT_ONCE
            )
        )
    there = set(row.files.values_list("kind", flat=True))
    token = make_token()
    made = ShareLink(
        report=row,
        token_hash=digest_of_token(token),
        label=label,
        with_page=with_page,
        files=[kind for kind in files if kind in there],
        password=make_password(password) if password else "",
        expires_at=end_of(last_day),
        created_at=now,
        created_by=by,
    )
    if once and not ShareLink.objects.filter(pk=once).exists():
        made.pk = once
    made.save(force_insert=True)
    _record(made, "shared", by=by)
    return made, token


@transaction.atomic
def end_share_link(*, link: UUID, report: UUID, by: User) -> ShareLink:
    """From now on it opens nothing; ended twice it stays as it was. Raises as `share_report`."""
    row = load_report(by, report, lock=True)
    check_lead(row)
    found = row.share_links.filter(pk=link).first()
    if found is None:
        raise Refused(say("There is no such link."))
    if found.revoked_at is None:
        found.revoked_at, found.revoked_by = timezone.now(), by
        found.save(update_fields=["revoked_at", "revoked_by"])
        _record(found, "share ended", by=by)
    return found


def count_opening(link: ShareLink) -> None:
    ShareLink.objects.filter(pk=link.pk).update(
        opened=F("opened") + 1, last_opened_at=timezone.now()
    )


def end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, timezone.get_current_timezone())


def _record(link: ShareLink, verb: str, *, by: User) -> None:
    record_event(
        verb,
        link.report,
        by=by,
        organization=link.report.assessment.organization,
        what=link.report.recorded_name,
        after={"label": link.label, "page": link.with_page, "files": link.files},
    )
