from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lhs_portal.accounts.actions.organizations import (
    edit_organization,
    profile_of,
    register_organization,
)
from lhs_portal.accounts.forms import OrganizationForm, RegistrationForm
from lhs_portal.accounts.permissions import can_lead, check_lead
from lhs_portal.accounts.queries import load_members, load_organization
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say


@sign_in_required
def organization_new(request: PersonRequest) -> HttpResponse:
    form = RegistrationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            organization = register_organization(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, say("{name} is registered, and you are its lead.", name=organization.name)
            )
            return redirect("accounts:organization", organization.pk)
    return render(request, "accounts/organization_new.html", {"form": form})


@sign_in_required
def organization(request: PersonRequest, organization_id: UUID) -> HttpResponse:
    organization = load_organization(request.user, organization_id)
    context = {
        "organization": organization,
        "leads": can_lead(organization),
        "members": load_members(organization),
    }
    if context["leads"]:
        # Accepted ones are members; withdrawn ones stand in the history.
        context["invitations"] = organization.invitations.filter(
            accepted_at=None, withdrawn_at=None
        )
    return render(request, "accounts/organization_detail.html", context)


@sign_in_required
def organization_edit(request: PersonRequest, organization_id: UUID) -> HttpResponse:
    organization = load_organization(request.user, organization_id)
    check_lead(organization)
    form = OrganizationForm(
        posted(request),
        initial=profile_of(organization),
        button=say("Save the changes"),
    )
    if request.method == "POST" and form.is_valid():
        edit_organization(organization, by=request.user, **form.cleaned_data)
        messages.success(request, say("The profile is saved."))
        return redirect("accounts:organization", organization.pk)
    return render(
        request, "accounts/organization_edit.html", {"form": form, "organization": organization}
    )
