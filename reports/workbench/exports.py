"""The files of a view: its figures as CSV, a chart of it as a picture."""

from collections.abc import Sequence

from lhs_portal.lib.spreadsheet_text import render_csv
from lhs_portal.lib.wording import say
from reports.charts.svg_slide import WIDTH, draw_slide
from reports.documents.pictures import SLIDE_INCHES
from reports.documents.pictures.png import DENSITY, Drawing, render_pngs
from reports.releases.shown import shown_count
from reports.workbench.view import SELF_SELECTED, Line, View, ViewChart
from reports.workbench.wording import shown_value

HEADER = (
    "release", "released_on", "basis", "cell", "measure", "name", "organizations_rounded",
    "mean", "lower_quartile", "median", "upper_quartile", "counts_rounded",
)  # fmt: skip


def render_view_csv(view: View) -> bytes:
    """Figures as published, ends and small counts in words; a header where nothing is shown."""
    return render_csv(HEADER, [_row(view, line) for line in view.lines() if line.figure.shown])


def _row(view: View, line: Line) -> Sequence[str]:
    figure, source = line.figure, view.source
    quartiles = figure.quartiles or (None, None, None)
    return (
        str(source.number),
        source.date_iso,
        say(SELF_SELECTED),
        line.cell or source.cut,
        figure.measure,
        line.name,
        str(figure.n),
        shown_value(figure),
        *("" if each is None else str(each) for each in quartiles),
        "; ".join(shown_count(count) for count in figure.counts),
    )


def draw_picture(view: View, chart: ViewChart) -> str:
    """An SVG of 1280 × 720 with the chart's headline, and where it comes from."""
    return draw_slide(chart, view.source.line)


def render_picture(view: View, chart: ViewChart) -> bytes:
    """The same as a PNG. Raises DocumentFailed."""
    drawing = Drawing(draw_picture(view, chart), WIDTH)
    return render_pngs([drawing], kind="charts", per_inch=DENSITY * WIDTH / SLIDE_INCHES).pngs[0]
