from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.queries import load_assessment
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from reports.plans.codes import STATES
from reports.plans.forms.board import OwnerForm
from reports.plans.permissions import can_plan
from reports.plans.presenting import (
    FIRST_SHOWN,
    owners_of,
    present_board,
    present_starts,
    priorities_of,
)
from reports.plans.queries import load_actions, load_planned_from


@require_safe
@sign_in_required
def plan(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """The actions by state, and the priorities from which more can start."""
    assessment = load_assessment(request.user, assessment_id)
    definition = load_spoken_definition(assessment.framework_version)
    actions = list(load_actions(assessment))
    form = OwnerForm(request.GET, owners=owners_of(actions))
    report = load_planned_from(assessment) if assessment.signed else None
    starts = present_starts(priorities_of(report, definition), definition, actions)
    context = {
        "assessment": assessment,
        "board": present_board(definition, actions, owner=form.wanted),
        "form": form,
        "wanted": form.wanted,
        "states": STATES.items(),
        "editable": can_plan(assessment),
        "report": report,
        "starts": starts[:FIRST_SHOWN],
        "more_starts": starts[FIRST_SHOWN:],
    }
    return render(request, "plans/plan_board.html", context)
