"""The wall of a meeting room, and where the consensus is recorded."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from assessments.actions import save_decisions
from assessments.changes import UnknownCode
from assessments.forms.settling import decisions_of, read_decisions
from assessments.meeting_queries import load_ballots, load_course
from assessments.models import Assessment
from assessments.permissions import Frozen, can_settle
from assessments.presenters.meeting.agenda import first_to_show
from assessments.presenters.meeting.ladder import present_ladder
from assessments.presenters.meeting.screen import Known, present_meeting, topic_of
from assessments.presenters.settling.decision import NOTHING_TYPED, Typed
from assessments.queries import load_answers, load_last_cycle, load_names
from assessments.rating_queries import load_rated
from assessments.settling_queries import load_settlements, load_to_settle
from assessments.settling_topics import topics_of
from assessments.views.meeting.addresses import joining_of, screen_address
from assessments.views.meeting.none import render_none
from assessments.views.meeting.parts import panel_of
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import mark, say

NOTHING = mark("Choose a level and say why, then record it.")


@require_safe
@sign_in_required
def meeting(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = load_to_settle(request.user, assessment_id)
    if not assessment.settling:
        return render_none(request, assessment)
    return _page(request, assessment, request.GET.get("item", ""))


@require_POST
@sign_in_required
def meeting_decide(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """Record what the room found for one item."""
    assessment = load_to_settle(request.user, assessment_id)
    code, posted = request.POST.get("item", ""), read_decisions(request.POST)
    try:
        saved = save_decisions(
            assessment=assessment, decisions=decisions_of(posted), by=request.user
        )
    except UnknownCode as fault:
        raise BadRequest(str(fault)) from fault
    except Frozen:
        now = load_to_settle(request.user, assessment_id)
        return render_none(request, now, typed=[entry.reason for entry in posted.values()])
    unsaved = {key: one for key, one in posted.items() if one.errors or key in saved.conflicts}
    if unsaved:
        typed = Typed(unsaved, saved.conflicts)
        return _page(request, assessment, code, typed, status=409 if saved.conflicts else 422)
    if saved.codes:
        messages.success(request, say("The consensus is recorded."))
    elif not posted:
        messages.error(request, say(NOTHING))
    return redirect(screen_address(assessment, code))


def _page(
    request: PersonRequest,
    assessment: Assessment,
    code: str,
    typed: Typed = NOTHING_TYPED,
    *,
    status: int = 200,
) -> HttpResponse:
    definition = load_spoken_definition(assessment.framework_version)
    rated = load_rated(assessment)
    stored = load_answers(assessment, notes_of=())
    topics = topics_of(definition, stored, load_settlements(assessment), rated.ratings)
    course = load_course(assessment, code)
    if not code:
        code = course.open_item or first_to_show(topics)
        course = load_course(assessment, code)
    item = definition.item_by_code.get(code)
    if item is None:
        raise Http404(f"There is no item {code!r} in this framework version.")
    last = load_last_cycle(assessment, [item]).get(code)
    ladder = present_ladder(
        definition, topic_of(topics, code), rated.rounds, last, load_ballots(course, code)
    )
    context = {
        "assessment": assessment,
        "page": present_meeting(
            definition,
            topics,
            code,
            ladder,
            last,
            reader=request.user,
            naming=load_names(assessment),
            typed=typed if can_settle(assessment) else None,
        ),
        "panel": panel_of(assessment, code, course),
        "token": Known.of(course, stored[code].version, settling=True).token,
        "code": code,
        "joining": joining_of(assessment),
        "operates": can_settle(assessment),
    }
    return render(request, "assessments/meeting_screen.html", context, status=status)
