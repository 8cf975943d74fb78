"""The radar, a second view. A spoke without a figure breaks the outline instead of dipping to 0."""

import math
from collections.abc import Callable

from lhs_portal.lib.wording import say
from reports.charts.canvas import Canvas
from reports.charts.measuring import wrap
from reports.charts.specification import Radar
from reports.charts.svg_rows import SMALL, SMALL_LEADING

Point = Callable[[int, float], tuple[float, float]]


def draw_radar(canvas: Canvas, chart: Radar) -> float:
    count = max(len(chart.spokes), 1)
    radius = canvas.width * (0.27 if canvas.width >= 520 else 0.24)
    room = (canvas.width - 2 * radius) / 2 - 20
    labels = [wrap(_label(spoke.label, spoke.value is None), SMALL, room) for spoke in chart.spokes]
    tallest = max((len(label) for label in labels), default=1) * SMALL_LEADING
    x, y = canvas.width / 2, radius + tallest + 24

    def point(number: int, level: float) -> tuple[float, float]:
        angle = 2 * math.pi * number / count - math.pi / 2
        share = level / chart.axis.high
        return x + math.cos(angle) * radius * share, y + math.sin(angle) * radius * share

    for value, text in chart.axis.ticks:
        if value > chart.axis.low:
            canvas.polygon([point(number, value) for number in range(count)], "grid")
            at_x, at_y = point(0, value)
            canvas.write(text, at_x + 5, at_y + 4, "tick", SMALL)
    for number, label in enumerate(labels):
        canvas.line(x, y, *point(number, chart.axis.high), "grid")
        _write_label(canvas, label, point(number, chart.axis.high * 1.08), x, y)
    targets = [spoke.target for spoke in chart.spokes]
    if all(target is not None for target in targets):
        canvas.polygon([point(n, t) for n, t in enumerate(targets) if t is not None], "area-target")
    _draw_outline(canvas, chart, point)
    return y + radius + tallest + 24


def _label(text: str, absent: bool) -> str:
    return say("{name} (no score)", name=text) if absent else text


def _draw_outline(canvas: Canvas, chart: Radar, point: Point) -> None:
    values = [None if spoke.value is None else float(spoke.value) for spoke in chart.spokes]
    if values and all(value is not None for value in values):
        canvas.polygon([point(n, v) for n, v in enumerate(values) if v is not None], "area")
    else:
        for number, value in enumerate(values):
            following = values[(number + 1) % len(values)]
            if value is not None and following is not None:
                end = point((number + 1) % len(values), following)
                canvas.line(*point(number, value), *end, "rule")
    for number, value in enumerate(values):
        if value is not None:
            canvas.mark("circle", *point(number, value), 5, "dot")


def _write_label(
    canvas: Canvas, label: tuple[str, ...], at: tuple[float, float], x: float, y: float
) -> None:
    anchor = "middle" if abs(at[0] - x) < 2 else "start" if at[0] > x else "end"
    above = at[1] < y - 2
    first = at[1] - (len(label) - 1) * SMALL_LEADING if above else at[1] + 10
    for number, line in enumerate(label):
        canvas.write(line, at[0], first + number * SMALL_LEADING, "label", SMALL, anchor)
