"""The sheet of native charts: they read the cells of other sheets, so they can be worked on."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lhs_portal.lib.wording import mark, say
from reports.charts.cells import show_cell
from reports.documents.tables.changes import CHANGE
from reports.documents.tables.subjects import COMMITMENTS, FEATURES
from reports.documents.workbook_looks import INK, LINE, MUTED, PAPER, STRONG
from reports.documents.workbook_sheets import Sheet, text_cell
from reports.documents.workbook_text import WorkbookTexts
from reports.presentation.page import ReportPage
from reports.presentation.wording import heading

CHARTS = mark("Charts")
_PALE, _MIDDLE = "#9CC7D8", "#579DBA"
_ROWS_EACH = 22  # of 20 pixels, with an empty one after the chart
_SIZE = {"width": 860, "height": 20 * (_ROWS_EACH - 1)}

Sheets = dict[str, Sheet]


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What a chart says in words, and its series: columns, and marks upon them."""

    words: str
    columns: list[dict[str, Any]]
    marks: list[dict[str, Any]]


def build_charts(page: ReportPage, sheets: Sheets, texts: WorkbookTexts) -> Sheet:
    """Each chart of scores that the page has, with its finding and what it shows in words."""
    drawn = [
        (
            page.commitments_chart.title,
            _scores(sheets[say(COMMITMENTS.title)], say("Commitment"), say("Target")),
        ),
        (page.foundations_chart.title, _scores(sheets[say(FEATURES.title)], say("Code"))),
    ]
    if page.change and page.change.commitments:
        pairs = _pairs(sheets[heading(CHANGE.title)], len(page.change.commitments))
        drawn.append((page.change.commitments_chart.title, pairs))
    sheet = Sheet(
        name=say(CHARTS),
        about=say("Scores on the scale 0 to 4. A score that is absent has no column."),
        headings=(say("Finding"), say("What the chart shows")),
        widths=(40, 86),
        rows=[
            [
                text_cell(title, say(CHARTS), texts, "label"),
                text_cell(drawing.words, say(CHARTS), texts),
            ]
            for title, drawing in drawn
        ],
        filter=False,
    )
    first = sheet.row_of(len(drawn)) + 1
    for place, (_, drawing) in enumerate(drawn):
        sheet.charts.append(_chart(sheet, first + place * _ROWS_EACH, place, drawing))
    sheet.breaks = [first + place * _ROWS_EACH for place in range(len(drawn))]
    return sheet


def _chart(sheet: Sheet, row: int, place: int, drawing: _Drawing) -> dict[str, Any]:
    several = len(drawing.columns) + len(drawing.marks) > 1
    return {
        "columns": drawing.columns,
        "marks": drawing.marks,
        "row": row,
        # The headline is read from its cell, where text is text and never a reference.
        "title": [sheet.name, sheet.row_of(place), 0],
        "alt": sheet.rows[place][1][1],
        "size": _SIZE,
        "legend": {"position": "bottom"} if several else {"none": True},
        "y_axis": {
            "min": 0,
            "max": 4,
            "major_unit": 1,
            "num_format": "0",
            "name": say("Level"),
            "major_gridlines": {"visible": True, "line": {"color": LINE}},
            "line": {"none": True},
        },
        "x_axis": {"num_font": {"color": INK}, "line": {"color": MUTED}},
    }


def _scores(sheet: Sheet, names: str, target: str = "") -> _Drawing:
    """Scores as columns, declared targets as diamonds upon them."""
    rows = len(sheet.rows)
    score = say("Score")
    return _Drawing(
        _in_words(sheet, rows, names, (score, target) if target else (score,)),
        [_column(sheet, rows, names, score, _MIDDLE)],
        [_mark(sheet, rows, names, target)] if target else [],
    )


def _pairs(sheet: Sheet, rows: int) -> _Drawing:
    """Then and now side by side: no line joins them, so that none says more than is known."""
    names, scores = say("Commitment or feature"), (say("Earlier score"), say("Later score"))
    fills = zip(scores, (_PALE, STRONG), strict=True)
    return _Drawing(
        _in_words(sheet, rows, names, scores),
        [_column(sheet, rows, names, score, fill) for score, fill in fills],
        [],
    )


def _in_words(sheet: Sheet, rows: int, names: str, headings: Sequence[str]) -> str:
    """Columns on the scale 0 to 4. Safe: score 2.75, target 3. …"""
    place = list(sheet.headings).index
    lines = []
    for row in sheet.rows[:rows]:
        parts = []
        for name in headings:
            _, value, look = row[place(name)]
            parts.append(f"{name.lower()} {_shown(value, look)}")
        lines.append(f"{row[place(names)][1]}: {', '.join(parts)}.")
    return " ".join((say("Columns on the scale 0 to 4."), *lines))


def _shown(value: Any, look: str) -> str:
    if value is None:
        return say("none")
    return str(value) if look == "whole" else show_cell(Decimal(str(value)))


def _column(sheet: Sheet, rows: int, names: str, values: str, fill: str) -> dict[str, Any]:
    return {
        **_series(sheet, rows, names, values),
        "fill": {"color": fill},
        "border": {"color": INK},
        "gap": 60,
        "overlap": 0,
        "data_labels": {
            "value": True,
            "num_format": "0.00",
            "position": "inside_base",
            "font": {"size": 9, "color": PAPER if fill == STRONG else INK},
        },
    }


def _mark(sheet: Sheet, rows: int, names: str, values: str) -> dict[str, Any]:
    return {
        **_series(sheet, rows, names, values),
        "line": {"none": True},
        "marker": {
            "type": "diamond",
            "size": 11,
            "fill": {"color": INK},
            "border": {"color": "#FFFFFF", "width": 1},
        },
    }


def _series(sheet: Sheet, rows: int, names: str, values: str) -> dict[str, Any]:
    first, last = sheet.row_of(0), sheet.row_of(rows - 1)
    label, value = list(sheet.headings).index(names), list(sheet.headings).index(values)
    return {
        "name": [sheet.name, sheet.top, value],
        "categories": [sheet.name, first, label, last, label],
        "values": [sheet.name, first, value, last, value],
    }
