"""Charts on a page: the drawing in the first HTML, the live figure's data beside it."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from reports.charts.cells import show_cell
from reports.charts.plotly_figure import build_plotly_figure
from reports.charts.specification import Chart, Drawn, HeatTable
from reports.charts.svg import PHONE, WIDE, render_svg
from reports.models import Report

register = template.Library()


@register.inclusion_tag("reports/_partials/chart.html")
def chart_figure(chart: Drawn, report: Report) -> dict[str, Any]:
    """Headline, a drawing for each width, the live figure's data, the figures, the CSV link."""
    return {
        **_table(chart, report),
        "wide": _drawing(chart, WIDE),
        "narrow": _drawing(chart, PHONE),
        "figure": build_plotly_figure(chart),
        "figure_id": f"figure-{chart.code}",
    }


@register.inclusion_tag("reports/_partials/heat_table.html")
def heat_table(chart: HeatTable, report: Report) -> dict[str, Any]:
    """The table is the chart: its figures stand in its cells."""
    return {"chart": chart, "report": report}


@register.inclusion_tag("reports/_partials/chart_table.html")
def chart_table(chart: Chart, report: Report) -> dict[str, Any]:
    """The figures of a chart, in sight."""
    return _table(chart, report)


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


def _drawing(chart: Drawn, width: int) -> SafeString:
    # The renderer escapes every text that it writes.
    return mark_safe(render_svg(chart, width=width))  # noqa: S308
