"""What a table of a report is: its columns, each with its meaning, and where its rows come from.

The data files, their dictionary and the workbook are all made of these declarations, so that none
can say otherwise than another.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

from lhs_portal.lib.wording import mark
from reports.documents.material import Material

Kind = Literal[
    "text", "code", "level", "score", "difference", "steps", "leverage", "weight", "share",
    "deviation", "count", "flag", "date", "moment",
]  # fmt: skip
Value = str | int | bool | Decimal | date | datetime | None

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class KindFacts:
    """In words for a reader, and as a type with its limits for a program."""

    words: str
    unit: str
    range: str
    type: str
    constraints: tuple[tuple[str, Any], ...] = ()


KINDS: dict[Kind, KindFacts] = {
    "text": KindFacts("text", "", "", "string"),
    "code": KindFacts("code", "", "", "string"),
    "level": KindFacts(
        "whole number", "level", "0 to 4", "integer", (("minimum", 0), ("maximum", 4))
    ),
    "score": KindFacts(
        "number, six decimals", "levels", "0 to 4", "number", (("minimum", 0), ("maximum", 4))
    ),
    "difference": KindFacts(
        "number, six decimals", "levels", "-4 to 4", "number", (("minimum", -4), ("maximum", 4))
    ),
    "steps": KindFacts(
        "whole number", "levels", "-4 to 4", "integer", (("minimum", -4), ("maximum", 4))
    ),
    "leverage": KindFacts(
        "number, six decimals", "none: it sorts only", "0 or more", "number", (("minimum", 0),)
    ),
    "weight": KindFacts("number", "none", "more than 0", "number", (("minimum", 0),)),
    "share": KindFacts(
        "number, six decimals", "share", "0 to 1", "number", (("minimum", 0), ("maximum", 1))
    ),
    "deviation": KindFacts(
        "number, six decimals", "levels", "0 to 2", "number", (("minimum", 0), ("maximum", 2))
    ),
    "count": KindFacts("whole number", "count", "0 or more", "integer", (("minimum", 0),)),
    "flag": KindFacts("yes or no", "", "yes, no", "boolean"),
    "date": KindFacts("date, year-month-day", "day", "", "date"),
    "moment": KindFacts("time in UTC, ISO 8601", "second", "", "datetime"),
}

NEVER = ""

Part = Literal["", "change", "raters", "plan", "peers"]
WITHOUT: dict[Part, str] = {
    "change": mark("There is no earlier report to compare with."),
    "raters": mark("Answers were given together, without ratings."),
    "plan": mark("There is no improvement plan."),
    "peers": mark("No group of peers was chosen for the report."),
}


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """`name` is the heading in data files, `heading` the one in the workbook.

    `empty` says what it means where there is no value, NEVER where there always is one (a text
    that nobody wrote is always empty). `width` is in characters of the workbook.
    """

    name: str
    heading: str
    kind: Kind
    meaning: str
    value: Callable[[Row], Value]
    empty: str = NEVER
    width: int = 0


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """`title` is the sheet's in the workbook; `absent` says why there may be no row at all, though
    the report has the `part` that the table belongs to.

    The first `fixed` columns stay where they are when one scrolls aside.
    """

    name: str
    title: str
    about: str
    absent: str
    columns: tuple[Column[Row], ...]
    rows: Callable[[Material], Iterable[Row]]
    fixed: int = 1
    part: Part = ""

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def why_empty(self) -> str:
        """All reasons for which there may be no row."""
        return " ".join(filter(None, (WITHOUT.get(self.part, ""), self.absent)))

    def values(self, material: Material) -> list[list[Value]]:
        return [[column.value(row) for column in self.columns] for row in self.rows(material)]


def listed_codes(codes: Iterable[str]) -> str:
    """Several codes in one field."""
    return " ".join(codes)


def day_of(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
