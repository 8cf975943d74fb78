"""Charts on a page: the drawing in the first HTML, the live figure's data beside it."""

import re
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from lhs_portal.lib.languages import language
from lhs_portal.lib.wording import say
from reports.charts.cells import show_cell
from reports.charts.plotly_figure import build_plotly_figure
from reports.charts.specification import Chart, Drawn, HeatTable
from reports.charts.svg import PHONE, WIDE, render_svg
from reports.documents.languages import label_of, short_of
from reports.models import Report

register = template.Library()


@register.inclusion_tag("reports/_partials/chart.html")
def chart_figure(chart: Drawn, report: Report) -> dict[str, Any]:
    """Headline, a drawing for each width, the live figure's data, the figures, the CSV link."""
    return {
        **_table(chart, report),
        "wide": _drawing(chart, WIDE, language()),
        "narrow": _drawing(chart, PHONE, language()),
        "figure": _figure(chart, language()),
        "figure_id": f"figure-{chart.code}",
    }


@register.inclusion_tag("reports/_partials/chart_drawing.html")
def chart_drawing(chart: Drawn) -> dict[str, Any]:
    """Headline and drawing alone: the page has the figures in sight, and no file of them."""
    return {
        "chart": chart,
        "wide": _drawing(chart, WIDE, language()),
        "narrow": _drawing(chart, PHONE, language()),
    }


@register.inclusion_tag("reports/_partials/heat_table.html")
def heat_table(chart: HeatTable, report: Report) -> dict[str, Any]:
    """The table is the chart: its figures stand in its cells."""
    return {"chart": chart, "report": report}


@register.inclusion_tag("reports/_partials/chart_table.html")
def chart_table(chart: Chart, report: Report) -> dict[str, Any]:
    """The figures of a chart, in sight."""
    return _table(chart, report)


@register.filter
def document_label(kind: str) -> str:
    """What a person gets with a file of this kind."""
    return label_of(kind)


@register.filter
def document_short(kind: str) -> str:
    """The kind of a file in a word or two, where there is little room."""
    return short_of(kind)


@register.filter
def said(sentence: str) -> str:
    """What was stored in English, as a text that is marked, in the language of the moment."""
    return say(sentence) if sentence else ""


@register.filter
def subscripted(sentence: str) -> SafeString:
    """In a sentence of ours, r_wg and r_wg(J) as they are printed."""
    return mark_safe(re.sub(r"r_(wg(\(J\))?)", r"r<sub>\1</sub>", escape(sentence)))  # noqa: S308


@lru_cache(maxsize=320)
def _figure(chart: Drawn, _language: str) -> dict[str, Any]:
    """To be read, not changed."""
    return build_plotly_figure(chart)


def _table(chart: Chart, report: Report) -> dict[str, Any]:
    numbers = chart.table.number_columns
    return {
        "chart": chart,
        "report": report,
        "header": [(name, column in numbers) for column, name in enumerate(chart.table.header)],
        "rows": [
            [(show_cell(cell), column in numbers) for column, cell in enumerate(row)]
            for row in chart.table.rows
        ],
    }


# Two drawings of some ten charts for each of the reports that people read just now.
@lru_cache(maxsize=640)
def _drawing(chart: Drawn, width: int, _language: str) -> SafeString:
    # The renderer escapes every text that it writes.
    return mark_safe(render_svg(chart, width=width))  # noqa: S308
