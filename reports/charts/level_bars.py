"""How many chose each level: a bar a row, divided by level, with what is no level at its end.

Counts are published rounded, so a bar shows shares of the sum of its counts, never of a number
that is not published. The number of each part stands in it where there is room.
"""

from dataclasses import dataclass, replace
from functools import partial

from lhs_portal.lib.wording import mark, say
from reports.charts.canvas import Canvas
from reports.charts.measuring import width_of
from reports.charts.specification import Axis, DataTable
from reports.charts.svg_rows import SIZE, SMALL, Key, Row, Scale, draw_rows

BANDS = ("0", "1", "2", "3", "4", "na", "unknown")
_HEIGHT = 18.0
_PERCENT = Axis(
    mark("Share of organizations"), 0.0, 100.0,
    ((0.0, "0%"), (25.0, "25%"), (50.0, "50%"), (75.0, "75%"), (100.0, "100%")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LevelBar:
    """`counts` of the levels 0 to 4, then not applicable and don't know; empty: not shown."""

    label: str
    counts: tuple[int, ...]
    shown: str
    sublabel: str = ""


@dataclass(frozen=True, slots=True)
class LevelBars:
    """`names` are those of the seven parts, for the key."""

    code: str
    title: str
    alt: str
    table: DataTable
    names: tuple[str, ...]
    rows: tuple[LevelBar, ...]


def draw_level_bars(canvas: Canvas, chart: LevelBars) -> float:
    rows = [
        Row(bar.label, bar.sublabel, bar.shown, not sum(bar.counts), False, partial(_paint, bar))
        for bar in chart.rows
    ]
    keys = [
        Key(name, partial(_paint_key, band)) for band, name in zip(BANDS, chart.names, strict=True)
    ]
    axis = replace(_PERCENT, label=say(_PERCENT.label))
    return draw_rows(canvas, axis, rows, keys)


def _paint(bar: LevelBar, canvas: Canvas, scale: Scale, y: float) -> None:
    whole = sum(bar.counts)
    below = 0
    for band, count in zip(BANDS, bar.counts, strict=False):
        if not count:
            continue
        left, right = scale(100 * below / whole), scale(100 * (below + count) / whole)
        below += count
        canvas.draw(
            "rect", f"band-{band}", x=left + 0.5, y=y - _HEIGHT / 2,
            width=max(right - left - 1, 0.5), height=_HEIGHT,
        )  # fmt: skip
        text = f"{count:,}"
        if width_of(text, SMALL) + 4 < right - left:
            canvas.write(text, (left + right) / 2, y + 4.5, f"on-band-{band}", SMALL, "middle")


def _paint_key(band: str, canvas: Canvas, x: float, y: float) -> None:
    canvas.draw("rect", f"band-{band}", x=x - 8, y=y - SIZE / 2, width=SIZE, height=SIZE)
