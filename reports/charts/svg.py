"""Draws a chart specification as an SVG document: first paint, no JavaScript, print and PDF."""

from functools import partial

from reports.charts.canvas import Canvas
from reports.charts.ink import Ink
from reports.charts.specification import Bar, BarChart, Dot, DotPlot, Drawn, LagChart, Pair
from reports.charts.svg_radar import draw_radar
from reports.charts.svg_rows import Key, Row, Scale, draw_rows, shape_keys

WIDE = 720
PHONE = 340


def render_svg(chart: Drawn, *, width: int = WIDE, for_print: bool = False) -> str:
    """Well-formed XML without style attributes, scripts or links. Narrow widths stack labels."""
    canvas = Canvas(width, Ink(for_print))
    if isinstance(chart, DotPlot):
        height = draw_rows(
            canvas,
            chart.axis,
            [_dot_row(dot, bool(chart.shapes)) for dot in chart.rows],
            _keys(chart),
        )
    elif isinstance(chart, LagChart):
        height = draw_rows(canvas, chart.axis, [_pair_row(p) for p in chart.rows], _LAG_KEYS)
    elif isinstance(chart, BarChart):
        rows = [_bar_row(bar, bool(chart.shapes)) for bar in chart.rows]
        height = draw_rows(canvas, chart.axis, rows, shape_keys(chart.shapes))
    else:
        height = draw_radar(canvas, chart)
    return canvas.finish(height, chart.alt)


def _dot_row(dot: Dot, shaped: bool) -> Row:
    paint = partial(_paint_dot, dot, shaped)
    return Row(dot.label, dot.sublabel, dot.shown, dot.value is None, dot.heading, paint)


def _paint_dot(dot: Dot, shaped: bool, canvas: Canvas, scale: Scale, y: float) -> None:
    if dot.low is not None and dot.high is not None:
        left, right = scale(float(dot.low)), scale(float(dot.high))
        canvas.draw("rect", "bounds", x=left, y=y - 4, width=right - left, height=8)
    if dot.target is not None:
        canvas.line(scale(dot.target), y - 11, scale(dot.target), y + 11, "target")
    if dot.value is not None:
        role = f"pillar-{dot.shape}" if shaped else "dot"
        canvas.mark(dot.shape, scale(float(dot.value)), y, 8 if dot.heading else 6.5, role)


def _keys(chart: DotPlot) -> list[Key]:
    keys = shape_keys(chart.shapes) or [
        Key("Score", lambda canvas, x, y: canvas.mark("circle", x, y, 6.5, "dot"))
    ]
    if chart.with_targets:
        keys.append(Key("Target", lambda canvas, x, y: canvas.line(x, y - 8, x, y + 8, "target")))
    if chart.with_bounds:
        keys.append(
            Key(
                "What the missing answers could still make of it",
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


_LAG_KEYS = (
    Key(
        "The commitment’s score",
        lambda canvas, x, y: canvas.mark("circle", x, y, 6.5, "dot"),
    ),
    Key("Its foundations", lambda canvas, x, y: canvas.mark("square", x, y, 6, "dot-open")),
    Key("Ahead", lambda canvas, x, y: canvas.line(x - 10, y, x + 10, y, "link-ahead")),
    Key("Behind", lambda canvas, x, y: canvas.line(x - 10, y, x + 10, y, "link-behind")),
)


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
