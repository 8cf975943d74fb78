"""Who moderates, and who may ask. What members may do is said by their role."""

from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from reports.releases.permissions import WORKING_GROUPS, has_role, only_for

MODERATORS = (PortalRole.COMMUNICATION, PortalRole.ADMINISTRATOR)

moderators_only = only_for(*MODERATORS)


def can_moderate(user: User) -> bool:
    return has_role(user, *MODERATORS)


def can_ask(user: User) -> bool:
    """Members of any organization, and members of the working groups."""
    return user.memberships.exists() or has_role(user, *WORKING_GROUPS)
