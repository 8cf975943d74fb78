"""The heat table as a drawing, for files that hold pictures: the figure stands in each cell."""

from collections.abc import Sequence

from reports.charts.canvas import Canvas
from reports.charts.measuring import wrap
from reports.charts.specification import HeatCell, HeatTable
from reports.charts.svg_rows import LEADING, SIZE, SMALL, SMALL_LEADING

_LABEL_SHARE = 0.22
_PAD = 6.0
_GAP = 2.0
_MARK = 20.0
_DARK = 3  # from this level on the letters on its colour are white


def draw_heat(canvas: Canvas, chart: HeatTable) -> float:
    """Draws everything and answers the height that it took."""
    left = canvas.width * _LABEL_SHARE
    width = (canvas.width - left) / max(len(chart.columns), 1)
    top = _draw_header(canvas, chart, left, width)
    for row in chart.rows:
        label = wrap(row.label, SIZE, left - _PAD)
        cells = [wrap(cell.shown, SIZE, width - 2 * _PAD) for cell in row.cells]
        most = max(len(lines) for lines in (label, *cells))
        height = most * LEADING + (10 if canvas.dense else 14)
        _write(canvas, label, 2, top + height / 2, "label")
        for number, (cell, lines) in enumerate(zip(row.cells, cells, strict=True)):
            _draw_cell(canvas, cell, lines, (left + number * width, top, width, height))
        top += height
    return top


def _draw_header(canvas: Canvas, chart: HeatTable, left: float, width: float) -> float:
    names = [
        wrap(name, SMALL, width - 2 * _PAD - (_MARK if shape else 0))
        for name, shape in chart.columns
    ]
    height = max((len(lines) for lines in names), default=1) * SMALL_LEADING + 10
    for number, ((_, shape), lines) in enumerate(zip(chart.columns, names, strict=True)):
        x = left + number * width + _PAD
        baseline = height - 10 - (len(lines) - 1) * SMALL_LEADING
        if shape:
            canvas.mark(shape, x + 6, baseline - 4, 6, f"pillar-{shape}")
            x += _MARK
        for place, line in enumerate(lines):
            canvas.write(line, x, baseline + place * SMALL_LEADING, "heading", SMALL)
    return height


def _draw_cell(
    canvas: Canvas,
    cell: HeatCell,
    lines: Sequence[str],
    box: tuple[float, float, float, float],
) -> None:
    x, y, width, height = box
    band = "none" if cell.band is None else str(cell.band)
    canvas.draw(
        "rect", f"band-{band}", x=x + _GAP / 2, y=y + _GAP / 2,
        width=width - _GAP, height=height - _GAP, rx=2,
    )  # fmt: skip
    role = "none" if cell.band is None else "on-dark" if cell.band >= _DARK else "on-light"
    _write(canvas, lines, x + width / 2, y + height / 2, role, "middle")


def _write(
    canvas: Canvas, lines: Sequence[str], x: float, middle: float, role: str, anchor: str = "start"
) -> None:
    baseline = middle - len(lines) * LEADING / 2 + LEADING - 4
    for number, line in enumerate(lines):
        canvas.write(line, x, baseline + number * LEADING, role, SIZE, anchor)
