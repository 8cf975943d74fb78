"""The report page as the JSON that the template reads."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from reports.charts.cells import show_cell
from reports.charts.specification import Chart, HeatTable
from reports.charts.svg import render_svg
from reports.documents.print_text import PrintText
from reports.presentation.page import ReportPage

_CHARTS = frozenset(
    {"commitments_chart", "foundations_chart", "lag_chart", "priorities_chart", "radar"}
)


def build_pdf_data(page: ReportPage) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The template's data, and the characters that no font at hand can draw, sorted."""
    printer = PrintText()
    parts = {
        field.name: getattr(page, field.name)
        for field in fields(page)
        if field.name not in _CHARTS and field.name != "heat_table"
    }
    data: dict[str, Any] = printer.clean(_plain(parts))
    data["subjects"] = printer.clean(_plain(_subjects(page)))
    data["heat"] = printer.clean(_plain_heat(page.heat_table))
    data["charts"] = {
        chart.code: _plain_chart(chart, printer) for chart in page.charts
    }  # fmt: skip
    missing = tuple(sorted(printer.missing))
    data["missing"] = _missing_in_words(missing)
    return data, missing


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


def _plain_chart(chart: Chart, printer: PrintText) -> dict[str, Any]:
    table = chart.table
    words = {
        "title": chart.title,
        "alt": chart.alt,
        "caption": table.caption,
        "header": list(table.header),
        "rows": [[show_cell(cell) for cell in row] for row in table.rows],
        "numbers": list(table.number_columns),
    }
    plain: dict[str, Any] = printer.clean(words)
    if not isinstance(chart, HeatTable):
        plain["svg"] = printer.characters(render_svg(chart, for_print=True))
    return plain


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
    more = f" and {len(missing) - 40} more" if len(missing) > 40 else ""
    return (
        f"{len(missing)} characters in names or notes have no glyph in this file’s fonts and "
        f"stand as □: {shown}{more}. The report page and the CSV file show them."
    )


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        plain = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        bounds = getattr(value, "bounds", None)
        return plain if bounds is None else {**plain, "bounds": bounds}
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return str(value)
    return int(value.timestamp()) if isinstance(value, datetime) else value
