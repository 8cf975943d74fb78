"""Runs alone, in a process of its own: a workbook on standard input, its cells on standard output.

It imports nothing of the portal. The library may need much memory or crash on a stranger's file:
that ends this program and nothing else. Formulas are named, never computed.
"""

import datetime
import io
import json
import re
import resource
import sys
import warnings
from typing import Any

MEGABYTES = 512
SECONDS = 8
MOST_ROWS = 5_000
MOST_COLUMNS = 100
MOST_SHEETS = 40
MOST_CHARACTERS = 8_000_000
ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def limit(name: int, most: int) -> None:
    _, hard = resource.getrlimit(name)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(name, (bound, bound))


class Refused(Exception):
    """`message` is what the portal's translator knows, `values` what stands in it."""

    def __init__(self, message: str, **values: str | int) -> None:
        super().__init__(message)
        self.message = message
        self.values = values


def mark(message: str) -> str:
    """As lhs_portal.lib.wording has it."""
    return message


def cell_of(cell: Any) -> tuple[str, str] | None:
    value = cell.value
    if value is None or value == "":
        return None
    if cell.data_type == "f":
        return "formula", ""
    if cell.data_type == "e":
        return "error", str(value)
    if isinstance(value, bool):
        return "boolean", "true" if value else "false"
    if isinstance(value, int | float):
        return "number", repr(value)
    if isinstance(value, datetime.datetime | datetime.date | datetime.time | datetime.timedelta):
        return "date", str(value)
    return "text", str(value)


def rows_of(sheet: Any, left: list[int]) -> list[Any]:
    rows = []
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(), 1):
        read = [cell_of(cell) for cell in cells[:MOST_COLUMNS]]
        while read and read[-1] is None:
            read.pop()
        if not read:
            if number > 4 * MOST_ROWS:
                break
            continue
        if number > MOST_ROWS:
            raise Refused(
                mark("The sheet “{sheet}” has more than {most} rows."),
                sheet=sheet.title,
                most=MOST_ROWS,
            )
        left[0] -= sum(len(cell[1]) for cell in read if cell)
        if left[0] < 0:
            raise Refused(mark("The workbook holds more text than any framework."))
        rows.append([number, read])
    return rows


def read_strings(source: Any) -> list[str]:
    """As Excel reads them, _x0041_ as A: the library would take every x005F_ for an escape."""
    from openpyxl.cell.text import Text
    from openpyxl.xml.constants import SHEET_MAIN_NS
    from openpyxl.xml.functions import iterparse

    strings = []
    for _, node in iterparse(source):
        if node.tag == f"{{{SHEET_MAIN_NS}}}si":
            found: Any = Text.from_tree(node)
            strings.append(ESCAPE.sub(lambda match: chr(int(match[1], 16)), found.content))
            node.clear()
    return strings


def read_book(data: bytes) -> dict[str, Any]:
    import openpyxl
    from openpyxl.reader import excel

    vars(excel)["read_string_table"] = read_strings
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    left = [MOST_CHARACTERS]
    sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")]
    if len(sheets) > MOST_SHEETS:
        raise Refused(mark("The workbook has more than {most} sheets."), most=MOST_SHEETS)
    return {"sheets": [{"name": sheet.title, "rows": rows_of(sheet, left)} for sheet in sheets]}


def main() -> int:
    limit(resource.RLIMIT_CPU, SECONDS)
    limit(resource.RLIMIT_AS, MEGABYTES * 1024 * 1024)
    limit(resource.RLIMIT_CORE, 0)
    warnings.simplefilter("ignore")
    try:
        answer = read_book(sys.stdin.buffer.read())
    except Refused as refused:
        answer = {"refused": refused.message, "values": refused.values}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
