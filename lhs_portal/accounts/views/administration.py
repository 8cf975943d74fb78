"""What administrators decide. They see profiles and roles here, and no answers anywhere."""

from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lhs_portal.accounts.actions.organizations import (
    allow_author_to_sign,
    verify_organization,
    withdraw_verification,
)
from lhs_portal.accounts.actions.portal_roles import grant_role, revoke_role
from lhs_portal.accounts.forms import FindForm, GrantForm, VerificationForm
from lhs_portal.accounts.models import Organization, PortalRoleGrant
from lhs_portal.accounts.permissions import administrators_only, is_administrator
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.wording import say

PER_PAGE = 50


@administrators_only
def administration(request: PersonRequest) -> HttpResponse:
    """Those that wait come first, the longest waiting at the top."""
    organizations = Organization.objects.select_related("parent", "created_by").order_by(
        F("verified_at").asc(nulls_first=True), "created_at"
    )
    form = FindForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    if words:
        organizations = organizations.filter(name__icontains=words)
    page = Paginator(organizations, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "accounts/administration.html", {"form": form, "page": page, "words": words}
    )


@administrators_only
def administration_organization(request: PersonRequest, organization_id: UUID) -> HttpResponse:
    organization = get_object_or_404(
        Organization.objects.select_related("parent", "created_by"), pk=organization_id
    )
    form = VerificationForm(
        posted(request),
        initial={"parent": organization.parent, "new_parent": ""},
    )
    if request.method == "POST" and form.is_valid():
        verify_organization(organization, by=request.user, parent=form.chosen())
        messages.success(request, say("{name} is verified.", name=organization.name))
        return redirect("accounts:administration")
    return render(
        request,
        "accounts/administration_organization.html",
        {"form": form, "organization": organization},
    )


@require_POST
@administrators_only
def verification_withdraw(request: PersonRequest, organization_id: UUID) -> HttpResponse:
    organization = get_object_or_404(Organization, pk=organization_id)
    withdraw_verification(organization, by=request.user)
    messages.success(request, say("{name} is no longer verified.", name=organization.name))
    return redirect("accounts:administration_organization", organization_id)


@require_POST
@administrators_only
def author_may_sign(request: PersonRequest, organization_id: UUID) -> HttpResponse:
    organization = get_object_or_404(Organization, pk=organization_id)
    allowed = request.POST.get("allowed") == "yes"
    allow_author_to_sign(organization, allowed=allowed, by=request.user)
    sentence = (
        say("{name}: its leads may sign what they submit.", name=organization.name)
        if allowed
        else say("{name}: a sponsor signs what its leads submit.", name=organization.name)
    )
    messages.success(request, sentence)
    return redirect("accounts:administration_organization", organization_id)


@administrators_only
def administration_people(request: PersonRequest) -> HttpResponse:
    """The people with a role on the portal, and a form to give one."""
    form = GrantForm(posted(request))
    if request.method == "POST" and form.is_valid():
        address = EmailAddress.objects.filter(
            email=form.cleaned_data["email"].lower(), verified=True
        ).select_related("user")
        if found := address.first():
            grant_role(found.user, role=form.cleaned_data["role"], by=request.user)
            messages.success(request, say("{name} has the role.", name=found.user.name))
            return redirect("accounts:administration_people")
        form.add_error("email", say("No account has confirmed this address."))
    grants = PortalRoleGrant.objects.select_related("user", "granted_by")
    return render(
        request,
        "accounts/administration_people.html",
        {"form": form, "grants": grants.order_by("user__name", "user_id", "role")},
    )


@require_POST
@administrators_only
def role_revoke(request: PersonRequest, grant_id: int) -> HttpResponse:
    grant = get_object_or_404(PortalRoleGrant.objects.select_related("user"), pk=grant_id)
    try:
        revoke_role(grant.user, role=grant.role, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, say("{name} no longer has the role.", name=grant.user.name))
    # She may just have taken her own.
    stays = is_administrator(request.user)
    return redirect("accounts:administration_people" if stays else "home")
