"""A lead opens a round, moves its date, closes it, opens it again."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessments.actions import close_round, move_closing_date, open_round, reopen_round
from assessments.forms.rounds import ReopenRoundForm, RoundForm
from assessments.models import Assessment
from assessments.presenters.rounds import present_raters
from assessments.rater_queries import load_independent, load_raters, newest_round
from assessments.states import IllegalMove
from commitments.queries import load_spoken_rating_guide
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import mark, say

USUAL = timedelta(days=14)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def round_open(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = load_independent(request.user, assessment_id)
    form = RoundForm(posted(request), initial={"closes_on": timezone.localdate() + USUAL})
    if request.method == "POST" and form.is_valid():
        try:
            open_round(assessment=assessment, by=request.user, **form.cleaned_data)
        except IllegalMove:
            messages.info(request, say("The round has been opened already."))
            return redirect("assessments:raters", assessment.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("The round is open. Who has joined is told by e-mail."))
            return redirect("assessments:raters", assessment.pk)
    return _page(request, assessment, form, "assessments/round_open.html")


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def round_date(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = load_independent(request.user, assessment_id)
    current = newest_round(assessment)
    initial = {"closes_on": current.closes_on} if current else None
    form = RoundForm(posted(request), initial=initial, button=mark("Move the closing date"))
    if request.method == "POST" and form.is_valid():
        try:
            move_closing_date(assessment=assessment, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("The closing date is moved."))
            return redirect("assessments:raters", assessment.pk)
    return _page(request, assessment, form, "assessments/round_date.html")


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def round_close(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """A page to confirm on, which says who has not finished."""
    assessment = load_independent(request.user, assessment_id)
    if request.method == "POST":
        try:
            close_round(assessment=assessment, by=request.user)
        except IllegalMove:
            messages.info(request, _why_not_closed(assessment))
        else:
            messages.success(request, say("The round is closed. Now the answers can be settled."))
        return redirect("assessments:raters", assessment.pk)
    page = present_raters(
        load_spoken_rating_guide(assessment.framework_version),
        load_raters(assessment),
        assessment.rater_invitations.filter(accepted_at=None, withdrawn_at=None),
        (),
    )
    context = {"assessment": assessment, "page": page, "current": newest_round(assessment)}
    return render(request, "assessments/round_close.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def round_reopen(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = load_independent(request.user, assessment_id)
    form = ReopenRoundForm(posted(request), initial={"closes_on": timezone.localdate() + USUAL / 2})
    if request.method == "POST" and form.is_valid():
        try:
            reopen_round(assessment=assessment, by=request.user, **form.cleaned_data)
        except IllegalMove as refusal:
            form.add_error(None, str(refusal))
        except Refused as refusal:
            form.add_error("closes_on", str(refusal))
        else:
            messages.success(request, say("The round is open again, for late ratings."))
            return redirect("assessments:raters", assessment.pk)
    return _page(request, assessment, form, "assessments/round_reopen.html")


def _page(
    request: PersonRequest, assessment: Assessment, form: RoundForm, template: str
) -> HttpResponse:
    context = {"assessment": assessment, "form": form, "current": newest_round(assessment)}
    return render(request, template, context, status=422 if form.errors else 200)


def _why_not_closed(assessment: Assessment) -> str:
    last = newest_round(assessment)
    if last is None:
        return say("There is no round to close: none has been opened.")
    if last.closed_by:
        return say("{person} has closed the round already.", person=last.closed_by.display_name)
    return say("The round has been closed already.")
