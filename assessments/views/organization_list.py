from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.queries import load_assessments_of
from lhs_portal.accounts.permissions import can_lead
from lhs_portal.accounts.queries import load_organization
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required


@require_safe
@sign_in_required
def organization_list(request: PersonRequest, organization_id: UUID) -> HttpResponse:
    organization = load_organization(request.user, organization_id)
    context = {
        "organization": organization,
        "assessments": load_assessments_of(organization),
        "can_start": can_lead(organization),
    }
    return render(request, "assessments/assessment_list.html", context)
