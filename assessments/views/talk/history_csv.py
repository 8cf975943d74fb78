from collections.abc import Iterator, Mapping
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from assessments.migration_queries import load_other_definitions
from assessments.presenters.history import (
    HistoryRow,
    item_places,
    present_history,
    target_titles,
)
from assessments.queries import history_of, load_assessment, load_names
from commitments.queries import load_definition
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.spreadsheet_text import render_csv

HEADER = ("time", "who", "what", "where", "item", "part", "from", "to")


@require_safe
@sign_in_required
def history_csv(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """The whole history, oldest first: a row for each part of an entry that changed."""
    assessment = load_assessment(request.user, assessment_id)
    definition = load_definition(assessment.framework_version)
    naming = load_names(assessment)
    events = list(history_of(assessment).order_by("at", "id"))
    others = load_other_definitions(assessment)
    places = item_places(definition, others)
    titles = {code: place.title for code, place in places.items()} | target_titles(definition)
    codes = {title: code for code, title in titles.items()}
    told_of = present_history(definition, events, naming, others=others)
    rows = [
        row
        for event, told in zip(events, told_of, strict=True)
        for row in _rows(naming.person(event.actor_id) if event.actor_id else "", told, codes)
    ]
    response = HttpResponse(render_csv(HEADER, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="history.csv"'
    return response


def _rows(who: str, told: HistoryRow, codes: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    start = (told.at.isoformat().replace("+00:00", "Z"), who, told.sentence)
    if not told.changes:
        yield (*start, "", "", "", "", "")
    for change in told.changes:
        for part in change.parts:
            code = codes.get(change.title, "")
            yield (*start, change.title, code, part.label, part.before, part.after)
