from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.migration_queries import load_other_definitions
from assessments.presenters.history import item_places, present_history, target_titles
from assessments.queries import history_of, load_assessment
from assessments.rater_queries import load_history_names
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required

EVENTS_PER_PAGE = 25


@require_safe
@sign_in_required
def history(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = load_assessment(request.user, assessment_id)
    definition = load_spoken_definition(assessment.framework_version)
    others = load_other_definitions(assessment)
    places = item_places(definition, others)
    titles = {code: place.title for code, place in places.items()} | target_titles(definition)
    code = request.GET.get("item", "")
    code = code if code in titles else ""
    pages = Paginator(history_of(assessment, code=code), EVENTS_PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "assessment": assessment,
        "rows": present_history(
            definition, page.object_list, load_history_names(assessment), others=others
        ),
        "page": page,
        "numbers": pages.get_elided_page_range(page.number),
        "titles": titles,
        "code": code,
    }
    return render(request, "assessments/event_list.html", context)
