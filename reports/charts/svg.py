"""Draws a chart specification as an SVG document: first paint, no JavaScript, print and PDF."""

from functools import partial

from lhs_portal.lib.wording import say
from reports.charts.canvas import Canvas
from reports.charts.ink import Ink
from reports.charts.level_bars import LevelBars, draw_level_bars
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
    Slope,
    SmallMultiples,
)
from reports.charts.svg_multiples import draw_multiples
from reports.charts.svg_radar import draw_radar
from reports.charts.svg_rows import Key, Row, Scale, draw_rows, shape_keys
from reports.charts.svg_slope import draw_slope

WIDE = 720
PHONE = 340


def render_svg(chart: Drawn | LevelBars, *, width: int = WIDE, for_print: bool = False) -> str:
    """Well-formed XML without style attributes, scripts or links. Narrow widths stack labels."""
    canvas = Canvas(width, Ink(for_print))
    return canvas.finish(draw_chart(canvas, chart), chart.alt)


def draw_chart(canvas: Canvas, chart: Drawn | LevelBars) -> float:
    """Draws everything and answers the height that it took."""
    if isinstance(chart, DotPlot):
        rows = [_dot_row(dot, bool(chart.shapes)) for dot in chart.rows]
        return draw_rows(canvas, chart.axis, rows, _keys(chart))
    if isinstance(chart, LagChart):
        return draw_rows(canvas, chart.axis, [_pair_row(p) for p in chart.rows], _lag_keys())
    if isinstance(chart, BarChart):
        rows = [_bar_row(bar, bool(chart.shapes)) for bar in chart.rows]
        return draw_rows(canvas, chart.axis, rows, shape_keys(chart.shapes))
    if isinstance(chart, Dumbbell):
        rows = [_apart_row(row) for row in chart.rows]
        return draw_rows(canvas, chart.axis, rows, _side_keys(chart))
    if isinstance(chart, LevelBars):
        return draw_level_bars(canvas, chart)
    if isinstance(chart, Slope):
        return draw_slope(canvas, chart)
    if isinstance(chart, SmallMultiples):
        return draw_multiples(canvas, chart)
    return draw_radar(canvas, chart)


def _dot_row(dot: Dot, shaped: bool) -> Row:
    paint = partial(_paint_dot, dot, shaped)
    return Row(dot.label, dot.sublabel, dot.shown, dot.value is None, dot.heading, paint)


def _paint_dot(dot: Dot, shaped: bool, canvas: Canvas, scale: Scale, y: float) -> None:
    if dot.low is not None and dot.high is not None:
        left, right = scale(float(dot.low)), scale(float(dot.high))
        canvas.draw("rect", "bounds", x=left, y=y - 4, width=right - left, height=8)
    if dot.target is not None:
        x = scale(float(dot.target))
        canvas.line(x, y - 11, x, y + 11, "target")
    if dot.value is not None:
        role = f"pillar-{dot.shape}" if shaped else "dot"
        canvas.mark(dot.shape, scale(float(dot.value)), y, 8 if dot.heading else 6.5, role)


def _keys(chart: DotPlot) -> list[Key]:
    keys = shape_keys(chart.shapes) or [
        Key(say(chart.dot), lambda canvas, x, y: canvas.mark("circle", x, y, 6.5, "dot"))
    ]
    if chart.with_targets:
        keys.append(
            Key(say(chart.target), lambda canvas, x, y: canvas.line(x, y - 8, x, y + 8, "target"))
        )
    if chart.with_bounds:
        keys.append(
            Key(
                say(chart.bounds),
                lambda canvas, x, y: canvas.draw(
                    "rect", "bounds", x=x - 12, y=y - 4, width=24, height=8
                ),
            )
        )
    return keys


def _pair_row(pair: Pair) -> Row:
    return Row(
        pair.label, "", pair.shown, pair.state is None, False, partial(_paint_pair, pair)
    )  # fmt: skip


def _paint_pair(pair: Pair, canvas: Canvas, scale: Scale, y: float) -> None:
    if pair.score is not None and pair.enabling is not None:
        role = f"link-{pair.state or 'aligned'}"
        canvas.line(scale(float(pair.enabling)), y, scale(float(pair.score)), y, role)
    if pair.enabling is not None:
        canvas.mark("square", scale(float(pair.enabling)), y, 6, "dot-open")
    if pair.score is not None:
        canvas.mark("circle", scale(float(pair.score)), y, 6.5, "dot")


def _lag_keys() -> list[Key]:
    return [
        Key(
            say("The commitment’s score"),
            lambda canvas, x, y: canvas.mark("circle", x, y, 6.5, "dot"),
        ),
        Key(
            say("Its foundations"),
            lambda canvas, x, y: canvas.mark("square", x, y, 6, "dot-open"),
        ),
        Key(say("Ahead"), lambda canvas, x, y: canvas.line(x - 10, y, x + 10, y, "link-ahead")),
        Key(say("Behind"), lambda canvas, x, y: canvas.line(x - 10, y, x + 10, y, "link-behind")),
    ]


def _apart_row(row: Apart) -> Row:
    absent = row.first is None or row.second is None
    return Row(row.label, row.sublabel, row.shown, absent, False, partial(_paint_apart, row))


def _paint_apart(row: Apart, canvas: Canvas, scale: Scale, y: float) -> None:
    if row.first is None or row.second is None:
        return
    first, second = scale(float(row.first)), scale(float(row.second))
    canvas.line(first, y, second, y, "gap")
    _paint_second(canvas, second, y)
    _paint_first(canvas, first, y)


def _paint_first(canvas: Canvas, x: float, y: float) -> None:
    canvas.mark("circle", x, y, 5.5, "dot")


def _paint_second(canvas: Canvas, x: float, y: float) -> None:
    canvas.mark("square", x, y, 9, "dot-open")


def _side_keys(chart: Dumbbell) -> list[Key]:
    first, second = chart.sides
    return [Key(first, _paint_first), Key(second, _paint_second)]


def _bar_row(bar: Bar, shaped: bool) -> Row:
    return Row(
        bar.label, bar.sublabel, bar.shown, False, False, partial(_paint_bar, bar, shaped)
    )  # fmt: skip


def _paint_bar(bar: Bar, shaped: bool, canvas: Canvas, scale: Scale, y: float) -> None:
    left, right = scale(0), scale(float(bar.value))
    role = f"pillar-{bar.shape}" if shaped else "bar"
    canvas.draw("rect", role, x=left, y=y - 5, width=max(right - left, 1.0), height=10)
    if shaped:
        canvas.mark(bar.shape, right, y, 8, role)
