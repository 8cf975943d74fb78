from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.queries import load_assessment
from lhs_portal.accounts.permissions import can_lead
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required


@require_safe
@sign_in_required
def assessment_reports(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = load_assessment(request.user, assessment_id)
    context = {
        "assessment": assessment,
        "reports": assessment.reports.defer("frozen_input", "score_card").prefetch_related("files"),
        "can_lead": can_lead(assessment),
        "can_request": can_lead(assessment) and (assessment.answering or assessment.settling),
    }
    return render(request, "reports/report_list.html", context)
