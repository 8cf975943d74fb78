from lhs_portal.accounts.models.invitation import Invitation
from lhs_portal.accounts.models.organization import Organization, ParentSystem
from lhs_portal.accounts.models.roles import Membership, PortalRoleGrant
from lhs_portal.accounts.models.user import User

__all__ = ["Invitation", "Membership", "Organization", "ParentSystem", "PortalRoleGrant", "User"]
