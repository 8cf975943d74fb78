"""For pages of layers below, which know nothing of cycles."""

from typing import Any

from django import template
from django.utils import timezone

from assessments.models import Assessment
from lhs_portal.accounts.permissions import can_lead
from reports.field.dates import fits
from reports.field.queries import load_participation, load_running, mirror_of

register = template.Library()


@register.inclusion_tag("field/_offer.html")
def participation_offer(assessment: Assessment, seen: Any) -> dict[str, Any]:
    """One line, or nothing, for a member; `seen` carries the `viewer_role`.

    Costs nothing where the assessment could not take part.
    """
    mirror = mirror_of(assessment)
    if not (assessment.signed and mirror.whole):
        return {}
    joined = load_participation(assessment)
    running = [] if joined else load_running(timezone.localdate())
    return {
        "assessment": assessment,
        "joined": joined,
        "offers": [cycle for cycle in running if fits(mirror, cycle)],
        "leads": can_lead(seen),
    }
