"""A lead invites, sends again, withdraws."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lhs_portal.accounts.actions.invitations import invite, send_again, withdraw
from lhs_portal.accounts.forms import InvitationForm
from lhs_portal.accounts.models import Invitation
from lhs_portal.accounts.permissions import check_lead
from lhs_portal.accounts.queries import load_organization
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say


def load_invitation(
    request: PersonRequest, organization_id: UUID, invitation_id: int
) -> Invitation:
    """Raises PermissionDenied for members who do not lead."""
    organization = load_organization(request.user, organization_id)
    check_lead(organization)
    return get_object_or_404(organization.invitations, pk=invitation_id)


def tell_delivery(request: PersonRequest, invitation: Invitation) -> None:
    """The mail left in the action's commit, or it did not: say which."""
    invitation.refresh_from_db()
    if invitation.sent_at:
        messages.success(
            request, say("The invitation to {address} is sent.", address=invitation.email)
        )
    else:
        messages.warning(
            request,
            say(
                "The invitation to {address} is kept, but the mail server did not take it. Choose "
                "“Send again” in a few minutes.",
                address=invitation.email,
            ),
        )


@sign_in_required
def invitation_new(request: PersonRequest, organization_id: UUID) -> HttpResponse:
    organization = load_organization(request.user, organization_id)
    check_lead(organization)
    form = InvitationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            invitation, _ = invite(organization, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            tell_delivery(request, invitation)
            return redirect("accounts:organization", organization.pk)
    return render(
        request, "accounts/invitation_new.html", {"form": form, "organization": organization}
    )


@require_POST
@sign_in_required
def invitation_send_again(
    request: PersonRequest, organization_id: UUID, invitation_id: int
) -> HttpResponse:
    invitation = load_invitation(request, organization_id, invitation_id)
    try:
        send_again(invitation, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        tell_delivery(request, invitation)
    return redirect("accounts:organization", organization_id)


@require_POST
@sign_in_required
def invitation_withdraw(
    request: PersonRequest, organization_id: UUID, invitation_id: int
) -> HttpResponse:
    invitation = load_invitation(request, organization_id, invitation_id)
    try:
        withdraw(invitation, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, say("The invitation to {address} is withdrawn.", address=invitation.email)
        )
    return redirect("accounts:organization", organization_id)
