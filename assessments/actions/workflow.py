from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments import states
from assessments.answer_sheet import Problem, problems
from assessments.models import Assessment
from assessments.queries import load_assessment, load_sheet
from assessments.signals import assessment_finalized
from commitments.queries import load_definition
from lhs_portal.accounts.models import User
from lhs_portal.accounts.permissions import check_lead
from lhs_portal.audit.models import record_event


class NotComplete(Exception):
    """Submission was asked for while `problems` stand in the way."""

    def __init__(self, found: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(found)} items still need something.")
        self.problems = found


def edit_assessment(
    *,
    assessment: Assessment | UUID,
    title: str,
    period_start: date,
    period_end: date,
    due: date | None,
    by: User,
) -> Assessment:
    """Raises Http404, PermissionDenied, IllegalMove where it is submitted."""
    with transaction.atomic():
        row = _locked(assessment, by)
        if not row.open:
            raise states.IllegalMove("It was submitted: a lead can reopen it, and then change it.")
        new = {
            "title": title,
            "period_start": period_start.isoformat(),
            "period_end": period_end.isoformat(),
            "due": due.isoformat() if due else None,
        }
        old = {
            "title": row.title,
            "period_start": row.period_start.isoformat(),
            "period_end": row.period_end.isoformat(),
            "due": row.due.isoformat() if row.due else None,
        }
        changed = [key for key in new if new[key] != old[key]]
        if not changed:
            return row
        row.title, row.due = title, due
        row.period_start, row.period_end = period_start, period_end
        row.save(update_fields=["title", "period_start", "period_end", "due"])
        record_event(
            "edited",
            row,
            by=by,
            organization=row.organization,
            what=", ".join(changed),
            before={key: old[key] for key in changed},
            after={key: new[key] for key in changed},
        )
    return row


def submit(*, assessment: Assessment | UUID, by: User) -> Assessment:
    """Freeze the answers; the report is asked for in the same transaction.

    Raises Http404, PermissionDenied, NotComplete, and IllegalMove where it is submitted already.
    """
    with transaction.atomic():
        row = _locked(assessment, by)
        row.state = states.target_of("submit", state=row.state)
        if found := problems(load_definition(row.framework_version), load_sheet(row)):
            raise NotComplete(found)
        row.submitted_at, row.submitted_by = timezone.now(), by
        row.save(update_fields=["state", "submitted_at", "submitted_by"])
        record_event("submitted", row, by=by, organization=row.organization)
        assessment_finalized.send(sender=Assessment, assessment=row, by=by)
    return row


def reopen(*, assessment: Assessment | UUID, reason: str, by: User) -> Assessment:
    """Let answers be changed again; reports that were made stay as they are.

    Raises Http404, PermissionDenied, IllegalMove, and ValueError for a blank reason.
    """
    if not reason.strip():
        raise ValueError("Reopening needs a reason.")
    with transaction.atomic():
        row = _locked(assessment, by)
        row.state = states.target_of("reopen", state=row.state)
        row.submitted_at = row.submitted_by = None
        row.save(update_fields=["state", "submitted_at", "submitted_by"])
        record_event(
            "reopened", row, by=by, organization=row.organization, after={"reason": reason}
        )
    return row


def _locked(assessment: Assessment | UUID, by: User) -> Assessment:
    pk = assessment.pk if isinstance(assessment, Assessment) else assessment
    row = load_assessment(by, pk, lock=True)
    check_lead(row)
    return row
