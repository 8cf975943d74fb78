"""The pages of the workbench on a published release, for those who read releases."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.wording import say
from reports.hub.queries import published_texts
from reports.releases.cuts import read_cut
from reports.releases.permissions import readers_only
from reports.workbench.asked import PAGES, Asked
from reports.workbench.building import BUILT, build_view
from reports.workbench.saved_permissions import can_change_note, groups_of
from reports.workbench.saved_queries import load_notes

MOST_STORIES = 6
FILTERED = {"subject", *(code for code, page in BUILT.items() if not page.tables)}


@require_safe
@readers_only
def overview(request: PersonRequest, number: int) -> HttpResponse:
    return _show(request, Asked(number, "overview", read_cut(request.GET)))


@require_safe
@readers_only
def communication(request: PersonRequest, number: int) -> HttpResponse:
    asked = Asked(number, "communication", read_cut(request.GET))
    return _show(request, asked, stories=published_texts()[:MOST_STORIES])


@require_safe
@readers_only
def operations(request: PersonRequest, number: int) -> HttpResponse:
    return _show(request, Asked(number, "operations", read_cut(request.GET)))


@require_safe
@readers_only
def infrastructure(request: PersonRequest, number: int) -> HttpResponse:
    return _show(request, Asked(number, "infrastructure", read_cut(request.GET)))


@require_safe
@readers_only
def questions(request: PersonRequest, number: int) -> HttpResponse:
    return _show(request, Asked(number, "questions", read_cut(request.GET)))


@require_safe
@readers_only
def subject(request: PersonRequest, number: int, code: str) -> HttpResponse:
    """The items of one commitment or feature."""
    return _show(request, Asked(number, "subject", read_cut(request.GET), code))


def _show(request: PersonRequest, asked: Asked, **more: object) -> HttpResponse:
    release, view = build_view(asked)
    query = view.source.path.partition("?")[2]
    groups = groups_of(request)
    context = {
        "release": release,
        "view": view,
        "page": asked.page,
        "query": f"?{query}" if query else "",
        "plain_path": asked.plain_path,
        "filtered": asked.page in FILTERED,
        "places": _places(asked, query),
        "csv_path": asked.plain_path.removesuffix("/") + ".csv",
        "own_groups": groups,
        "notes": [(note, can_change_note(request.user, note)) for note in load_notes(view, groups)],
        **view.content,
        **more,
    }
    return render(request, f"workbench/{asked.page}.html", context)


def _places(asked: Asked, query: str) -> list[tuple[str, str, bool]]:
    """The pages of this release; what was chosen goes along where it can be chosen."""
    places = []
    for code, title in PAGES.items():
        if code == "subject":
            continue
        path = Asked(asked.number, code).path
        kept = f"{path}?{query}" if query and code in FILTERED else path
        places.append((say(title), kept, code == asked.page))
    return places
