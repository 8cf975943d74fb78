"""Members change their roles and leave. An organization is never without a lead.

Every action locks the organization's leads first, in one order, so that two leads who demote each
other at the same moment come one after the other. SQLite has no row locks; there a write
transaction begins with the whole database locked (settings.py), which does the same.
"""

from django.db import transaction

from lhs_portal.accounts.codes import Role
from lhs_portal.accounts.models import Invitation, Membership, User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import mark, say

LAST_LEAD = mark(
    "An organization needs a lead, and there is no other. Make someone else a lead first, or "
    "delete the organization."
)


@transaction.atomic
def change_role(membership: Membership, *, by: User, role: str) -> None:
    """Raises Refused for the last lead."""
    membership = _lock(membership)
    if membership.role == role:
        return
    before = membership.role
    _mind_last_lead(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    record_event(
        "role changed",
        membership,
        by=by,
        organization=membership.organization,
        before={"user": membership.user_id, "role": before},
        after={"user": membership.user_id, "role": role},
    )


@transaction.atomic
def remove_member(membership: Membership, *, by: User) -> None:
    """Ends a membership; `by` may be the member. Raises Refused for the last lead."""
    membership = _lock(membership)
    _mind_last_lead(membership)
    record_event(
        "left" if by.pk == membership.user_id else "removed",
        membership,
        by=by,
        organization=membership.organization,
        before={"user": membership.user_id, "role": membership.role},
    )
    # The address stands in the invitation: it leaves the history with its person.
    Invitation.objects.filter(
        organization=membership.organization, accepted_by=membership.user_id
    ).delete()
    membership.delete()


def _lock(membership: Membership) -> Membership:
    """The membership as it is now. Raises Refused if it has ended meanwhile."""
    locked = {
        row.pk: row
        for row in Membership.objects.select_for_update(of=("self",))
        .filter(organization=membership.organization_id)
        .select_related("organization")
        .order_by("pk")
    }
    if membership.pk not in locked:
        raise Refused(say("This person is no longer a member."))
    return locked[membership.pk]


def _mind_last_lead(membership: Membership) -> None:
    if membership.role != Role.LEAD:
        return
    others = Membership.objects.filter(organization=membership.organization_id, role=Role.LEAD)
    if not others.exclude(pk=membership.pk).exists():
        raise Refused(say(LAST_LEAD))
