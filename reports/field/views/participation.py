"""A lead joins a cycle and decides about aggregates; all members read what was decided."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessments.models import Assessment
from assessments.queries import load_assessment
from lhs_portal.accounts.permissions import can_lead, check_lead
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import mark, say
from reports.field.actions.participating import choose_aggregates, join_cycle, leave_cycle
from reports.field.forms.participating import NO, YES, AggregatesForm, JoinForm
from reports.field.queries import load_history, load_standing
from reports.releases.configuration import load_thresholds
from reports.releases.core.thresholds import Thresholds, ThresholdsUnusable

NO_THRESHOLDS = mark(
    "The limits by which figures are protected cannot be read now, so nothing can be "
    "allowed. Nothing was changed. Tell the people who run the portal."
)


@require_safe
@sign_in_required
def participation(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = load_assessment(request.user, assessment_id)
    standing = load_standing(assessment, timezone.localdate())
    allowed = bool(standing.joined and standing.joined.consents)
    form = AggregatesForm(initial={"allowed": YES if allowed else NO})
    return _show(request, assessment, {"standing": standing, "form": form})


@require_POST
@sign_in_required
def participation_join(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = load_assessment(request.user, assessment_id)
    check_lead(assessment)
    standing = load_standing(assessment, timezone.localdate())
    cycles = [standing.joined.cycle] if standing.joined else standing.offers
    form = JoinForm(request.POST, cycles=cycles)
    if not form.is_valid():
        messages.error(request, str(form.errors["cycle"][0]))
        return redirect("reports:participation", assessment_id)
    cycle = form.cleaned_data["cycle"]
    try:
        join_cycle(assessment=assessment_id, cycle=cycle, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            say(
                "This assessment takes part in {cycle}. Aggregates do not use it.", cycle=cycle.name
            ),
        )
    return redirect("reports:participation", assessment_id)


@require_POST
@sign_in_required
def participation_leave(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    leave_cycle(assessment=assessment_id, by=request.user)
    messages.success(request, say("This assessment takes part in no cycle."))
    return redirect("reports:participation", assessment_id)


@require_POST
@sign_in_required
def participation_aggregates(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = load_assessment(request.user, assessment_id)
    check_lead(assessment)
    form = AggregatesForm(request.POST)
    if not form.is_valid():
        standing = load_standing(assessment, timezone.localdate())
        return _show(request, assessment, {"standing": standing, "form": form}, status=422)
    allowed = form.cleaned_data["allowed"] == YES
    try:
        _choose(assessment_id, allowed, request)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("reports:participation", assessment_id)


def _choose(assessment_id: UUID, allowed: bool, request: PersonRequest) -> None:
    """Nobody allows what the page cannot explain. Raises Refused."""
    if allowed and read_thresholds() is None:
        raise Refused(say(NO_THRESHOLDS))
    choose_aggregates(assessment=assessment_id, allowed=allowed, by=request.user)
    if allowed:
        messages.success(
            request, say("Aggregates of releases that are computed from now on may use it.")
        )
    else:
        messages.success(
            request,
            say("No release that is computed from now on uses this assessment in aggregates."),
        )


def read_thresholds() -> Thresholds | None:
    """None where the file cannot be used: then there are no releases either."""
    try:
        return load_thresholds()
    except ThresholdsUnusable:
        return None


def _show(
    request: PersonRequest, assessment: Assessment, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    context = {
        **context,
        "assessment": assessment,
        "organization": assessment.organization,
        "leads": can_lead(assessment),
        "thresholds": read_thresholds(),
        "events": load_history(assessment),
    }
    return render(request, "field/participation.html", context, status=status)
