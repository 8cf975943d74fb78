"""A chart specification as a Plotly figure: data, layout and config as plain JSON values.

It lies over the static drawing where JavaScript runs, for reading values. Colours are names of
the page's style tokens, such as `var(--ink)`, which static/js/charts.js resolves, so that the
figure follows the theme. Nothing here may reach another host: no logo, no cloud button, no mode
bar; no template, which would bring a style of its own; and no tags but line breaks, because the
others become style attributes, which the page's policy forbids.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

from lhs_portal.lib.wording import say
from reports.charts.measuring import wrap
from reports.charts.plotly_multiples import multiples_figure
from reports.charts.plotly_slope import slope_layout, slope_traces
from reports.charts.specification import (
    Apart,
    Bar,
    BarChart,
    Dot,
    DotPlot,
    Drawn,
    Dumbbell,
    LagChart,
    Pair,
    Radar,
    Shape,
    Slope,
    SmallMultiples,
)

Json = dict[str, Any]

CONFIG: Json = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "scrollZoom": False,
    "doubleClick": False,
    "responsive": True,
}
SYMBOLS: dict[Shape, str] = {
    "circle": "circle",
    "square": "square",
    "triangle": "triangle-up",
    "diamond": "diamond",
}
_LABEL_WIDTH = 210
_SHOWN_WIDTH = 112
_ROW = 34


def build_plotly_figure(chart: Drawn) -> Json:
    """An absent figure has no point. Texts are escaped: Plotly reads tags and entities in them."""
    if isinstance(chart, DotPlot):
        return _figure(_dot_traces(chart), _row_layout(chart))
    if isinstance(chart, LagChart):
        return _figure(_lag_traces(chart), _row_layout(chart))
    if isinstance(chart, BarChart):
        return _figure(_bar_traces(chart), _row_layout(chart))
    if isinstance(chart, Dumbbell):
        return _figure(_apart_traces(chart), _row_layout(chart))
    if isinstance(chart, Slope):
        return _figure(slope_traces(chart), {**_common(), **slope_layout(chart)})
    if isinstance(chart, SmallMultiples):
        traces, layout = multiples_figure(chart)
        return _figure(traces, {**_common(), **layout})
    return _figure(_radar_traces(chart), _radar_layout(chart))


def _figure(data: list[Json], layout: Json) -> Json:
    return {"data": data, "layout": layout, "config": dict(CONFIG)}


def _colour(shape: Shape) -> str:
    return f"var(--chart-{shape})"


def _points(name: str, points: Sequence[tuple[float, int, str]], marker: Json) -> Json:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": escape(name),
        "x": [x for x, _, _ in points],
        "y": [y for _, y, _ in points],
        "text": [escape(text) for _, _, text in points],
        "hoverinfo": "text",
        # A mark at an end of the scale is drawn whole.
        "cliponaxis": False,
        "marker": marker,
    }


def _segments(name: str, segments: Sequence[tuple[float, float, int]], line: Json) -> Json:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": escape(name),
        "x": [x for first, last, _ in segments for x in (first, last, None)],
        "y": [y for _, _, row in segments for y in (row, row, None)],
        "hoverinfo": "skip",
        "line": line,
    }


def _dot_traces(chart: DotPlot) -> list[Json]:
    traces = []
    if chart.with_bounds:
        bounds = [
            (float(row.low), float(row.high), number)
            for number, row in enumerate(chart.rows)
            if row.low is not None and row.high is not None
        ]
        line = {"color": "var(--chart-bounds)", "width": 8}
        traces.append(_segments(say(chart.bounds), bounds, line))
    if chart.with_targets:
        targets = [
            (float(row.target), number, f"{row.label}: {say(chart.target).lower()} {row.target}")
            for number, row in enumerate(chart.rows)
            if row.target is not None
        ]
        line = {"color": "var(--ink)", "width": 3}
        traces.append(
            _points(say(chart.target), targets, {"symbol": "line-ns", "size": 20, "line": line})
        )  # fmt: skip
    for shape, name in chart.shapes or (("circle", say(chart.dot)),):
        points = [
            (float(row.value), number, f"{row.label}: {row.shown}")
            for number, row in enumerate(chart.rows)
            if row.value is not None and row.shape == shape
        ]
        colour = _colour(shape) if chart.shapes else "var(--action)"
        traces.append(
            _points(name, points, {"symbol": SYMBOLS[shape], "size": 13, "color": colour})
        )
    return traces


def _lag_traces(chart: LagChart) -> list[Json]:
    traces = []
    for state, name, colour in (
        ("ahead", say("Ahead"), "var(--warn)"),
        ("behind", say("Behind"), "var(--ok)"),
        ("aligned", say("In step"), "var(--control)"),
    ):
        segments = [
            (float(row.enabling), float(row.score), number)
            for number, row in enumerate(chart.rows)
            if row.state == state and row.enabling is not None and row.score is not None
        ]
        traces.append(_segments(name, segments, {"color": colour, "width": 5}))
    enabling = [
        (
            float(row.enabling),
            number,
            say("{name}: foundations {score}", name=row.label, score=f"{row.enabling:.2f}"),
        )
        for number, row in enumerate(chart.rows)
        if row.enabling is not None
    ]
    scores = [
        (
            float(row.score),
            number,
            say(
                "{name}: score {score}, {state}",
                name=row.label,
                score=f"{row.score:.2f}",
                state=row.shown,
            ),
        )
        for number, row in enumerate(chart.rows)
        if row.score is not None
    ]
    return [
        *traces,
        _points(say("Its foundations"), enabling, _hollow(12)),
        _points(say("The commitment’s score"), scores, _filled(13)),
    ]


def _hollow(size: int) -> Json:
    line = {"color": "var(--ink)", "width": 2}
    return {"symbol": "square", "size": size, "color": "var(--paper)", "line": line}


def _filled(size: int) -> Json:
    return {"symbol": "circle", "size": size, "color": "var(--action)"}


def _apart_traces(chart: Dumbbell) -> list[Json]:
    shown = [
        (number, row.label, float(row.first), float(row.second))
        for number, row in enumerate(chart.rows)
        if row.first is not None and row.second is not None
    ]
    gaps = [(first, second, number) for number, _, first, second in shown]
    line = {"color": "var(--control)", "width": 4}
    one, other = chart.sides
    firsts = [(x, number, f"{label}: {one}, {x:.2f}") for number, label, x, _ in shown]
    seconds = [(x, number, f"{label}: {other}, {x:.2f}") for number, label, _, x in shown]
    return [
        {**_segments(say("Gap"), gaps, line), "showlegend": False},
        _points(other, seconds, _hollow(16)),
        # Drawn last, over the squares, and named first.
        {**_points(one, firsts, _filled(10)), "legendrank": 1},
    ]


def _bar_traces(chart: BarChart) -> list[Json]:
    traces: list[Json] = []
    for shape, name in chart.shapes or (("circle", chart.axis.label),):
        rows = [(number, row) for number, row in enumerate(chart.rows) if row.shape == shape]
        colour = _colour(shape) if chart.shapes else "var(--action)"
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": escape(name),
                "showlegend": False,
                "x": [float(row.value) for _, row in rows],
                "y": [number for number, _ in rows],
                "width": 0.35,
                "hoverinfo": "skip",
                "marker": {"color": colour},
            }
        )
        points = [
            (float(row.value), number, f"{row.label}: {row.shown}") for number, row in rows
        ]  # fmt: skip
        marker = {"symbol": SYMBOLS[shape], "size": 15, "color": colour}
        traces.append(_points(name, points, marker))
    return traces


def _row_layout(chart: DotPlot | LagChart | BarChart | Dumbbell) -> Json:
    labels = [_label_lines(row) for row in chart.rows]
    tallest = max((len(lines) for lines in labels), default=1)
    shown = [wrap(row.shown, 14, _SHOWN_WIDTH) for row in chart.rows]
    return {
        **_common(),
        "height": 90 + len(labels) * max(_ROW, tallest * 18 + 8),
        "margin": {"l": _LABEL_WIDTH + 20, "r": _SHOWN_WIDTH + 10, "t": 30, "b": 50},
        "legend": {"orientation": "h", "y": -0.02, "yanchor": "top"},
        "xaxis": {
            "range": [chart.axis.low, chart.axis.high],
            "tickvals": [value for value, _ in chart.axis.ticks],
            "ticktext": [escape(text) for _, text in chart.axis.ticks],
            "side": "top",
            "fixedrange": True,
            "zeroline": False,
            "gridcolor": "var(--line)",
        },
        "yaxis": {
            "range": [len(labels) - 0.5, -0.5],
            "tickvals": list(range(len(labels))),
            "ticktext": ["<br>".join(lines) for lines in labels],
            "fixedrange": True,
            "zeroline": False,
            "gridcolor": "var(--line)",
        },
        "annotations": [
            {
                "xref": "paper",
                "x": 1,
                "xshift": _SHOWN_WIDTH,
                "xanchor": "right",
                "align": "right",
                "y": number,
                "text": "<br>".join(escape(line) for line in lines),
                "showarrow": False,
            }
            for number, lines in enumerate(shown)
        ],
    }


def _label_lines(row: Dot | Pair | Bar | Apart) -> list[str]:
    sublabel = "" if isinstance(row, Pair) or not row.sublabel else f" ({row.sublabel})"
    return [escape(line) for line in wrap(row.label + sublabel, 14, _LABEL_WIDTH)]


def _radar_traces(chart: Radar) -> list[Json]:
    spokes = (*chart.spokes, *chart.spokes[:1])
    labels = [escape(spoke.label) for spoke in spokes]
    whole = all(spoke.value is not None for spoke in spokes)
    traces = [
        {
            "type": "scatterpolar",
            "name": say("Score"),
            "mode": "lines+markers",
            "r": [None if spoke.value is None else float(spoke.value) for spoke in spokes],
            "theta": labels,
            "text": [
                "" if spoke.value is None else f"{label}: {spoke.value:.2f}"
                for spoke, label in zip(spokes, labels, strict=True)
            ],
            "hoverinfo": "text",
            "hoveron": "points",
            "connectgaps": False,
            "fill": "toself" if whole else "none",
            "line": {"color": "var(--action)"},
        }
    ]
    if chart.spokes and all(spoke.target is not None for spoke in chart.spokes):
        traces.append(
            {
                "type": "scatterpolar",
                "name": say("Target"),
                "mode": "lines",
                "r": [spoke.target for spoke in spokes],
                "theta": labels,
                "line": {"color": "var(--ink)", "dash": "dash"},
            }
        )
    return traces


def _radar_layout(chart: Radar) -> Json:
    return {
        **_common(),
        "height": 460,
        "margin": {"l": 90, "r": 90, "t": 50, "b": 50},
        "showlegend": False,
        "polar": {
            "bgcolor": "rgba(0,0,0,0)",
            "angularaxis": {
                "rotation": 90,
                "direction": "clockwise",
                "type": "category",
                "gridcolor": "var(--line)",
            },
            "radialaxis": {
                "angle": 90,
                "tickangle": 90,
                "range": [chart.axis.low, chart.axis.high],
                "tickvals": [value for value, _ in chart.axis.ticks],
                "gridcolor": "var(--line)",
            },
        },
    }


def _common() -> Json:
    return {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": "var(--ink)", "size": 14},
        "hoverlabel": {"bgcolor": "var(--paper)", "font": {"color": "var(--ink)"}},
        "dragmode": False,
        "hovermode": "closest",
    }
