"""A slope chart as a Plotly figure: lines between two upright axes, labels beside their ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from lhs_portal.lib.wording import mark, say
from reports.charts.cells import show_cell
from reports.charts.measuring import wrap
from reports.charts.specification import Slant, Slope
from reports.charts.spreading import spread
from reports.charts.svg_slope import cut_scale

Json = dict[str, Any]

_LEFT, _RIGHT = 150, 340
_SIZE, _LEADING, _BETWEEN = 13, 17, 7
_SHORTEST = 300.0
_UNDER = 640
_HEAD, _FOOT = 60, 20
_REACH = 0.12  # how far a leader goes beyond an axis, where the axes stand at 0 and 1
_LINES: tuple[tuple[str, str, Json], ...] = (
    ("untested", mark("Not tested"), {"color": "var(--control)", "width": 1.25, "dash": "dash"}),
    ("quiet", mark("Not distinguishable from noise"), {"color": "var(--control)", "width": 1.25}),
    ("changed", mark("Changed"), {"color": "var(--action)", "width": 4}),
)


@dataclass(frozen=True, slots=True)
class _Ends:
    row: Slant
    before: float
    after: float

    @property
    def kind(self) -> str:
        if self.row.changed:
            return "changed"
        return "quiet" if self.row.tested else "untested"


def slope_traces(chart: Slope) -> list[Json]:
    ends = _ends(chart)
    lefts, rights, _ = _place_labels(chart, ends)
    traces = [_scale(chart, ends), _leaders(ends, lefts, rights)]
    for kind, name, line in _LINES:
        chosen = [each for each in ends if each.kind == kind]
        if chosen:
            traces.append(_lines(chosen, say(name), line))
    for strong in (False, True):
        chosen = [each for each in ends if each.row.changed is strong]
        if chosen:
            traces.append(_dots(chart, chosen, strong=strong))
    return traces


def slope_layout(chart: Slope) -> Json:
    ends = _ends(chart)
    lefts, rights, height = _place_labels(chart, ends)
    low, high = cut_scale(chart.axis, [v for each in ends for v in (each.before, each.after)])
    heads = [
        _annotation(x, None, ["<br>".join(map(escape, wrap(side, 14, 220)))], anchor, strong=True)
        for x, side, anchor in zip((0, 1), chart.sides, ("right", "left"), strict=True)
    ]
    labels = [
        _annotation(x, y, lines, anchor, strong=each.row.changed)
        for x, anchor, places, words in (
            (0, "right", lefts, _left_lines),
            (1, "left", rights, _right_lines),
        )
        for each, y in zip(ends, places, strict=True)
        for lines in [[escape(line) for line in words(each.row)]]
    ]
    notes = [
        f"{row.label}: {row.verdict}"
        for row in chart.rows
        if row.before is None or row.after is None
    ]
    notes.append(
        say(
            "Lines across: levels {low} to {high}, from below",
            low=f"{low:.0f}",
            high=f"{high:.0f}",
        )
    )
    below = [line for note in notes for line in wrap(note, _SIZE, _UNDER)]
    foot = _FOOT + len(below) * _LEADING
    return {
        "height": height + _HEAD + foot,
        "margin": {"l": _LEFT, "r": _RIGHT, "t": _HEAD, "b": foot},
        "showlegend": False,
        "xaxis": {
            "range": [-_REACH, 1 + _REACH],
            "tickvals": [],
            "fixedrange": True,
            "zeroline": False,
            "showgrid": False,
        },
        "yaxis": {
            "range": [low, high],
            "tickvals": [],
            "fixedrange": True,
            "zeroline": False,
            "showgrid": False,
        },
        "annotations": [*heads, *labels, _note(below)],
    }


def _ends(chart: Slope) -> list[_Ends]:
    return [
        _Ends(row, float(row.before), float(row.after))
        for row in chart.rows
        if row.before is not None and row.after is not None
    ]


def _left_lines(row: Slant) -> Sequence[str]:
    return wrap(f"{row.short or row.label} {show_cell(row.before)}", _SIZE, _LEFT - 16)


def _right_lines(row: Slant) -> Sequence[str]:
    under = " · ".join(filter(None, (row.verdict, row.sublabel)))
    name = wrap(f"{show_cell(row.after)} {row.label}", _SIZE, _RIGHT - 30)
    return (*name, *wrap(under, _SIZE, _RIGHT - 30))


def _place_labels(chart: Slope, ends: Sequence[_Ends]) -> tuple[list[float], list[float], float]:
    """Where labels stand at each side, as scores; and how high the plot is, in pixels."""
    heights = [
        [len(words(each.row)) * _LEADING + _BETWEEN for each in ends]
        for words in (_left_lines, _right_lines)
    ]
    total = float(max(*(sum(each) for each in heights), _SHORTEST))
    low, high = cut_scale(chart.axis, [v for each in ends for v in (each.before, each.after)])
    places: list[list[float]] = []
    for side, sizes in enumerate(heights):
        own = [(each.before, each.after)[side] for each in ends]
        other = [(each.after, each.before)[side] for each in ends]
        order = sorted(range(len(ends)), key=lambda n: (-own[n], -other[n]))
        wanted = [((high - own[n]) / (high - low) * total, sizes[n]) for n in order]
        found = [0.0] * len(ends)
        for number, centre in zip(order, spread(wanted, 0, total), strict=True):
            found[number] = high - centre / total * (high - low)
        places.append(found)
    return places[0], places[1], total


def _scale(chart: Slope, ends: Sequence[_Ends]) -> Json:
    """The levels between which all scores lie, and the two upright axes."""
    low, high = cut_scale(chart.axis, [v for each in ends for v in (each.before, each.after)])
    x: list[float | None] = [0, 0, None, 1, 1, None]
    y: list[float | None] = [low, high, None, low, high, None]
    for value, _ in chart.axis.ticks:
        if low <= value <= high:
            x += [0, 1, None]
            y += [value, value, None]
    line = {"color": "var(--line)", "width": 1}
    return {**_scatter("lines", "Levels", x, y), "line": line, "cliponaxis": False}


def _leaders(ends: Sequence[_Ends], lefts: Sequence[float], rights: Sequence[float]) -> Json:
    x: list[float | None] = []
    y: list[float | None] = []
    for each, left, right in zip(ends, lefts, rights, strict=True):
        x += [-0.02, -_REACH, None, 1.02, 1 + _REACH, None]
        y += [each.before, left, None, each.after, right, None]
    line = {"color": "var(--control)", "width": 1}
    return {**_scatter("lines", "Labels", x, y), "line": line, "opacity": 0.55}


def _lines(chosen: Sequence[_Ends], name: str, line: Json) -> Json:
    x = [place for _ in chosen for place in (0, 1, None)]
    y = [value for each in chosen for value in (each.before, each.after, None)]
    return {**_scatter("lines", name, x, y), "line": line}


def _dots(chart: Slope, chosen: Sequence[_Ends], *, strong: bool) -> Json:
    texts = []
    for each in chosen:
        for side, value in zip(chart.sides, (each.row.before, each.row.after), strict=True):
            texts.append(escape(f"{each.row.label}: {side}, {show_cell(value)}"))
    marker: Json = {"size": 12, "color": "var(--action)"}
    if not strong:
        line = {"color": "var(--control)", "width": 1.5}
        marker = {"size": 8, "color": "var(--paper)", "line": line}
    return {
        **_scatter(
            "markers",
            "Scores",
            [place for _ in chosen for place in (0, 1)],
            [value for each in chosen for value in (each.before, each.after)],
        ),
        "text": texts,
        "hoverinfo": "text",
        "cliponaxis": False,
        "marker": marker,
    }


def _scatter(mode: str, name: str, x: Sequence[float | None], y: Sequence[float | None]) -> Json:
    return {
        "type": "scatter",
        "mode": mode,
        "name": escape(name),
        "x": list(x),
        "y": list(y),
        "hoverinfo": "skip",
    }


def _note(lines: Sequence[str]) -> Json:
    """Below the plot: what has no line, and what the lines across are."""
    return {
        "xref": "paper", "yref": "paper", "x": 0, "y": 0, "xanchor": "left", "yanchor": "top",
        "xshift": -_LEFT + 4, "yshift": -8, "align": "left", "showarrow": False,
        "text": "<br>".join(map(escape, lines)),
        "font": {"size": _SIZE, "color": "var(--muted)"},
    }  # fmt: skip


def _annotation(
    x: int, y: float | None, lines: Sequence[str], anchor: str, *, strong: bool
) -> Json:
    """Beside the plot at a score, or above it; `lines` are escaped."""
    font = {"size": _SIZE, "color": "var(--ink)" if strong else "var(--muted)"}
    place: Json = {"y": y, "xref": "paper", "xshift": -4 if anchor == "right" else 4}
    if y is None:
        place = {"yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 8, "xref": "x"}
        anchor = "left" if x else "center"
    return {
        **place,
        "x": x,
        "xanchor": anchor,
        "align": "center" if anchor == "center" else anchor,
        "text": "<br>".join(lines),
        "font": {**font, "weight": 700} if strong else font,
        "showarrow": False,
    }
