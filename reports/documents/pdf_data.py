"""The report page as the JSON that the template reads."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, get_args

from lhs_portal.lib.wording import say
from reports.charts.cells import show_cell
from reports.charts.ink import PRINT_FONT
from reports.charts.specification import (
    Chart,
    Drawn,
    HeatTable,
    Radar,
    Slope,
    SmallMultiples,
)
from reports.charts.svg import render_svg
from reports.documents.fonts import BODY, LAST
from reports.documents.print_text import PrintText
from reports.documents.print_words import translated_words
from reports.presentation.page import ReportPage
from reports.presentation.wording import shorten
from reports.proof.code import qr_svg

_CHARTS = frozenset(
    {
        "commitments_chart",
        "foundations_chart",
        "lag_chart",
        "priorities_chart",
        "radar",
        "role_gap_chart",
    }
)

_DRAWN = get_args(Drawn)
_PROPERTIES = ("bounds", "evidenced_shown")


def build_pdf_data(page: ReportPage, printer: PrintText) -> dict[str, Any]:
    """What the templates of the report read."""
    parts = {
        field.name: getattr(page, field.name)
        for field in fields(page)
        if field.name not in _CHARTS and field.name != "heat_table"
    }
    data: dict[str, Any] = printer.clean(plain(parts))
    data["short_name"] = printer.text(shorten(page.identity.organization, 70))
    data["subjects"] = printer.clean(plain(_subjects(page)))
    data["heat"] = printer.clean(_plain_heat(page.heat_table))
    data["charts"] = plain_charts(
        (chart for chart in page.charts if not isinstance(chart, Radar)), printer
    )
    data["missing"] = _missing_in_words(tuple(sorted(printer.missing)))
    data["code"] = qr_svg(page.identity.verify_url)
    data["fonts"] = printer.fonts
    data["words"] = translated_words()
    return data


def _subjects(page: ReportPage) -> list[dict[str, Any]]:
    pillars = {f.code: pillar.name for pillar in page.pillars for f in pillar.features}
    commitments = {each.subject.code: each for each in page.commitments}
    rows = []
    for subject in page.subjects:
        commitment = commitments.get(subject.code)
        row = {"subject": subject, "pillar": pillars.get(subject.code, "")}
        row["commitment"] = commitment
        row["how"] = commitment.how if commitment else subject.score.how
        rows.append(row)
    return rows


def plain_charts(charts: Iterable[Chart], printer: PrintText) -> dict[str, Any]:
    plain = {chart.code: _plain_chart(chart, printer) for chart in charts}
    family = ", ".join((BODY, *printer.fonts, *LAST))
    for chart in plain.values():
        if "svg" in chart:
            chart["svg"] = chart["svg"].replace(PRINT_FONT, family)
    return plain


def _plain_chart(chart: Chart, printer: PrintText) -> dict[str, Any]:
    table = chart.table
    chart, names = _name_cycles(chart, printer)
    words = {
        "title": chart.title,
        "alt": chart.alt,
        "caption": table.caption,
        "header": list(table.header),
        "rows": [[show_cell(cell) for cell in row] for row in table.rows],
        "numbers": list(table.number_columns),
        "names": names,
    }
    plain: dict[str, Any] = printer.clean(words)
    if not isinstance(chart, HeatTable):
        plain["svg"] = printer.characters(render_svg(chart, for_print=True))
    return plain


def _name_cycles(chart: Chart, printer: PrintText) -> tuple[Chart, list[tuple[str, str]]]:
    """The chart, and what stands for which name in it where it cannot draw what people typed."""
    if isinstance(chart, Slope) and not all(map(printer.draws_simply, chart.sides)):
        short = (say("Earlier"), say("Later"))
        return replace(chart, sides=short), list(zip(short, chart.sides, strict=True))
    if isinstance(chart, SmallMultiples) and not all(map(printer.draws_simply, chart.cycles)):
        numbered = tuple(
            say("Cycle {number}", number=number) for number in range(1, len(chart.cycles) + 1)
        )
        return replace(chart, cycles=numbered), list(zip(numbered, chart.cycles, strict=True))
    return chart, []


def _plain_heat(heat: HeatTable) -> dict[str, Any]:
    return {
        "columns": [name for name, _ in heat.columns],
        "rows": [
            {"label": row.label, "cells": [[cell.shown, cell.band] for cell in row.cells]}
            for row in heat.rows
        ],
    }


def _missing_in_words(missing: Sequence[str]) -> str:
    if not missing:
        return ""
    shown = ", ".join(f"U+{ord(character):04X}" for character in missing[:40])
    if len(missing) > 40:
        shown = say("{characters} and {number} more", characters=shown, number=len(missing) - 40)
    return say(
        "{number} characters in names or notes have no glyph in this file’s fonts and stand as □: "
        "{characters}. The report page and the CSV file show them.",
        number=len(missing),
        characters=shown,
    )


def plain(value: Any) -> Any:
    if isinstance(value, _DRAWN):
        return value.code  # it stands among the charts
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        shown = {name: getattr(value, name) for name in _PROPERTIES if hasattr(value, name)}
        return {**parts, **shown}
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime):
        return int(value.timestamp())
    return value.isoformat() if isinstance(value, date) else value
