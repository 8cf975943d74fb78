from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments.actions import start_assessment
from assessments.forms import StartForm
from assessments.queries import load_copyable, newest_framework
from lhs_portal.accounts.permissions import check_lead
from lhs_portal.accounts.queries import load_organization
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def start(request: PersonRequest, organization_id: UUID) -> HttpResponse:
    organization = load_organization(request.user, organization_id)
    check_lead(organization)
    framework_version = newest_framework()
    copyable = load_copyable(organization, framework_version) if framework_version else []
    form = StartForm(posted(request), copyable=copyable)
    context = {"organization": organization, "framework_version": framework_version, "form": form}
    if framework_version is None:
        return render(request, "assessments/no_framework.html", context, status=409)
    if request.method == "POST" and form.is_valid():
        assessment = start_assessment(
            organization=organization,
            framework_version=framework_version,
            by=request.user,
            **form.cleaned_data,
        )
        messages.success(
            request,
            say("The assessment is started. Invite the people who are to rate.")
            if assessment.independent
            else say("The assessment is started. Your colleagues can answer too."),
        )
        return redirect("assessments:home", assessment.pk)
    status = 422 if form.errors else 200
    return render(request, "assessments/assessment_start.html", context, status=status)
