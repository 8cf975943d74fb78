"""Scores of two cycles joined by lines. What changed is strong, all else pale and thin.

A label stands at each end of a line, with the verdict in words at the later one. Labels that
would lie over each other are moved apart, and a thin line leads from each to its place. Where a
drawing is narrow, long names stand below it, behind the short ones that they belong to.
The scale is cut to the whole levels between which all scores lie.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lhs_portal.lib.wording import say
from reports.charts.canvas import Canvas
from reports.charts.cells import show_cell
from reports.charts.measuring import width_of, wrap
from reports.charts.specification import Axis, Slant, Slope
from reports.charts.spreading import spread
from reports.charts.svg_rows import (
    LEADING,
    NARROW,
    SIZE,
    SMALL,
    SMALL_LEADING,
    Key,
    draw_keys,
)

_LEADER = 28.0
_NARROW_LEADER = 19.0
_INSET = 9.0
_BETWEEN = 7.0
_SHORTEST = 300.0
_FEWEST_LEVELS = 2

Line = tuple[str, str, float]  # text, role, size


@dataclass(frozen=True, slots=True)
class _Frame:
    """`left` and `right` are the two upright axes; labels are as wide as the room beside them, and
    `leader` is how far they stand off."""

    left: float
    right: float
    left_width: float
    right_width: float
    leader: float
    narrow: bool


@dataclass(frozen=True, slots=True)
class _Drawn:
    row: Slant
    before: float
    after: float

    @property
    def role(self) -> str:
        if self.row.changed:
            return "slant"
        return "slant-quiet" if self.row.tested else "slant-untested"


def draw_slope(canvas: Canvas, chart: Slope) -> float:
    drawn = [
        _Drawn(row, float(row.before), float(row.after))
        for row in chart.rows
        if row.before is not None and row.after is not None
    ]
    frame = _frame(canvas.width, drawn)
    top = _draw_heads(canvas, chart, frame)
    lefts = [_left_label(each, frame) for each in drawn]
    rights = [_right_label(each, frame) for each in drawn]
    height = max(sum(map(_height, lefts)), sum(map(_height, rights)), _SHORTEST)
    low, high = cut_scale(chart.axis, [end for each in drawn for end in (each.before, each.after)])

    def scale(value: float) -> float:
        return top + (high - min(max(value, low), high)) / (high - low) * height

    for value, _ in chart.axis.ticks:
        if low <= value <= high:
            canvas.line(frame.left, scale(value), frame.right, scale(value), "grid")
    for x in (frame.left, frame.right):
        canvas.line(x, top, x, top + height, "rule")
    _draw_lines(canvas, [(each, scale(each.before), scale(each.after)) for each in drawn], frame)
    ends = ([scale(each.before) for each in drawn], [scale(each.after) for each in drawn])
    for (here, there), labels, at_left in (
        (ends, lefts, True),
        (ends[::-1], rights, False),
    ):
        _draw_labels(
            canvas, drawn, here, there, labels, frame, (top, top + height), at_left=at_left
        )
    y = draw_keys(canvas, _keys(drawn, low, high), top + height + 16)
    return _draw_notes(canvas, chart, frame, y)


def cut_scale(axis: Axis, values: Sequence[float]) -> tuple[float, float]:
    """Whole steps of the axis around all values, two of them at least."""
    if not values:
        return axis.low, axis.high
    low, high = math.floor(min(values)), math.ceil(max(values))
    while high - low < _FEWEST_LEVELS:
        low, high = (low - 1, high) if high >= axis.high else (low, high + 1)
    return max(float(low), axis.low), min(float(high), axis.high)


def _frame(width: int, drawn: Sequence[_Drawn]) -> _Frame:
    narrow = width < NARROW
    size = SMALL if narrow else SIZE
    names = max((width_of(each.row.short or each.row.label, size) for each in drawn), default=0.0)
    if narrow:
        left = min(max(names, 32.0), width * 0.26) + 2
        right = width * 0.41
    else:
        left = min(names + width_of("0.00", SIZE) + 8, width * 0.24)
        right = width * 0.4
    leader = _NARROW_LEADER if narrow else _LEADER
    beside = leader + _INSET
    return _Frame(left + beside, width - right - beside, left, right, leader, narrow)


def _draw_heads(canvas: Canvas, chart: Slope, frame: _Frame) -> float:
    """The earlier cycle's name from the left edge on, the later one's from its axis on."""
    first = wrap(chart.sides[0], SIZE, frame.right - 14)
    second = wrap(chart.sides[1], SIZE, canvas.width - frame.right - 4)
    for number, text in enumerate(first):
        canvas.write(text, 2, 14 + number * LEADING, "heading", SIZE)
    for number, text in enumerate(second):
        canvas.write(text, frame.right, 14 + number * LEADING, "heading", SIZE)
    return 14 + max(len(first), len(second)) * LEADING + 6


def _left_label(each: _Drawn, frame: _Frame) -> list[Line]:
    role = "heading" if each.row.changed else "label"
    name, value = each.row.short or each.row.label, show_cell(each.row.before)
    if frame.narrow:
        lines = wrap(name, SMALL, frame.left_width)
        return [*((line, role, SMALL) for line in lines), (value, role, SMALL)]
    return [(line, role, SIZE) for line in wrap(f"{name} {value}", SIZE, frame.left_width)]


def _right_label(each: _Drawn, frame: _Frame) -> list[Line]:
    row = each.row
    short = frame.narrow and row.short
    text = f"{show_cell(row.after)} {row.short if short else row.label}"
    under = " · ".join(filter(None, (row.verdict, "" if short else row.sublabel)))
    name, verdict = ("heading", "shown") if row.changed else ("label", "tick")
    return [
        *((line, name, SIZE) for line in wrap(text, SIZE, frame.right_width)),
        *((line, verdict, SMALL) for line in wrap(under, SMALL, frame.right_width)),
    ]


def _leading(size: float) -> float:
    return LEADING if size == SIZE else SMALL_LEADING


def _height(label: Sequence[Line]) -> float:
    return sum(_leading(size) for _, _, size in label) + _BETWEEN


def _draw_lines(
    canvas: Canvas, lines: Sequence[tuple[_Drawn, float, float]], frame: _Frame
) -> None:
    """What changed is drawn last, over the others."""
    for each, before, after in sorted(lines, key=lambda line: line[0].row.changed):
        canvas.line(frame.left, before, frame.right, after, each.role)
        for x, y in ((frame.left, before), (frame.right, after)):
            if each.row.changed:
                canvas.mark("circle", x, y, 6.5, "dot")
            else:
                canvas.mark("circle", x, y, 4, "slant-end")


def _draw_labels(
    canvas: Canvas,
    drawn: Sequence[_Drawn],
    here: Sequence[float],
    there: Sequence[float],
    labels: Sequence[Sequence[Line]],
    frame: _Frame,
    span: tuple[float, float],
    *,
    at_left: bool,
) -> None:
    """In the order of their places; where these are equal, as the lines come from the other end."""
    order = sorted(range(len(labels)), key=lambda place: (here[place], there[place]))
    wanted = [(here[place], _height(labels[place])) for place in order]
    axis, outwards = (frame.left, -1) if at_left else (frame.right, 1)
    for place, centre in zip(order, spread(wanted, *span), strict=True):
        label = labels[place]
        text = axis + outwards * (frame.leader + _INSET - 2)
        role = "rule" if drawn[place].row.changed else "leader"
        start, end = axis + outwards * _INSET, axis + outwards * frame.leader
        canvas.line(start, here[place], end, centre, role)
        y = centre - (_height(label) - _BETWEEN) / 2
        for words, role, size in label:
            y += _leading(size)
            canvas.write(words, text, y - 4, role, size, "end" if at_left else "start")


def _keys(drawn: Sequence[_Drawn], low: float, high: float) -> list[Key]:
    def key(text: str, role: str) -> Key:
        return Key(text, lambda canvas, x, y: canvas.line(x - 12, y, x + 12, y, role))

    words = {
        "slant": say("Changed"),
        "slant-quiet": say("Not distinguishable from noise"),
        "slant-untested": say("Not tested"),
    }
    used = {each.role for each in drawn}
    return [
        *(key(text, role) for role, text in words.items() if role in used),
        key(
            say("From below, levels {low} to {high}", low=f"{low:.0f}", high=f"{high:.0f}"), "grid"
        ),
    ]


def _draw_notes(canvas: Canvas, chart: Slope, frame: _Frame, y: float) -> float:
    """Names that were too long for their place, and what has no line."""
    notes = []
    if frame.narrow:
        for row in chart.rows:
            if row.short and row.short != row.label:
                mark = f" ({row.sublabel})" if row.sublabel else ""
                notes.append((f"{row.label}{mark}", "label"))
    for row in chart.rows:
        if row.before is None or row.after is None:
            notes.append((f"{row.label}: {row.verdict}", "none"))
    for text, role in notes:
        for line in wrap(text, SMALL, canvas.width - 4):
            y += SMALL_LEADING
            canvas.write(line, 2, y, role, SMALL)
        y += 3
    return y + 8 if notes else y
