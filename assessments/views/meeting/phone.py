"""A rater's phone in a meeting."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from assessments.actions import cast_ballot
from assessments.actions.meeting import VoteIsClosed
from assessments.actions.rating import NotAsked
from assessments.forms.meeting import CHOOSE, BallotForm
from assessments.meeting_queries import load_last_vote, load_meetings_of, load_seat
from assessments.presenters.meeting.phone import present_vote, token_of, too_late_in_words
from assessments.rating_queries import load_rater
from assessments.views.meeting.following import following, from_page
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.logs import untold


@untold
@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def vote(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """Waits for a vote, and takes the rater's choice."""
    if request.method != "POST":
        return _page(request, assessment_id)
    form = BallotForm(request.POST)
    if not form.is_valid():
        return _page(request, assessment_id, problem=str(CHOOSE), status=422)
    try:
        cast_ballot(assessment=assessment_id, **form.cleaned_data, by=request.user)
    except NotAsked as refusal:
        return _page(request, assessment_id, problem=str(refusal), status=409)
    except VoteIsClosed:
        too_late = form.cleaned_data["choice"]
        return _page(request, assessment_id, too_late=too_late, status=409)
    if from_page(request):
        return _page(request, assessment_id)
    return redirect("assessments:vote", assessment_id)


@untold
@require_safe
@following
def vote_live(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """Asked by every phone again and again: no content, while there is nothing else to show."""
    if request.GET.get("seen") == token_of(load_seat(request.user, assessment_id)):
        return HttpResponse(status=204)
    return _page(request, assessment_id)


@untold
@require_safe
@sign_in_required
def votes(request: PersonRequest) -> HttpResponse:
    """The short address on the wall: leads to the meeting, or lets choose between several."""
    meetings = list(load_meetings_of(request.user))
    if len(meetings) == 1:
        return redirect("assessments:vote", meetings[0].assessment_id)
    return render(request, "assessments/meeting_choice.html", {"meetings": meetings})


def _page(
    request: PersonRequest,
    assessment_id: UUID,
    *,
    problem: str = "",
    too_late: str = "",
    status: int = 200,
) -> HttpResponse:
    """The whole page, or what is new for a page that follows. `too_late` is a choice."""
    rater = load_rater(request.user, assessment_id)
    assessment = rater.assessment
    definition = load_spoken_definition(assessment.framework_version)
    context = {
        "assessment": assessment,
        "page": present_vote(definition, load_last_vote(rater), settling=assessment.settling),
        "problem": too_late_in_words(definition, too_late) if too_late else problem,
    }
    template = "_meeting_vote_live.html" if from_page(request) else "meeting_vote.html"
    return render(request, f"assessments/{template}", context, status=status)
