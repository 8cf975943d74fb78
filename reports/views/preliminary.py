from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from reports.actions import request_preliminary_report


@require_POST
@sign_in_required
def request_preliminary(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    try:
        report = request_preliminary_report(assessment=assessment_id, by=request.user)
    except Refused as refusal:
        messages.info(request, str(refusal))
        return redirect("reports:assessment_reports", assessment_id)
    return redirect("reports:detail", report.pk)
