from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessments.permissions import can_settle
from assessments.presenters.settling.whole import CODE, present_whole
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
def settling(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = load_to_settle(request.user, assessment_id)
    if is_blind(assessment):
        return render_blind(request, assessment)
    definition = load_spoken_definition(assessment.framework_version)
    rated = load_rated(assessment)
    topics = topics_of(
        definition,
        load_answers(assessment, notes_of=(), authors=False),
        load_settlements(assessment),
        rated.ratings,
    )
    section = request.GET.get("section", "")
    context = {
        "assessment": assessment,
        "page": present_whole(
            definition,
            topics,
            rounds=rated.rounds,
            last_cycle=load_last_cycle(assessment, definition.items),
            section_url=reverse("assessments:settle_section", args=[assessment.pk, CODE]),
            section=section if section in definition.subject_by_code else "",
        ),
        "settles": can_settle(assessment),
    }
    return render(request, "assessments/settling_whole.html", context)
