from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.evidence_queries import load_evidence
from assessments.permissions import can_add_evidence
from assessments.presenters.evidence import present_evidence
from assessments.queries import load_answers, load_assessment
from assessments.rating_queries import is_blind
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required


@require_safe
@sign_in_required
def evidence(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """All evidence of an assessment, and which claims rest on nothing."""
    assessment = load_assessment(request.user, assessment_id)
    answers = None
    if not is_blind(assessment):
        answers = load_answers(assessment, notes_of=(), authors=False)
    context = {
        "assessment": assessment,
        "page": present_evidence(
            load_spoken_definition(assessment.framework_version), load_evidence(assessment), answers
        ),
        "editable": can_add_evidence(assessment),
    }
    return render(request, "assessments/evidence_list.html", context)
