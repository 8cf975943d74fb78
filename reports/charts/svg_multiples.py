"""One small panel a subject, all on one scale, over the same cycles.

Steps are thin and pale; the last one is strong where it changed, for it alone is tested.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts.canvas import Canvas
from reports.charts.cells import ABSENT, show_cell
from reports.charts.measuring import width_of, wrap
from reports.charts.specification import Axis, Panel, SmallMultiples
from reports.charts.svg_rows import LEADING, NARROW, SIZE, SMALL, SMALL_LEADING

_GAP = 14.0
_PANEL = 140
_PLOT = 58.0
_VALUE = 40.0


@dataclass(frozen=True, slots=True)
class _Cell:
    """A panel with its texts as lines; `head` is how high these are."""

    panel: Panel
    label: tuple[str, ...]
    sublabel: tuple[str, ...]
    shown: tuple[str, ...]

    @property
    def head(self) -> float:
        small = len(self.sublabel) + len(self.shown)
        return len(self.label) * LEADING + small * SMALL_LEADING + 12


def draw_multiples(canvas: Canvas, chart: SmallMultiples) -> float:
    columns = 2 if canvas.width < NARROW else max(4, canvas.width // _PANEL)
    width = (canvas.width - _GAP * (columns - 1)) / columns
    y, group = 0.0, None
    for row in _rows(chart.panels, columns):
        if row[0].group != group:
            group = row[0].group
            y += _draw_group(canvas, group, y)
        cells = [_cell(panel, width) for panel in row]
        head = max(cell.head for cell in cells)
        for column, cell in enumerate(cells):
            _draw_cell(canvas, chart.axis, cell, column * (width + _GAP), y, head, width)
        y += head + _PLOT + SMALL_LEADING + _GAP
    return _draw_cycles(canvas, chart, y)


def _rows(panels: Sequence[Panel], columns: int) -> list[list[Panel]]:
    """A group begins a row of its own."""
    rows: list[list[Panel]] = []
    for panel in panels:
        if not rows or len(rows[-1]) == columns or rows[-1][-1].group != panel.group:
            rows.append([])
        rows[-1].append(panel)
    return rows


def _draw_group(canvas: Canvas, group: str, y: float) -> float:
    """Answers the height that it took."""
    lines = wrap(group, SIZE, canvas.width - 4)
    for number, line in enumerate(lines):
        canvas.write(line, 0, y + 14 + number * LEADING, "heading", SIZE)
    return len(lines) * LEADING + 8 if lines else 0.0


def _cell(panel: Panel, width: float) -> _Cell:
    return _Cell(
        panel,
        wrap(panel.label, SIZE, width),
        wrap(panel.sublabel, SMALL, width),
        wrap(panel.shown, SMALL, width),
    )


def _draw_cell(
    canvas: Canvas, axis: Axis, cell: _Cell, left: float, y: float, head: float, width: float
) -> None:
    strong = cell.panel.changed
    line = y
    for texts, role, size, leading in (
        (cell.label, "heading" if strong else "label", SIZE, LEADING),
        (cell.sublabel, "sublabel", SMALL, SMALL_LEADING),
        (cell.shown, "shown" if strong else "tick", SMALL, SMALL_LEADING),
    ):
        for text in texts:
            line += leading
            canvas.write(text, left, line - 3, role, size)
    _draw_plot(canvas, axis, cell.panel, left, y + head, width)


def _draw_plot(
    canvas: Canvas, axis: Axis, panel: Panel, left: float, top: float, width: float
) -> None:
    start, end = left + 18, left + width - _VALUE
    step = (end - start - 12) / max(len(panel.values) - 1, 1)

    def place(number: int, value: float) -> tuple[float, float]:
        share = (value - axis.low) / (axis.high - axis.low)
        return start + 6 + number * step, top + (1 - min(max(share, 0.0), 1.0)) * _PLOT

    for value, _ in axis.ticks:
        y = place(0, value)[1]
        canvas.line(start, y, end, y, "grid")
        if value in (axis.low, axis.high):
            canvas.write(f"{value:.0f}", start - 6, y + 4, "tick", SMALL, "end")
    for number in range(len(panel.values)):
        x = place(number, axis.low)[0]
        canvas.write(str(number + 1), x, top + _PLOT + SMALL_LEADING, "tick", SMALL, "middle")
    points = [
        None if value is None else place(number, float(value))
        for number, value in enumerate(panel.values)
    ]
    _draw_steps(canvas, panel, points)
    last = points[-1] if points else None
    role = "heading" if panel.changed else "label"
    text = show_cell(panel.values[-1]) if panel.values else ABSENT
    y = last[1] if last else top + _PLOT / 2
    canvas.write(text, left + width - width_of("0.00", SIZE), y + 5, role, SIZE)


def _draw_steps(canvas: Canvas, panel: Panel, points: Sequence[tuple[float, float] | None]) -> None:
    """A step with an absent end is not drawn."""
    final = len(points) - 1
    for number in range(1, len(points)):
        first, second = points[number - 1], points[number]
        if first is not None and second is not None:
            strong = panel.changed and number == final
            canvas.line(*first, *second, "slant" if strong else "slant-quiet")
    for number, point in enumerate(points):
        if point is not None:
            strong = panel.changed and number >= final - 1
            canvas.mark("circle", *point, 5.5 if strong else 3.5, "dot" if strong else "slant-end")


def _draw_cycles(canvas: Canvas, chart: SmallMultiples, y: float) -> float:
    x, line = 0.0, y + 8
    for number, name in enumerate(chart.cycles, 1):
        for place, text in enumerate(wrap(f"{number} {name}", SMALL, canvas.width - 4)):
            width = width_of(text, SMALL) + 20
            if place or (x and x + width > canvas.width):
                x, line = 0.0, line + SMALL_LEADING + 3
            canvas.write(text, x, line, "tick", SMALL)
            x += width
    return line + 10
