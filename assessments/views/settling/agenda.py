from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.presenters.settling.agenda import present_agenda
from assessments.queries import load_answers, load_last_cycle
from assessments.rating_queries import is_blind, load_rated
from assessments.settling_queries import load_settlements, load_to_settle
from assessments.settling_topics import topics_of
from assessments.views.settling.blind import render_blind
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required


@require_safe
@sign_in_required
def agenda(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = load_to_settle(request.user, assessment_id)
    if is_blind(assessment):
        return render_blind(request, assessment)
    definition = load_spoken_definition(assessment.framework_version)
    rated = load_rated(assessment, notes=True)
    topics = topics_of(
        definition,
        load_answers(assessment, notes_of=(), authors=False),
        load_settlements(assessment),
        rated.ratings,
    )
    context = {
        "assessment": assessment,
        "items": present_agenda(
            definition,
            topics,
            rated,
            last_cycle=load_last_cycle(assessment, definition.items),
            names=rated.names,
        ),
    }
    return render(request, "assessments/settling_agenda.html", context)
