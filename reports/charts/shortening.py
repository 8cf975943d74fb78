"""Says the same in less room, for drawings whose letters have to stay large."""

from dataclasses import replace
from typing import TypeVar

from reports.charts.specification import (
    Apart,
    Bar,
    BarChart,
    Chart,
    Dot,
    DotPlot,
    Dumbbell,
    Panel,
    Slant,
    Slope,
    SmallMultiples,
)

Labelled = TypeVar("Labelled", Dot, Bar, Apart, Slant, Panel)


def by_group(chart: Chart) -> tuple[Chart, ...]:
    """Small multiples of several groups as one chart a group; else the chart itself."""
    if not isinstance(chart, SmallMultiples):
        return (chart,)
    groups = list(dict.fromkeys(panel.group for panel in chart.panels))
    if len(groups) < 2:
        return (chart,)
    return tuple(
        replace(
            chart,
            code=f"{chart.code}-{number}",
            panels=tuple(panel for panel in chart.panels if panel.group == group),
        )
        for number, group in enumerate(groups, start=1)
    )


def leave_verdicts_to_key(chart: Chart) -> Chart:
    """The key says of pale lines what each of their labels would say again."""
    if not isinstance(chart, Slope):
        return chart
    drawn_pale = [
        replace(row, verdict="")
        if not row.changed and row.before is not None and row.after is not None
        else row
        for row in chart.rows
    ]
    return replace(chart, rows=tuple(drawn_pale))


def shorten_sublabels(chart: Chart) -> tuple[Chart, str]:
    """What stands under many labels alike becomes a star on each and one note."""
    if not isinstance(chart, DotPlot | BarChart | Dumbbell | Slope | SmallMultiples):
        return chart, ""
    rows = chart.panels if isinstance(chart, SmallMultiples) else chart.rows
    said = {row.sublabel for row in rows if row.sublabel}
    if len(said) != 1:
        return chart, ""
    words = said.pop()
    note = f"* {words[:1].upper()}{words[1:]}. "
    if isinstance(chart, SmallMultiples):
        return replace(chart, panels=tuple(map(_starred, chart.panels))), note
    if isinstance(chart, DotPlot):
        return replace(chart, rows=tuple(map(_starred, chart.rows))), note
    if isinstance(chart, BarChart):
        return replace(chart, rows=tuple(map(_starred, chart.rows))), note
    if isinstance(chart, Slope):
        return replace(chart, rows=tuple(map(_starred, chart.rows))), note
    return replace(chart, rows=tuple(map(_starred, chart.rows))), note


def _starred(row: Labelled) -> Labelled:
    return replace(row, label=f"{row.label}*", sublabel="") if row.sublabel else row
