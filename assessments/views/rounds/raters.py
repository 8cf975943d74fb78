"""The lead's page: who takes part, who is asked, who has finished."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.actions import remind_raters, remove_rater
from assessments.presenters.rounds import days_left, present_raters
from assessments.rater_queries import load_independent, load_raters, newest_round
from commitments.queries import load_spoken_rating_guide
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say, say_count


@require_safe
@sign_in_required
def raters(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = load_independent(request.user, assessment_id)
    current = newest_round(assessment)
    context = {
        "assessment": assessment,
        "current": current,
        "days_left": days_left(current.closes_on, timezone.now()) if current else "",
        "over": current is not None and current.closes_on < timezone.localdate(),
        "page": present_raters(
            load_spoken_rating_guide(assessment.framework_version),
            load_raters(assessment),
            assessment.rater_invitations.filter(accepted_at=None, withdrawn_at=None),
            assessment.join_links.filter(ended_at=None),
        ),
    }
    return render(request, "assessments/raters_list.html", context)


@require_POST
@sign_in_required
def raters_remind(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = load_independent(request.user, assessment_id)
    try:
        delivery = remind_raters(assessment=assessment, by=request.user)
    except Refused as refusal:
        messages.info(request, str(refusal))
        return redirect("assessments:raters", assessment.pk)
    sent = say_count("{count} reminder is sent.", "{count} reminders are sent.", delivery.sent)
    if delivery.down:
        messages.warning(
            request,
            say(
                "{sent} The mail server did not take the rest: try again in a few minutes.",
                sent=sent,
            ),
        )
    elif not delivery.all_tried:
        messages.warning(
            request,
            say("{sent} Choose “Remind” again for the rest.", sent=sent),
        )
    else:
        messages.success(request, sent)
    return redirect("assessments:raters", assessment.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def rater_remove(request: PersonRequest, assessment_id: UUID, rater_id: int) -> HttpResponse:
    assessment = load_independent(request.user, assessment_id)
    rater = get_object_or_404(assessment.raters.select_related("user"), pk=rater_id)
    context: dict[str, object] = {"assessment": assessment, "rater": rater}
    if request.method == "POST":
        try:
            remove_rater(rater, by=request.user)
        except Refused as refusal:
            context["refused"] = str(refusal)
            return render(request, "assessments/rater_remove.html", context, status=409)
        messages.success(request, say("This person no longer rates."))
        return redirect("assessments:raters", assessment.pk)
    return render(request, "assessments/rater_remove.html", context)
