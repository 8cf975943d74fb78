"""What the reports of an assessment leave out, and asking for one made so."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments.models import Assessment
from assessments.queries import load_assessment
from lhs_portal.accounts.models import User
from lhs_portal.accounts.permissions import check_lead
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say
from reports.actions import MOST_IN_A_DAY, TooEarly, TooMany, request_report
from reports.models import Kind, Report, ReportSettings, State


def load_report_settings(assessment: Assessment) -> ReportSettings:
    """As they stand; with nothing chosen yet all is shown."""
    found = ReportSettings.objects.filter(assessment=assessment).first()
    return found or ReportSettings(assessment=assessment)


@transaction.atomic
def save_report_settings(
    *,
    assessment: UUID,
    leave_out_notes: bool,
    leave_out_evidence_names: bool,
    language: str = "",
    by: User,
) -> ReportSettings:
    """For reports that are asked for from now on. Raises Http404, and PermissionDenied."""
    row = load_assessment(by, assessment, lock=True)
    check_lead(row)
    before = load_report_settings(row)
    after = {
        "leave_out_notes": leave_out_notes,
        "leave_out_evidence_names": leave_out_evidence_names,
        "language": language,
    }
    return _save(row, before, after, by=by)


@transaction.atomic
def save_peers_choice(
    *, assessment: UUID, release: int | None, attributes: str = "", by: User
) -> ReportSettings:
    """Which published peers reports show from now on; None for none. The caller has checked that
    they are published. Raises Http404, and PermissionDenied."""
    row = load_assessment(by, assessment, lock=True)
    check_lead(row)
    after = {"peers_release": release, "peers_by": attributes if release else ""}
    return _save(row, load_report_settings(row), after, by=by)


def _save(
    row: Assessment, before: ReportSettings, after: Mapping[str, Any], *, by: User
) -> ReportSettings:
    changes = {name: value for name, value in after.items() if getattr(before, name) != value}
    if not changes:
        return before
    saved, _ = ReportSettings.objects.update_or_create(
        assessment=row, defaults={**after, "changed_by": by}
    )
    record_event(
        "report settings changed",
        row,
        by=by,
        organization=row.organization,
        before={name: getattr(before, name) for name in changes},
        after=changes,
    )
    return saved


@transaction.atomic
def request_new_edition(*, assessment: UUID, by: User) -> Report:
    """The report of a signed assessment once more, as it is to be shown now.

    Answers and scores are the same; the plan and what is left out are of today. Asked twice, while
    one is being made, it is the same one. Raises Http404, PermissionDenied, TooEarly, TooMany.
    """
    row = load_assessment(by, assessment, lock=True)
    check_lead(row)
    if not row.signed:
        raise TooEarly(
            say("A new edition needs a signed assessment. Ask for a preliminary report.")
        )
    made = row.reports.filter(kind=Kind.FINAL)
    if unfinished := made.filter(state__in=[State.QUEUED, State.RUNNING]).first():
        return unfinished
    today = made.filter(requested_at__gt=timezone.now() - timedelta(days=1))
    if today.count() >= MOST_IN_A_DAY:
        raise TooMany(
            say(
                "This assessment has had {number} reports today. Go on tomorrow.",
                number=MOST_IN_A_DAY,
            )
        )
    return request_report(assessment=row, kind=Kind.FINAL, by=by)
