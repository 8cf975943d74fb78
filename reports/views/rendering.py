from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports.charts.language import speaking
from reports.presentation.page import ReportPage


def render_page(
    request: HttpRequest, template: str, page: ReportPage, context: dict[str, Any]
) -> HttpResponse:
    """With figures and dates in the language of the report."""
    with speaking(page.identity.language):
        return render(request, template, {**context, "page": page})
