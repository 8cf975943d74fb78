"""Votes are opened and closed on the wall, and the wall follows what others do."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from assessments.actions import close_vote, open_vote
from assessments.changes import UnknownCode
from assessments.forms.meeting import CloseVoteForm, OpenVoteForm
from assessments.meeting_queries import load_course, load_version
from assessments.models import Assessment, Vote
from assessments.permissions import can_settle
from assessments.presenters.meeting.screen import Known
from assessments.settling_queries import load_to_settle
from assessments.views.meeting.addresses import joining_of, screen_address
from assessments.views.meeting.following import following, from_page
from assessments.views.meeting.parts import load_item_now, panel_of
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.logs import untold


@require_POST
@sign_in_required
def vote_open(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    return _turn(request, assessment_id, OpenVoteForm(request.POST), open_vote)


@require_POST
@sign_in_required
def vote_close(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    return _turn(request, assessment_id, CloseVoteForm(request.POST), close_vote)


@untold
@require_safe
@following
def meeting_live(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """Asked by every screen again and again: no content, while there is nothing else to show."""
    assessment = load_to_settle(request.user, assessment_id)
    return _news(request, assessment, request.GET.get("item", ""), request.GET.get("seen", ""))


def _turn(
    request: PersonRequest,
    assessment_id: UUID,
    form: OpenVoteForm,
    action: Callable[..., Vote],
) -> HttpResponse:
    if not form.is_valid():
        raise BadRequest("The form has no item, or no vote.")
    code, problem = form.cleaned_data["item"], ""
    try:
        action(assessment=assessment_id, by=request.user, **form.parts)
    except UnknownCode as fault:
        raise BadRequest(str(fault)) from fault
    except Vote.DoesNotExist as fault:
        raise Http404(str(fault)) from fault
    except Refused as refusal:
        problem = str(refusal)
    assessment = load_to_settle(request.user, assessment_id)
    if from_page(request):
        return _news(request, assessment, code, problem=problem)
    if problem:
        messages.error(request, problem)
    return redirect(screen_address(assessment, code))


def _news(
    request: PersonRequest, assessment: Assessment, code: str, seen: str = "", *, problem: str = ""
) -> HttpResponse:
    if code not in load_spoken_definition(assessment.framework_version).item_by_code:
        raise Http404(f"There is no item {code!r} in this framework version.")
    course, version = load_course(assessment, code), load_version(assessment, code)
    old = Known.from_token(seen)
    known = Known.of(course, version, settling=assessment.settling)
    if known == old:
        return HttpResponse(status=204)
    item_is_new = (known.vote, known.version) != (old.vote, old.version) and assessment.settling
    context = {
        "assessment": assessment,
        "code": code,
        "token": known.token,
        "panel": panel_of(assessment, code, course),
        "panel_is_new": known.vote != old.vote,
        "now": load_item_now(assessment, code, course)
        if item_is_new and assessment.settling
        else None,
        "problem": problem,
        "joining": joining_of(assessment),
        "operates": can_settle(assessment),
    }
    return render(request, "assessments/_meeting_live.html", context)
