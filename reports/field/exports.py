"""What an organization decided about cycles, for its export."""

from typing import Any

from lhs_portal.accounts.models import Organization
from lhs_portal.accounts.queries import load_naming
from reports.field.models import CycleInvitation, Participation


def organization_data(organization: Organization) -> dict[str, Any]:
    """JSON. The organization has `viewer_role`: of a lead, who may export."""
    naming = load_naming(organization)
    joined = Participation.objects.filter(organization=organization).select_related(
        "cycle__framework_version"
    )
    invited = CycleInvitation.objects.filter(organization=organization).select_related("cycle")
    return {
        "participation": [
            {
                "assessment": str(one.assessment_id),
                "cycle": one.cycle.name,
                "cycle_days": [one.cycle.opens.isoformat(), one.cycle.closes.isoformat()],
                "framework": one.cycle.framework_version.version,
                "joined_at": one.joined_at.isoformat(),
                "joined_by": naming.person(one.joined_by_id),
                "aggregates_allowed": one.consents,
                "allowed_at": one.consented_at and one.consented_at.isoformat(),
                "allowed_by": naming.person(one.consented_by_id) if one.consented_at else None,
                "withdrawn_at": one.withdrawn_at and one.withdrawn_at.isoformat(),
                "withdrawn_by": naming.person(one.withdrawn_by_id) if one.withdrawn_at else None,
            }
            for one in joined.defer("cycle__framework_version__frame")
        ],
        "invitations_to_cycles": [
            {
                "cycle": one.cycle.name,
                "invited_at": one.invited_at.isoformat(),
                "mailed_at": one.mailed_at and one.mailed_at.isoformat(),
                "reminded_at": one.reminded_at and one.reminded_at.isoformat(),
            }
            for one in invited
        ],
    }
