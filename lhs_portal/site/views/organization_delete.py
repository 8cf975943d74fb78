from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lhs_portal.accounts.forms import ConfirmationForm
from lhs_portal.accounts.permissions import check_lead
from lhs_portal.accounts.queries import load_organization
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say
from lhs_portal.site.actions import delete_organization
from reports.models import Report


@sign_in_required
def organization_delete(request: PersonRequest, organization_id: UUID) -> HttpResponse:
    organization = load_organization(request.user, organization_id)
    check_lead(organization)
    form = ConfirmationForm(
        posted(request),
        expected=organization.name,
        label=say("Type the name of the organization to confirm"),
        button=say("Delete everything"),
    )
    if request.method == "POST" and form.is_valid():
        delete_organization(organization, by=request.user)
        messages.success(
            request, say("{name} is deleted, with everything that it had.", name=organization.name)
        )
        return redirect("home")
    context = {
        "form": form,
        "organization": organization,
        "assessments": organization.assessments.count(),
        "evidence": organization.evidence.count(),
        "reports": Report.objects.filter(assessment__organization=organization).count(),
    }
    return render(request, "site/organization_delete.html", context)
