"""One sheet of the workbook as the plain data that the worker writes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from lhs_portal.lib.wording import say
from reports.documents.material import Material
from reports.documents.tables import Table
from reports.documents.tables.column import Column, Value
from reports.documents.workbook_heights import height_of
from reports.documents.workbook_looks import CENTERED, LOOK_OF, WIDTH_OF
from reports.documents.workbook_text import WorkbookTexts
from reports.presentation.wording import heading

PAGE_WIDTH = 160  # characters that print legibly beside each other

Cell = tuple[str, Any, str]  # what it is, its value, and its look
BLANK: Cell = ("blank", None, "text")


@dataclass(slots=True)
class Sheet:
    """`lead` stands above the table, each line with its look. `widths` are of all columns."""

    name: str
    about: str
    headings: Sequence[str]
    widths: Sequence[int]
    rows: list[list[Cell]]
    finding: str = ""
    fixed: int = 1
    filter: bool = True
    charts: list[dict[str, Any]] = field(default_factory=list)
    breaks: Sequence[int] = ()

    @property
    def lead(self) -> list[tuple[str, str]]:
        finding = [(self.finding, "finding")] if self.finding else []
        return [(self.name, "title"), (self.about, "lead"), *finding]

    @property
    def top(self) -> int:
        """The row of the headings, counted from 0: after the lead and an empty row."""
        return len(self.lead) + 1

    def row_of(self, place: int) -> int:
        return self.top + 1 + place

    def _columns(self) -> list[dict[str, Any]]:
        first = self.rows[0]
        return [
            {
                "heading": heading,
                "width": width,
                "look": "header_center" if first[place][2] in CENTERED else "header",
            }
            for place, (heading, width) in enumerate(zip(self.headings, self.widths, strict=True))
        ]

    def _heights(self) -> list[float]:
        """Of the headings, which need room for the button of a filter, and of every row."""
        room = [
            (f"{text} ▼", width) for text, width in zip(self.headings, self.widths, strict=True)
        ]
        return [height_of(room), *(height_of(self._texts(row)) for row in self.rows)]

    def _texts(self, row: list[Cell]) -> list[tuple[str, int]]:
        return [
            (value, width)
            for (kind, value, _), width in zip(row, self.widths, strict=True)
            if kind == "text"
        ]

    def plan(self, footer: str, printed: str) -> dict[str, Any]:
        return {
            "name": self.name,
            "about": self.about,
            "lead": self.lead,
            "top": self.top,
            "columns": self._columns(),
            "rows": self.rows,
            "heights": self._heights(),
            "table": f"{re.sub('[^a-z]+', '_', self.name.lower())}_table",
            "filter": self.filter,
            "fixed": self.fixed,
            "pages_wide": max(1, round(sum(self.widths) / PAGE_WIDTH)),
            "charts": self.charts,
            "breaks": list(self.breaks),
            "footer": footer,
            "printed": printed,
        }


def build_table_sheet(table: Table[Any], material: Material, texts: WorkbookTexts) -> Sheet | None:
    """None where the table has no rows: the summary then says why."""
    rows = table.values(material)
    if not rows:
        return None
    return Sheet(
        name=heading(table.title),
        about=say(table.about),
        headings=_headings(table),
        widths=[column.width or WIDTH_OF[column.kind] for column in table.columns],
        rows=[
            [
                _cell(
                    value,
                    column,
                    f"{heading(table.title)}, {row[0]}, {heading(column.heading)}",
                    texts,
                )
                for value, column in zip(row, table.columns, strict=True)
            ]
            for row in rows
        ],
        fixed=table.fixed,
    )


def _headings(table: Table[Any]) -> list[str]:
    """No two the same, as a sheet wants it: in another language an item and its question may be."""
    said = [heading(column.heading) for column in table.columns]
    return [
        f"{name} ({say('Code').lower()})"
        if said.count(name) > 1 and column.kind == "code"
        else name
        for name, column in zip(said, table.columns, strict=True)
    ]


def text_cell(text: str, where: str, texts: WorkbookTexts, look: str = "text") -> Cell:
    shown = texts.cell(text, where)
    return ("text", shown, look) if shown else BLANK


def number_cell(value: Decimal | int, look: str) -> Cell:
    return ("number", value if isinstance(value, int) else float(value), look)


def _cell(value: Value, column: Column[Any], where: str, texts: WorkbookTexts) -> Cell:
    look = LOOK_OF[column.kind]
    if value is None:
        return ("blank", None, look)
    if isinstance(value, bool):
        return ("text", say("Yes") if value else say("No"), look)
    if isinstance(value, int | Decimal):
        return number_cell(value, look)
    if isinstance(value, datetime | date):
        return ("date", value.isoformat(), look)
    return text_cell(value, where, texts, look)
