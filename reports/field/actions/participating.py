"""A lead joins a cycle with a signed assessment, and decides apart from it about aggregates."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments.models import Assessment
from assessments.queries import load_assessment
from lhs_portal.accounts.models import User
from lhs_portal.accounts.permissions import check_lead
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import mark, say
from reports.field.dates import RUNNING, fits, phase_of
from reports.field.models import FieldCycle, Participation
from reports.field.queries import mirror_of
from reports.field.sentences import ALLOWED, JOINED, LEFT, WITHDREW

UNVERIFIED = mark(
    "An administrator of the portal has yet to confirm your organization. Only verified "
    "organizations can join a cycle."
)


@transaction.atomic
def join_cycle(*, assessment: UUID, cycle: FieldCycle, by: User) -> Participation:
    """Twice is as once. Nothing is allowed by it: aggregates are a choice of their own.

    Raises Http404, PermissionDenied, and Refused where the assessment does not fit.
    """
    row = _lock(assessment, by)
    joined = Participation.objects.filter(assessment=row).select_related("cycle").first()
    if joined and joined.cycle_id == cycle.pk:
        return joined
    if joined:
        raise Refused(
            say("This assessment takes part in {cycle} already.", cycle=joined.cycle.name)
        )
    if not row.organization.verified:
        raise Refused(say(UNVERIFIED))
    if phase_of(cycle, timezone.localdate()) != RUNNING:
        raise Refused(say("This cycle is not open now."))
    if not fits(mirror_of(row), cycle):
        raise Refused(say("This assessment does not fit the cycle."))
    made = Participation.objects.create(
        cycle=cycle, organization=row.organization, assessment=row, joined_by=by
    )
    record_event(JOINED, row, by=by, organization=row.organization, what=cycle.name)
    return made


@transaction.atomic
def leave_cycle(*, assessment: UUID, by: User) -> None:
    """Also after the cycle is over. What was allowed is withdrawn with it.

    Raises Http404, PermissionDenied.
    """
    row = _lock(assessment, by)
    joined = Participation.objects.filter(assessment=row).select_related("cycle").first()
    if joined is None:
        return
    before = {"allowed": joined.consents}
    joined.delete()
    record_event(
        LEFT, row, by=by, organization=row.organization, what=joined.cycle.name, before=before
    )


@transaction.atomic
def choose_aggregates(*, assessment: UUID, allowed: bool, by: User) -> Participation:
    """The lead's choice, which can change at any time. The same choice again changes nothing.

    Raises Http404, PermissionDenied, and Refused where the assessment takes part in no cycle, or
    where an organization allows it that is not verified.
    """
    row = _lock(assessment, by)
    rows = Participation.objects.select_for_update(of=("self",)).select_related("cycle")
    joined = rows.filter(assessment=row).first()
    if joined is None:
        raise Refused(say("This assessment takes part in no cycle, so there is nothing to choose."))
    if joined.consents == allowed:
        return joined
    if allowed and not row.organization.verified:
        raise Refused(say(UNVERIFIED))
    now = timezone.now()
    joined.consented_at, joined.consented_by = (now, by) if allowed else (None, None)
    joined.withdrawn_at, joined.withdrawn_by = (None, None) if allowed else (now, by)
    joined.save(update_fields=["consented_at", "consented_by", "withdrawn_at", "withdrawn_by"])
    record_event(
        ALLOWED if allowed else WITHDREW,
        row,
        by=by,
        organization=row.organization,
        what=joined.cycle.name,
    )
    return joined


def _lock(assessment: UUID, by: User) -> Assessment:
    """The row is held, so that nothing is joined while it is reopened."""
    row = load_assessment(by, assessment, lock=True)
    check_lead(row)
    return row
