"""Who may do what in an organization and on the portal.

`can_*` answers; `check_*` raises PermissionDenied with a sentence for the person. An organization
given here was loaded through `visible_to`, which sets `viewer_role`.
"""

from typing import Protocol

from django.core.exceptions import PermissionDenied

from lhs_portal.accounts.codes import PortalRole, Role
from lhs_portal.accounts.models import User


class Seen(Protocol):
    """Anything loaded through a `visible_to`: an organization, an assessment, a report."""

    viewer_role: str


def can_lead(seen: Seen) -> bool:
    return seen.viewer_role == Role.LEAD


def check_lead(seen: Seen) -> None:
    if not can_lead(seen):
        raise PermissionDenied("Only a lead of the organization can do this.")


def can_contribute(seen: Seen) -> bool:
    return seen.viewer_role in {Role.LEAD, Role.CONTRIBUTOR}


def check_contribute(seen: Seen) -> None:
    if not can_contribute(seen):
        raise PermissionDenied(
            "Readers see the organization’s work. Leads and contributors change it."
        )


def is_administrator(user: User) -> bool:
    return user.portal_roles.filter(role=PortalRole.ADMINISTRATOR).exists()
