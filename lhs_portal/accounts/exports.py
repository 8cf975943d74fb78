"""What accounts knows of an organization, for its export."""

from typing import Any

from lhs_portal.accounts.actions.organizations import profile_of
from lhs_portal.accounts.models import Organization
from lhs_portal.accounts.queries import load_events, load_members, load_naming


def organization_data(organization: Organization) -> dict[str, Any]:
    """JSON. The organization has `viewer_role`: of a lead, who may export."""
    naming = load_naming(organization)
    return {
        "id": str(organization.pk),
        "profile": profile_of(organization),
        "parent": organization.parent.name if organization.parent else None,
        "registered_at": organization.created_at.isoformat(),
        "verified_at": organization.verified_at and organization.verified_at.isoformat(),
        "members": [
            {
                "name": member.user.name,
                "email": member.user.email,
                "role": member.role,
                "joined_at": member.joined_at.isoformat(),
            }
            for member in load_members(organization)
        ],
        "invitations": [
            {
                "email": invitation.email,
                "role": invitation.role,
                "invited_at": invitation.invited_at.isoformat(),
                "accepted_at": invitation.accepted_at and invitation.accepted_at.isoformat(),
                "withdrawn_at": invitation.withdrawn_at and invitation.withdrawn_at.isoformat(),
                "expires_at": invitation.expires_at.isoformat(),
            }
            for invitation in organization.invitations.all()
        ],
        "history": [
            {
                "at": event.at.isoformat(),
                "who": naming.person(event.actor_id),
                "verb": event.verb,
                "subject": event.subject_type,
                "id": event.subject_id,
                "what": event.what,
                "before": event.before,
                "after": event.after,
            }
            for event in load_events(organization).order_by("at", "pk").iterator()
        ],
    }
