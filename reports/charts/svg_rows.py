"""Charts whose rows share one scale: a label, a track, and the figure in words at the end.

A wide drawing puts the label beside its track; a narrow one (a phone) puts it above, so that
text keeps its size. Labels wrap and their row grows with them, whatever their length.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.charts.canvas import Canvas
from reports.charts.measuring import width_of, wrap
from reports.charts.specification import Axis, Shape

NARROW = 520
SIZE = 14.0
SMALL = 12.0
LEADING = 17.0
SMALL_LEADING = 15.0
_TRACK = 26.0
_INSET = 12.0

Scale = Callable[[float], float]
Paint = Callable[[Canvas, Scale, float], None]


@dataclass(frozen=True, slots=True)
class Row:
    """`paint` draws on the track, whose middle is at the given y."""

    label: str
    sublabel: str
    shown: str
    absent: bool
    heading: bool
    paint: Paint


@dataclass(frozen=True, slots=True)
class Key:
    text: str
    paint: Callable[[Canvas, float, float], None]


@dataclass(frozen=True, slots=True)
class _Frame:
    label_width: float
    left: float
    right: float
    shown_width: float
    beside: bool


def draw_rows(canvas: Canvas, axis: Axis, rows: Sequence[Row], keys: Sequence[Key]) -> float:
    """Draws everything and answers the height that it took."""
    frame = _frame(canvas.width, rows)

    def scale(value: float) -> float:
        share = (value - axis.low) / (axis.high - axis.low)
        return frame.left + min(max(share, 0.0), 1.0) * (frame.right - frame.left)

    top = _draw_ticks(canvas, axis, scale, frame)
    measured = [_measure(row, frame, dense=canvas.dense) for row in rows]
    bottom = top + sum(height for _, _, height in measured)
    if frame.beside:
        _draw_grid(canvas, axis, scale, top, bottom)
    y = top
    for row, (label, sublabel, height) in zip(rows, measured, strict=True):
        if not frame.beside:
            track = y + height - _TRACK / 2 - 4
            _draw_grid(canvas, axis, scale, track - 9, track + 9)
        _draw_row(canvas, row, label, sublabel, y, height, scale, frame)
        y += height
    return draw_keys(canvas, keys, bottom + 10)


def _draw_grid(canvas: Canvas, axis: Axis, scale: Scale, top: float, bottom: float) -> None:
    for value, _ in axis.ticks:
        canvas.line(scale(value), top, scale(value), bottom, "grid")


def _frame(width: int, rows: Sequence[Row]) -> _Frame:
    shown = max((width_of(row.shown, SIZE) for row in rows), default=0.0) + 8
    if width < NARROW:
        shown = min(shown, width * 0.4)
        return _Frame(width - shown - 4, _INSET, width - _INSET, shown, beside=False)
    shown = min(max(shown, 48.0), width * 0.24)
    label = width * 0.3
    return _Frame(label, label + _INSET + 4, width - shown - _INSET, shown, beside=True)


def _draw_ticks(canvas: Canvas, axis: Axis, scale: Scale, frame: _Frame) -> float:
    count = max(len(axis.ticks) - 1, 1)
    room = (frame.right - frame.left) / count - 6
    lines = [wrap(text, SMALL, room) for _, text in axis.ticks]
    height = max((len(each) for each in lines), default=0) * SMALL_LEADING
    for (value, _), each in zip(axis.ticks, lines, strict=True):
        x, anchor = scale(value), "middle"
        if not frame.beside and value in (axis.low, axis.high):
            x, anchor = (2.0, "start") if value == axis.low else (canvas.width - 2.0, "end")
        for number, text in enumerate(each):
            canvas.write(text, x, 12 + number * SMALL_LEADING, "tick", SMALL, anchor)
    return height + 8


def _measure(
    row: Row, frame: _Frame, *, dense: bool
) -> tuple[tuple[str, ...], tuple[str, ...], float]:
    label = wrap(row.label, SIZE, frame.label_width)
    sublabel = wrap(row.sublabel, SMALL, frame.label_width)
    text = max(len(label), 1) * LEADING + len(sublabel) * SMALL_LEADING
    shown = len(wrap(row.shown, SIZE, frame.shown_width)) * LEADING
    if frame.beside:
        return label, sublabel, max(text, shown) + 4 if dense else max(text, shown, _TRACK) + 8
    return label, sublabel, max(text, shown) + _TRACK + 12


def _draw_row(
    canvas: Canvas,
    row: Row,
    label: tuple[str, ...],
    sublabel: tuple[str, ...],
    y: float,
    height: float,
    scale: Scale,
    frame: _Frame,
) -> None:
    text = len(label) * LEADING + len(sublabel) * SMALL_LEADING
    middle = y + height / 2 if frame.beside else y + height - _TRACK / 2 - 4
    baseline = (middle - text / 2 if frame.beside else y + 4) + LEADING - 4
    for number, line in enumerate(label):
        role = "heading" if row.heading else "label"
        canvas.write(line, 2, baseline + number * LEADING, role, SIZE)
    baseline += len(label) * LEADING - 2
    for number, line in enumerate(sublabel):
        canvas.write(line, 2, baseline + number * SMALL_LEADING, "sublabel", SMALL)
    shown = wrap(row.shown, SIZE, frame.shown_width)
    first = middle - len(shown) * LEADING / 2 + LEADING - 4 if frame.beside else y + LEADING
    for number, line in enumerate(shown):
        role = "none" if row.absent else "heading" if row.heading else "shown"
        canvas.write(line, canvas.width - 2, first + number * LEADING, role, SIZE, "end")
    canvas.line(frame.left, middle, frame.right, middle, "grid")
    row.paint(canvas, scale, middle)


def draw_keys(canvas: Canvas, keys: Sequence[Key], y: float) -> float:
    x, line = 2.0, y + 12
    for key in keys:
        width = width_of(key.text, SMALL) + 44
        if x > 2 and x + width > canvas.width:
            x, line = 2.0, line + 20
        key.paint(canvas, x + 12, line - 4)
        canvas.write(key.text, x + 28, line, "tick", SMALL)
        x += width
    return line + 8 if keys else y


def shape_keys(shapes: Sequence[tuple[Shape, str]]) -> list[Key]:
    def key(shape: Shape, text: str) -> Key:
        return Key(text, lambda canvas, x, y: canvas.mark(shape, x, y, 6, f"pillar-{shape}"))

    return [key(shape, text) for shape, text in shapes]
