from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from reports.actions import NotFailed, retry_report


@require_POST
@sign_in_required
def retry(request: PersonRequest, report_id: UUID) -> HttpResponse:
    try:
        retry_report(report=report_id, by=request.user)
    except NotFailed as refusal:
        messages.info(request, str(refusal))
    return redirect("reports:detail", report_id)
