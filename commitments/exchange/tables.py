"""What a workbook holds, apart from any library: sheets of plain cells. Pure.

Both programs of this folder speak it as JSON: a cell that is written is a text, a number or None;
one that was read is None or its kind with its value, so that a formula is never taken for a text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

Value = str | int | float | None

LONGEST_CELL = 32_767  # UTF-16 units, of which Excel takes no more
MOST_LINES = 253
MOST_ROWS = 5_000
MOST_COLUMNS = 100
MOST_SHEETS = 40


@dataclass(frozen=True, slots=True)
class Column:
    """`locked`: codes and sources, which are read again but not to be typed over."""

    heading: str
    width: int = 16
    locked: bool = False
    choices: Sequence[str] = ()
    of_sheet: str = ""  # the choices are the first column of this sheet
    above_zero: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class ReadCell:
    """`kind`: text, number (as it is written), boolean, formula, error, date."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """`rows` with their number in the sheet, from 1; the first that is not empty holds headings."""

    name: str
    rows: Sequence[tuple[int, Sequence[ReadCell | None]]]


class TooLong(Exception):
    """A text that no cell of a workbook can hold: only a file in YAML or JSON can."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


def check_fits(tables: Sequence[Table]) -> None:
    """Raises TooLong: nothing is ever cut off."""
    for table in tables:
        for number, row in enumerate(table.rows, 2):
            for index, value in enumerate(row):
                if isinstance(value, str) and (
                    len(value.encode("utf-16-le")) // 2 > LONGEST_CELL
                    or value.count("\n") >= MOST_LINES
                ):
                    raise TooLong(f"{table.name} {address(number, index)}")


def address(row: int, column: int) -> str:
    """Such as B7; rows count from 1, columns from 0."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def job_of(
    tables: Sequence[Table], *, title: str, lead: Sequence[str], lead_name: str, created: str
) -> dict[str, Any]:
    """For write_workbook.py. `lead` are the instructions, on a sheet of their own before all."""
    return {
        "title": title,
        "created": created,
        "lead_name": lead_name,
        "lead": list(lead),
        "tables": [asdict(table) for table in tables],
    }


def read_sheets(answer: Mapping[str, Any]) -> list[ReadSheet]:
    """What read_workbook.py answered."""
    return [
        ReadSheet(
            sheet["name"],
            [
                (number, [ReadCell(*cell) if cell else None for cell in cells])
                for number, cells in sheet["rows"]
            ],
        )
        for sheet in answer["sheets"]
    ]
