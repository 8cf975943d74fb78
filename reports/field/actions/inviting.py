"""Administrators invite organizations to a cycle and remind them. A worker sends the mails."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from lhs_portal.accounts.models import Organization, User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say
from reports.field.dates import OVER, RUNNING, phase_of
from reports.field.models import CycleInvitation, FieldCycle

# Nobody hears of a cycle more often than this.
PAUSE = timedelta(days=7)


@transaction.atomic
def invite_organizations(cycle: FieldCycle, organizations: Iterable[UUID], *, by: User) -> int:
    """Those that are verified and not invited yet; returns how many. Raises Refused."""
    row = FieldCycle.objects.select_for_update().get(pk=cycle.pk)
    if phase_of(row, timezone.localdate()) == OVER:
        raise Refused(say("This cycle is over. Nobody can join it any more."))
    known = CycleInvitation.objects.filter(cycle=row).values("organization")
    new = Organization.objects.filter(
        pk__in=list(organizations), verified_at__isnull=False
    ).exclude(pk__in=known)
    made = CycleInvitation.objects.bulk_create(
        CycleInvitation(cycle=row, organization=organization, invited_by=by) for organization in new
    )
    if made:
        record_event(
            "invited organizations", row, by=by, what=row.name, after={"organizations": len(made)}
        )
    return len(made)


@transaction.atomic
def ask_for_reminders(cycle: FieldCycle, *, by: User) -> int:
    """To all that were invited a week ago or longer and have not joined. Raises Refused.

    Those that are not verified now get no mail of a cycle, see mailing.py.
    """
    row = FieldCycle.objects.select_for_update().get(pk=cycle.pk)
    now = timezone.now()
    if phase_of(row, timezone.localdate(now)) != RUNNING:
        raise Refused(say("Reminders go out while the cycle is open."))
    quiet = Q(reminded_at=None) | Q(reminded_at__lte=now - PAUSE)
    due = CycleInvitation.objects.not_joined().filter(
        quiet,
        cycle=row,
        mailed_at__lte=now - PAUSE,
        reminder_due=False,
        organization__verified_at__isnull=False,
    )
    count = CycleInvitation.objects.filter(pk__in=list(due.values_list("pk", flat=True))).update(
        reminder_due=True
    )
    if count:
        record_event(
            "asked for reminders", row, by=by, what=row.name, after={"organizations": count}
        )
    return count
