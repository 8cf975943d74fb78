"""The page behind the link of an invitation to rate, for people with and without an account."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from assessments.actions import accept_rater_invitation
from assessments.actions.rater_invitations import load_rater_invitation
from assessments.actions.raters import check_collecting
from assessments.models import RaterInvitation
from assessments.presenters.asking import present_asking
from assessments.rater_queries import takes_part
from lhs_portal.accounts.actions.invitations import check_acceptable, why_ended
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused


def rater_invitation(request: HttpRequest, token: str) -> HttpResponse:
    invitation = load_rater_invitation(token)
    person = request.user if isinstance(request.user, User) else None
    if person and request.method == "POST":
        return _accept(request, person, invitation)
    if person and takes_part(person, invitation.assessment):
        return redirect("assessments:rate", invitation.assessment_id)
    if ended := _ended(invitation):
        return _page(request, invitation, status=410, ended=ended)
    if person is None:
        # Whoever has the link reads the mail of this address: signing up needs no second one.
        get_adapter(request).stash_verified_email(request, invitation.email)
        return _page(request, invitation)
    try:
        check_acceptable(invitation, by=person)
    except Refused as refusal:
        return _page(request, invitation, refused=str(refusal))
    return _page(request, invitation)


def _accept(request: HttpRequest, person: User, invitation: RaterInvitation) -> HttpResponse:
    try:
        accept_rater_invitation(invitation, by=person)
    except Refused as refusal:
        return _page(request, invitation, status=403, refused=str(refusal))
    return redirect("assessments:rate", invitation.assessment_id)


def _ended(invitation: RaterInvitation) -> str:
    """Why it can be accepted by nobody now, or nothing."""
    if not invitation.open:
        return why_ended(invitation)
    try:
        check_collecting(invitation.assessment)
    except Refused as refusal:
        return str(refusal)
    return ""


def _page(
    request: HttpRequest, invitation: RaterInvitation, *, status: int = 200, **said: str
) -> HttpResponse:
    assessment = invitation.assessment
    context = {
        "invitation": invitation,
        "inviter": invitation.invited_by,
        "asking": present_asking(assessment, invitation.role_group, invitation.sections),
        **said,
    }
    return render(request, "assessments/rater_invitation.html", context, status=status)
