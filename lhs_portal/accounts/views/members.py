from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lhs_portal.accounts.actions.members import change_role, remove_member
from lhs_portal.accounts.forms import RoleForm
from lhs_portal.accounts.models import Membership, Organization
from lhs_portal.accounts.permissions import check_lead
from lhs_portal.accounts.queries import load_members, load_organization
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say


def load_member(organization: Organization, membership_id: int) -> Membership:
    return get_object_or_404(load_members(organization), pk=membership_id)


@sign_in_required
def member(request: PersonRequest, organization_id: UUID, membership_id: int) -> HttpResponse:
    """A lead changes the role of a member, or goes on to remove the member."""
    organization = load_organization(request.user, organization_id)
    check_lead(organization)
    membership = load_member(organization, membership_id)
    form = RoleForm(posted(request), initial={"role": membership.role})
    if request.method == "POST" and form.is_valid():
        try:
            change_role(membership, by=request.user, role=form.cleaned_data["role"])
        except Refused as refusal:
            form.add_error("role", str(refusal))
        else:
            messages.success(
                request, say("The role of {name} is changed.", name=membership.user.name)
            )
            return redirect("accounts:organization", organization.pk)
    return render(
        request,
        "accounts/member_edit.html",
        {"form": form, "organization": organization, "membership": membership},
    )


@sign_in_required
def member_remove(
    request: PersonRequest, organization_id: UUID, membership_id: int
) -> HttpResponse:
    organization = load_organization(request.user, organization_id)
    check_lead(organization)
    membership = load_member(organization, membership_id)
    return _end(request, organization, membership)


@sign_in_required
def organization_leave(request: PersonRequest, organization_id: UUID) -> HttpResponse:
    organization = load_organization(request.user, organization_id)
    return _end(request, organization, load_members(organization).get(user=request.user))


def _end(
    request: PersonRequest, organization: Organization, membership: Membership
) -> HttpResponse:
    """Asks, and on a POST ends the membership."""
    context = {
        "organization": organization,
        "membership": membership,
        "own": membership.user_id == request.user.pk,
    }
    if request.method == "POST":
        try:
            remove_member(membership, by=request.user)
        except Refused as refusal:
            context["problems"] = [{"text": str(refusal)}]
        else:
            place = organization.name
            if context["own"]:
                told = say("You are no longer a member of {organization}.", organization=place)
                messages.success(request, told)
                return redirect("home")
            messages.success(
                request,
                say(
                    "{name} is no longer a member of {organization}.",
                    name=membership.user.name,
                    organization=place,
                ),
            )
            return redirect("accounts:organization", organization.pk)
    return render(request, "accounts/member_remove.html", context)
