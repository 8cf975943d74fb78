import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lhs_portal.lib.languages import INTERFACE, speaking
from reports.models import Report
from reports.presentation.page import ReportPage
from reports.queries import load_page, spoken_to_reader


def language_for(request: HttpRequest, own: str) -> str:
    """The language in which a report is read: as the address asks; else the reader's, where that is
    not the language in which everything is written; else the report's `own`.
    """
    asked = request.GET.get("language", "")
    if asked in INTERFACE or asked == own:
        return asked
    return spoken_to_reader(own)


def own_language(report: Report) -> str:
    return str(json.loads(report.frozen_input)["language"])


def load_page_for(request: HttpRequest, report: Report) -> ReportPage:
    """Of a report that is ready, in the language in which it is read here."""
    own = own_language(report)
    spoken = language_for(request, own)
    return load_page(report, "" if spoken == own else spoken)


def render_page(
    request: HttpRequest, template: str, page: ReportPage, context: dict[str, Any]
) -> HttpResponse:
    """With all that is said in the language of the page."""
    with speaking(page.identity.language):
        return render(request, template, {**context, "page": page})
