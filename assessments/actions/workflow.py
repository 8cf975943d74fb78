from datetime import date
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments import states
from assessments.answer_sheet import Problem, problems
from assessments.models import Assessment
from assessments.queries import load_assessment, load_sheet
from assessments.signing_mail import ask_to_sign
from commitments.queries import load_definition
from lhs_portal.accounts.models import Membership, User
from lhs_portal.accounts.permissions import check_lead
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say


class NotComplete(Exception):
    """Submission was asked for while `problems` stand in the way."""

    def __init__(self, found: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(found)} items still need something.")
        self.problems = found


class NoSponsor(Refused):
    """Nobody was named who may sign."""


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
        row = lock_for_lead(assessment, by)
        if not row.open:
            raise states.IllegalMove(
                say("It was submitted: a lead can reopen it, and then change it.")
            )
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


def submit(*, assessment: Assessment | UUID, sponsor: User | None, by: User) -> Assessment:
    """Freeze the answers and hand them to the sponsor, a member who is not `by`.

    Without a sponsor the author is to sign, where an administrator allows it. Raises Http404,
    PermissionDenied, NoSponsor, NotComplete, and IllegalMove where it is submitted already.
    """
    with transaction.atomic():
        row = lock_for_lead(assessment, by)
        state = states.target_of("submit", mode=row.mode, state=row.state)
        if found := problems(load_definition(row.framework_version), load_sheet(row)):
            raise NotComplete(found)
        check_sponsor(row, sponsor, by=by)
        row.votes.filter(closed_at=None).update(closed_at=timezone.now(), closed_by=by)
        row.migrations.filter(undone_at=None, final_at=None).update(final_at=timezone.now())
        row.state, row.sponsor = state, sponsor
        row.submitted_at, row.submitted_by = timezone.now(), by
        row.save(update_fields=["state", "sponsor", "submitted_at", "submitted_by"])
        record_event(
            "submitted",
            row,
            by=by,
            organization=row.organization,
            after={"user": sponsor.pk if sponsor else None},
        )
        transaction.on_commit(partial(ask_to_sign, row.pk), robust=True)
    return row


def check_sponsor(assessment: Assessment, sponsor: User | None, *, by: User) -> None:
    """Raises NoSponsor unless this person may sign what `by` submits, or has submitted."""
    if sponsor is None:
        if not assessment.organization.author_may_sign:
            raise NoSponsor(
                say("Choose who is to sign: an executive sponsor, a person other than you.")
            )
        return
    if sponsor.pk in (by.pk, assessment.submitted_by_id):
        raise NoSponsor(say("The sponsor must be another person than the lead who submits."))
    members = Membership.objects.filter(organization_id=assessment.organization_id, user=sponsor)
    if not members.exists():
        raise NoSponsor(
            say("The sponsor must be a member of the organization: invite the person first.")
        )


def reopen(*, assessment: Assessment | UUID, reason: str, by: User) -> Assessment:
    """Let answers be changed again; reports that were made stay as they are.

    What is signed is reopened, what awaits sign-off is withdrawn. Raises Http404, PermissionDenied,
    IllegalMove, and ValueError for a blank reason.
    """
    if not reason.strip():
        raise ValueError("Reopening needs a reason.")
    with transaction.atomic():
        row = lock_for_lead(assessment, by)
        move = "withdraw" if row.awaiting else "reopen"
        row.state = states.target_of(move, mode=row.mode, state=row.state)
        unfreeze(row)
        verb = "withdrawn" if move == "withdraw" else "reopened"
        record_event(verb, row, by=by, organization=row.organization, after={"reason": reason})
    return row


def unfreeze(row: Assessment) -> None:
    """Save the open state that the row has been given. The caller records the event."""
    row.submitted_at = row.submitted_by = row.signed_at = None
    row.save(update_fields=["state", "submitted_at", "submitted_by", "signed_at"])


def lock_for_lead(assessment: Assessment | UUID, by: User) -> Assessment:
    """Raises Http404, PermissionDenied."""
    pk = assessment.pk if isinstance(assessment, Assessment) else assessment
    row = load_assessment(by, pk, lock=True)
    check_lead(row)
    return row
