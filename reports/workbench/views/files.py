"""The files of a view: its figures, and each of its charts as a picture."""

import structlog
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.wording import say
from reports.documents.failure import DocumentFailed
from reports.releases.cuts import read_cut
from reports.releases.permissions import readers_only
from reports.workbench.asked import PAGES, Asked
from reports.workbench.building import BUILT, build_view
from reports.workbench.exports import draw_picture, render_picture, render_view_csv
from reports.workbench.view import View, ViewChart

log = structlog.get_logger("reports.workbench")


@require_safe
@readers_only
def figures_csv(
    request: PersonRequest, number: int, page: str = "subject", code: str = ""
) -> HttpResponse:
    """All published figures of the view."""
    view = _view(request, number, page, code)
    return _file(render_view_csv(view), "text/csv; charset=utf-8", _name(view, page, code, "csv"))


@require_safe
@readers_only
def picture_svg(
    request: PersonRequest, number: int, chart: str, page: str = "subject", code: str = ""
) -> HttpResponse:
    view = _view(request, number, page, code)
    drawing = draw_picture(view, _chart(view, chart)).encode()
    return _file(drawing, "image/svg+xml", _name(view, page, code, f"{chart}.svg"))


@require_safe
@readers_only
def picture_png(
    request: PersonRequest, number: int, chart: str, page: str = "subject", code: str = ""
) -> HttpResponse:
    view = _view(request, number, page, code)
    try:
        picture = render_picture(view, _chart(view, chart))
    except DocumentFailed as failure:
        log.warning("picture_failed", because=failure.because)
        messages.error(request, say("The picture could not be made. Try again later."))
        return redirect(view.source.path)
    return _file(picture, "image/png", _name(view, page, code, f"{chart}.png"))


def _view(request: PersonRequest, number: int, page: str, code: str) -> View:
    if page not in PAGES or (page not in BUILT and not code):
        raise Http404("The workbench has no such page.")
    return build_view(Asked(number, page, read_cut(request.GET), code))[1]


def _chart(view: View, code: str) -> ViewChart:
    chart = view.chart(code)
    if chart is None:
        raise Http404("The page has no such chart.")
    return chart


def _name(view: View, page: str, code: str, end: str) -> str:
    return f"release-{view.source.number}-{page}{f'-{code}' if code else ''}" + (
        f".{end}" if end == "csv" else f"-{end}"
    )


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
