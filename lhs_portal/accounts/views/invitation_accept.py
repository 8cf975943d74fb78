"""The page behind the link of an invitation, for people with and without an account."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lhs_portal.accounts.actions.invitations import (
    accept,
    check_acceptable,
    why_ended,
)
from lhs_portal.accounts.models import Invitation, User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.lib.tokens import digest_of_token
from lhs_portal.lib.wording import say


def invitation(request: HttpRequest, token: str) -> HttpResponse:
    invitation = get_object_or_404(
        Invitation.objects.select_related("organization", "invited_by"),
        token_digest=digest_of_token(token),
    )
    context: dict[str, object] = {"invitation": invitation}
    if isinstance(request.user, User):
        return _signed_in(request, request.user, invitation, context)
    if not invitation.open:
        context["ended"] = why_ended(invitation)
        return render(request, "accounts/invitation_accept.html", context, status=410)
    # Whoever has the link reads the mail of this address: signing up with it needs no second one.
    get_adapter(request).stash_verified_email(request, invitation.email)
    return render(request, "accounts/invitation_accept.html", context)


def _signed_in(
    request: HttpRequest, person: User, invitation: Invitation, context: dict[str, object]
) -> HttpResponse:
    if request.method == "POST":
        try:
            membership = accept(invitation, by=person)
        except Refused as refusal:
            context["refused"] = str(refusal)
            return render(request, "accounts/invitation_accept.html", context, status=403)
        role = say(membership.get_role_display()).lower()
        messages.success(
            request,
            say(
                "You are a {role} of {organization}.",
                role=role,
                organization=invitation.organization.name,
            ),
        )
        return redirect("accounts:organization", invitation.organization_id)
    if invitation.accepted_by_id == person.pk:
        return redirect("accounts:organization", invitation.organization_id)
    if not invitation.open:
        context["ended"] = why_ended(invitation)
        return render(request, "accounts/invitation_accept.html", context, status=410)
    try:
        check_acceptable(invitation, by=person)
    except Refused as refusal:
        context["refused"] = str(refusal)
    return render(request, "accounts/invitation_accept.html", context)
