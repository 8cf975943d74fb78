"""Roles on the portal are given and taken. The portal is never without an administrator."""

from django.db import transaction

from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import PortalRoleGrant, User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import mark, say

LAST_ADMINISTRATOR = mark(
    "The portal needs an administrator, and there is no other. Make someone else one first."
)


@transaction.atomic
def grant_role(person: User, *, role: str, by: User | None) -> PortalRoleGrant:
    """Gives the role, once. `by` is None where the first administrator is made."""
    grant, created = PortalRoleGrant.objects.get_or_create(
        user=person, role=role, defaults={"granted_by": by}
    )
    if created:
        record_event("role granted", person, by=by, after={"role": role})
    return grant


@transaction.atomic
def revoke_role(person: User, *, role: str, by: User) -> None:
    """Raises Refused for the last administrator."""
    holders = list(PortalRoleGrant.objects.select_for_update().filter(role=role).order_by("pk"))
    grant = next((holder for holder in holders if holder.user_id == person.pk), None)
    if grant is None:
        return
    if role == PortalRole.ADMINISTRATOR and len(holders) == 1:
        raise Refused(say(LAST_ADMINISTRATOR))
    grant.delete()
    record_event("role revoked", person, by=by, before={"role": role})
