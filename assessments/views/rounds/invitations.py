"""A lead invites by e-mail, sends again, withdraws."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions import (
    invite_raters,
    send_rater_invitation_again,
    withdraw_rater_invitation,
)
from assessments.forms.rounds import InviteForm
from assessments.models import Assessment, RaterInvitation
from assessments.presenters.rounds import section_choices
from assessments.rater_queries import load_independent
from assessments.rater_sections import default_sections, offered_sections
from commitments.queries import load_spoken_definition, load_spoken_rating_guide
from commitments.rating_guide import ROLE_GROUPS
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say, say_count


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def rater_invite(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """First the role group, in the address; then the addresses and what they rate."""
    assessment = load_independent(request.user, assessment_id)
    group = request.GET.get("group", "")
    guide = load_spoken_rating_guide(assessment.framework_version)
    context = {"assessment": assessment, "groups": guide.role_groups, "group": group}
    if group not in ROLE_GROUPS:
        return render(request, "assessments/rater_group.html", context)
    fields = sections_of_form(assessment, group)
    form = InviteForm(posted(request), **fields)
    if request.method == "POST" and form.is_valid():
        left = _invite(request, assessment, group, form)
        if left is None:
            return redirect("assessments:raters", assessment.pk)
        form = left
    context |= {
        "form": form,
        "name": guide.name_of(group),
        "who": guide.who(group),
        "usual": [name for code, name in fields["sections"] if code in fields["chosen"]],
        "minutes": guide.minutes(
            load_spoken_definition(assessment.framework_version),
            fields["chosen"],
            group,
            assessment.organization.sector,
        ),
    }
    status = 422 if form.errors else 200
    return render(request, "assessments/rater_invite.html", context, status=status)


def sections_of_form(assessment: Assessment, group: str) -> dict[str, Any]:
    definition = load_spoken_definition(assessment.framework_version)
    return {
        "sections": section_choices(definition, offered_sections(assessment, group)),
        "chosen": default_sections(assessment, group),
    }


def _invite(
    request: PersonRequest, assessment: Assessment, group: str, form: InviteForm
) -> InviteForm | None:
    """None where all were invited; else a form with those that were not, each with its reason."""
    try:
        made, refused = invite_raters(
            assessment=assessment,
            emails=form.cleaned_data["emails"],
            role_group=group,
            sections=form.cleaned_data["sections"],
            by=request.user,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return form
    tell_delivery(request, made)
    if not refused:
        return None
    data = request.POST.copy()
    data["emails"] = "\n".join(refused)
    left = InviteForm(data, **sections_of_form(assessment, group))
    for email, sentence in refused.items():
        left.add_error(
            "emails",
            f"{email}: {sentence}",
        )
    return left


def tell_delivery(request: PersonRequest, made: list[RaterInvitation]) -> None:
    """The mails left in the action's commit, or they did not: say which."""
    rows = RaterInvitation.objects.filter(pk__in=[invitation.pk for invitation in made])
    waiting = rows.filter(sent_at=None).count()
    if sent := len(made) - waiting:
        messages.success(
            request,
            say_count("{count} invitation is sent.", "{count} invitations are sent.", sent),
        )
    if waiting:
        messages.warning(
            request,
            say_count(
                "{count} invitation is kept, but not sent yet. The list below says why; we try "
                "again every few minutes.",
                "{count} invitations are kept, but not sent yet. The list below says why; we try "
                "again every few minutes.",
                waiting,
            ),
        )


@require_POST
@sign_in_required
def rater_invitation_send_again(
    request: PersonRequest, assessment_id: UUID, invitation_id: int
) -> HttpResponse:
    assessment = load_independent(request.user, assessment_id)
    invitation = get_object_or_404(assessment.rater_invitations, pk=invitation_id)
    try:
        send_rater_invitation_again(invitation, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        tell_delivery(request, [invitation])
    return redirect("assessments:raters", assessment.pk)


@require_POST
@sign_in_required
def rater_invitation_withdraw(
    request: PersonRequest, assessment_id: UUID, invitation_id: int
) -> HttpResponse:
    assessment = load_independent(request.user, assessment_id)
    invitation = get_object_or_404(assessment.rater_invitations, pk=invitation_id)
    try:
        withdraw_rater_invitation(invitation, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            say("The invitation to {email} is withdrawn.", email=invitation.email),
        )
    return redirect("assessments:raters", assessment.pk)
