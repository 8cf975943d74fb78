"""A chart as it stands on a slide: its headline above it, and below it where it comes from."""

from collections.abc import Sequence

from reports.charts.canvas import Canvas
from reports.charts.ink import Ink
from reports.charts.level_bars import LevelBars
from reports.charts.measuring import wrap
from reports.charts.shortening import leave_verdicts_to_key, shorten_sublabels
from reports.charts.specification import Chart, HeatTable
from reports.charts.svg import draw_chart
from reports.charts.svg_heat import draw_heat

WIDTH, HEIGHT = 1280, 720
_MARGIN = 56.0
_HEADLINES = (34.0, 30.0, 26.0, 22.0)
_SOURCE, _SOURCE_LEADING = 17.0, 22.0
_WIDTHS = range(520, 1200, 40)  # of a drawing, before it is scaled to the room
_LARGE_ENOUGH = 1.3  # times 14, the size of the letters in a drawing
_MOST_LINES = 2


def draw_slide(chart: Chart | LevelBars, source: str) -> str:
    """A whole SVG file of 1280 × 720. The drawing is as large as the room allows."""
    canvas = Canvas(WIDTH, Ink(for_print=True))
    canvas.draw("rect", "ground", x=0, y=0, width=WIDTH, height=HEIGHT)
    canvas.draw("rect", "accent", x=0, y=0, width=WIDTH, height=8)
    top = _write_headline(canvas, chart.title) + 24
    note = ""
    if not isinstance(chart, LevelBars):
        chart, note = shorten_sublabels(leave_verdicts_to_key(chart))
    lines = _shortened(
        wrap(f"{note}{source}", _SOURCE, WIDTH - 2 * _MARGIN), _SOURCE, WIDTH - 2 * _MARGIN
    )
    bottom = HEIGHT - 28 - len(lines) * _SOURCE_LEADING
    for number, line in enumerate(lines, start=1):
        canvas.write(line, _MARGIN, bottom + number * _SOURCE_LEADING, "source", _SOURCE)
    _place(canvas, chart, top, bottom - 20)
    return canvas.finish_file(HEIGHT, chart.title, chart.alt)


def draw_alone(chart: Chart | LevelBars, width: int) -> tuple[Canvas, float]:
    """The drawing alone, and its height."""
    return _drawn(chart, width, dense=False)


def _drawn(chart: Chart | LevelBars, width: int, *, dense: bool) -> tuple[Canvas, float]:
    canvas = Canvas(width, Ink(for_print=True), dense=dense)
    if isinstance(chart, HeatTable):
        return canvas, draw_heat(canvas, chart)
    return canvas, draw_chart(canvas, chart)


def _place(canvas: Canvas, chart: Chart | LevelBars, top: float, bottom: float) -> None:
    wide, high = WIDTH - 2 * _MARGIN, bottom - top

    def scale_of(drawing: tuple[Canvas, float]) -> float:
        return min(wide / drawing[0].width, high / drawing[1])

    def best_of(*, dense: bool) -> tuple[Canvas, float]:
        """The largest, and of those the widest."""
        drawings = (_drawn(chart, width, dense=dense) for width in _WIDTHS)
        return max(drawings, key=lambda each: (round(scale_of(each), 2), each[0].width))

    best = best_of(dense=False)
    if scale_of(best) < _LARGE_ENOUGH:
        best = best_of(dense=True)
    scale = scale_of(best)
    left = _MARGIN + (wide - best[0].width * scale) / 2
    canvas.place(best[0], left, top + (high - best[1] * scale) / 2, scale)


def _write_headline(canvas: Canvas, title: str) -> float:
    """At the largest size that takes two lines; answers the last baseline."""
    room = WIDTH - 2 * _MARGIN
    fitting = (size for size in _HEADLINES if len(wrap(title, size, room)) <= _MOST_LINES)
    size = next(fitting, _HEADLINES[-1])
    y = 30.0
    for line in _shortened(wrap(title, size, room), size, room):
        y += size * 1.2
        canvas.write(line, _MARGIN, y, "headline", size)
    return y


def _shortened(lines: Sequence[str], size: float, room: float) -> Sequence[str]:
    if len(lines) <= _MOST_LINES:
        return lines
    last = wrap(lines[_MOST_LINES - 1], size, room - size)[0]
    return (*lines[: _MOST_LINES - 1], f"{last} …")
