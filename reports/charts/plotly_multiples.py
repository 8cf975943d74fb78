"""Small multiples as a Plotly figure: a pair of axes a panel, its texts above it."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise
from typing import Any

from reports.charts.cells import show_cell
from reports.charts.measuring import wrap
from reports.charts.specification import Panel, SmallMultiples

Json = dict[str, Any]

_COLUMNS = 4
_WIDTH = 150
_SIZE, _LEADING = 13, 17
_MARGIN = 0.15
_PLOT, _UNDER, _GROUP = 90, 50, 34
_GAP = 0.06
_UNDER_WIDTH = 640
_QUIET: Json = {"color": "var(--control)", "width": 1.25}
_STRONG: Json = {"color": "var(--action)", "width": 4}


def multiples_figure(chart: SmallMultiples) -> tuple[list[Json], Json]:
    """Traces, and what is particular in the layout."""
    rows = _rows(chart.panels)
    tops, height = _tops(rows)
    traces: list[Json] = []
    named = [f"{number} {name}" for number, name in enumerate(chart.cycles, 1)]
    names = wrap(" · ".join(named), _SIZE, _UNDER_WIDTH)
    end = height
    height += len(names) * _LEADING + 10
    cycles = _text("<br>".join(map(escape, names)), 0, end, height, strong=False)
    layout: Json = {
        "height": height,
        "margin": {"l": 20, "r": 20, "t": 0, "b": 0},
        "showlegend": False,
        "annotations": [cycles],
    }
    number = 0
    for row, (top, grouped) in zip(rows, tops, strict=True):
        if grouped:
            layout["annotations"].append(_text(escape(row[0].group), 0, top - _GROUP + 6, height))
        head = max(_head(panel) for panel in row)
        for column, panel in enumerate(row):
            number += 1
            left = column * (1 + _GAP) / _COLUMNS
            right = left + (1 + _GAP) / _COLUMNS - _GAP
            lines = "<br>".join(map(escape, _lines(panel)))
            layout["annotations"].append(_text(lines, left, top, height, strong=panel.changed))
            plot = (top + head, top + head + _PLOT)
            domain = [1 - plot[1] / height, 1 - plot[0] / height]
            layout["annotations"] += _last(panel, number)
            layout |= _axes(chart, number, [left, right], domain)
            traces += _traces(chart, panel, number)
    return traces, layout


def _rows(panels: Sequence[Panel]) -> list[list[Panel]]:
    """A group begins a row of its own."""
    rows: list[list[Panel]] = []
    for panel in panels:
        if not rows or len(rows[-1]) == _COLUMNS or rows[-1][-1].group != panel.group:
            rows.append([])
        rows[-1].append(panel)
    return rows


def _tops(rows: Sequence[Sequence[Panel]]) -> tuple[list[tuple[float, bool]], float]:
    """Where each row begins, in pixels from above, and whether a group begins with it."""
    tops: list[tuple[float, bool]] = []
    y, group = 10.0, ""
    for row in rows:
        begins = row[0].group != group
        group = row[0].group
        y += _GROUP if begins else 0
        tops.append((y, begins))
        y += max(_head(panel) for panel in row) + _PLOT + _UNDER
    return tops, y


def _lines(panel: Panel) -> list[str]:
    texts = (panel.label, panel.sublabel, panel.shown)
    return [line for text in texts for line in wrap(text, _SIZE, _WIDTH)]


def _head(panel: Panel) -> float:
    return len(_lines(panel)) * _LEADING + 12


def _text(text: str, x: float, top: float, height: float, *, strong: bool = True) -> Json:
    font = {"size": _SIZE, "color": "var(--ink)" if strong else "var(--muted)"}
    return {
        "xref": "paper",
        "yref": "paper",
        "x": x,
        "y": 1 - top / height,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "text": text,
        "font": {**font, "weight": 700} if strong else font,
        "showarrow": False,
    }


def _last(panel: Panel, number: int) -> list[Json]:
    """The latest figure, beside its place."""
    name = "" if number == 1 else str(number)
    if not panel.values or (value := panel.values[-1]) is None:
        return []
    font = {"size": _SIZE, "color": "var(--ink)"}
    return [
        {
            "xref": f"x{name}",
            "yref": f"y{name}",
            "x": len(panel.values),
            "y": float(value),
            "xanchor": "left",
            "xshift": 8,
            "text": show_cell(value),
            "font": {**font, "weight": 700} if panel.changed else font,
            "showarrow": False,
        }
    ]


def _axes(chart: SmallMultiples, number: int, x: list[float], y: list[float]) -> Json:
    cycles = len(chart.cycles)
    name = "" if number == 1 else str(number)
    both: Json = {"fixedrange": True, "zeroline": False, "tickfont": {"size": 11}}
    return {
        f"xaxis{name}": {
            **both,
            "domain": x,
            "anchor": f"y{name}",
            "range": [0.6, cycles + 1.0],
            "tickvals": list(range(1, cycles + 1)),
            "showgrid": False,
        },
        f"yaxis{name}": {
            **both,
            "domain": y,
            "anchor": f"x{name}",
            "range": [chart.axis.low - _MARGIN, chart.axis.high + _MARGIN],
            "tickvals": [value for value, _ in chart.axis.ticks],
            "ticktext": [
                f"{value:.0f}" if value in (chart.axis.low, chart.axis.high) else ""
                for value, _ in chart.axis.ticks
            ],
            "gridcolor": "var(--line)",
        },
    }


def _traces(chart: SmallMultiples, panel: Panel, number: int) -> list[Json]:
    name = "" if number == 1 else str(number)
    axes: Json = {"xaxis": f"x{name}", "yaxis": f"y{name}", "type": "scatter"}
    known = {
        place: float(value) for place, value in enumerate(panel.values, 1) if value is not None
    }
    last = len(panel.values)
    steps = [(a, b) for a, b in pairwise(range(1, last + 1)) if a in known and b in known]
    quiet = [step for step in steps if not (panel.changed and step[1] == last)]
    traces: list[Json] = []
    for chosen, line in ((quiet, _QUIET), ([s for s in steps if s not in quiet], _STRONG)):
        if chosen:
            x = [place for a, b in chosen for place in (a, b, None)]
            y = [None if place is None else known[place] for place in x]
            traces.append(
                {**axes, "mode": "lines", "x": x, "y": y, "hoverinfo": "skip", "line": line}
            )
    texts = [
        escape(f"{chart.cycles[place - 1]}: {show_cell(panel.values[place - 1])}")
        for place in known
    ]
    traces.append(
        {
            **axes,
            "mode": "markers",
            "x": list(known),
            "y": list(known.values()),
            "text": texts,
            "hoverinfo": "text",
            "cliponaxis": False,
            "marker": _marker([panel.changed and place >= last - 1 for place in known]),
        }
    )
    return traces


def _marker(strong: Sequence[bool]) -> Json:
    return {
        "size": [10 if each else 7 for each in strong],
        "color": ["var(--action)" if each else "var(--paper)" for each in strong],
        "line": {
            "color": ["var(--action)" if each else "var(--control)" for each in strong],
            "width": 1.5,
        },
    }
