"""Charts of a published release on a page: drawn on the server, with their figures and files."""

from functools import lru_cache
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from lhs_portal.lib.languages import language
from reports.charts.cells import show_cell
from reports.charts.level_bars import LevelBars
from reports.charts.specification import Drawn, HeatTable
from reports.charts.svg import PHONE, WIDE, render_svg
from reports.workbench.view import View, ViewChart

register = template.Library()


@register.inclusion_tag("workbench/_chart.html")
def view_chart(view: View, code: str) -> dict[str, Any]:
    """Headline, a drawing for each width, the figures, the files."""
    chart = view.chart(code)
    if chart is None or isinstance(chart, HeatTable):
        raise ValueError(f"The view has no drawn chart {code!r}.")
    return {
        **_common(view, chart),
        "header": chart.table.header,
        "rows": [[show_cell(cell) for cell in row] for row in chart.table.rows],
        "wide": _drawing(chart, WIDE, language()),
        "narrow": _drawing(chart, PHONE, language()),
    }


@register.inclusion_tag("workbench/_heat.html")
def view_heat(view: View, code: str) -> dict[str, Any]:
    """The table is the chart: its figures stand in its cells."""
    chart = view.chart(code)
    if not isinstance(chart, HeatTable):
        raise TypeError(f"The view has no table {code!r}.")
    return {**_common(view, chart), "header": chart.table.header}


def _common(view: View, chart: ViewChart) -> dict[str, Any]:
    path, _, query = view.source.path.partition("?")
    return {
        "chart": chart,
        "source": view.source,
        "picture": f"{path}{chart.code}",
        "query": f"?{query}" if query else "",
    }


# Releases never change, so a drawing is made once in a process, for each language.
@lru_cache(maxsize=640)
def _drawing(chart: Drawn | LevelBars, width: int, _language: str) -> SafeString:
    # The renderer escapes every text that it writes.
    return mark_safe(render_svg(chart, width=width))  # noqa: S308
