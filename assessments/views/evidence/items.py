from typing import Any
from uuid import UUID

from django.http import Http404

from assessments.models import Assessment, EvidenceUse
from assessments.queries import load_assessment
from commitments.definition import Definition
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.requests import PersonRequest


def load_item_place(
    request: PersonRequest, assessment_id: UUID, item_code: str
) -> tuple[Assessment, Definition]:
    """Raises Http404, also for an item that the assessment's framework version does not have."""
    assessment = load_assessment(request.user, assessment_id)
    definition = load_spoken_definition(assessment.framework_version)
    if item_code not in definition.item_by_code:
        raise Http404(f"There is no item {item_code!r} in this framework version.")
    return assessment, definition


def says_the_same(use: EvidenceUse, said: dict[str, Any]) -> bool:
    """A second press of the button: the first one has done it."""
    return (use.shows, use.level) == (said["shows"], said["level"])
