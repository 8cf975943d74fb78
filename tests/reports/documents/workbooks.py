"""Reading a workbook back: through openpyxl, and the strings from the XML itself."""

import io
import re
import zipfile
from typing import Any
from xml.etree import ElementTree

import openpyxl
from openpyxl.workbook.workbook import Workbook

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def open_workbook(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def table_of(book: Workbook, name: str) -> list[dict[str, Any]]:
    """The rows of a sheet's table, by heading."""
    sheet = book[name]
    (table,) = sheet.tables.values()
    header, *rows = [[cell.value for cell in row] for row in sheet[table.ref]]
    return [dict(zip(header, row, strict=True)) for row in rows]


def cells_of(book: Workbook, name: str, heading: str) -> list[Any]:
    sheet = book[name]
    (table,) = sheet.tables.values()
    header, *rows = list(sheet[table.ref])
    place = [cell.value for cell in header].index(heading)
    return [row[place] for row in rows]


def strings_of(content: bytes) -> list[str]:
    """Every text of the workbook as Excel reads it; openpyxl mends escapes otherwise."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        root = ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
    found = []
    for entry in root.iter(f"{MAIN}si"):
        assert [child.tag for child in entry] == [f"{MAIN}t"]  # never rich text
        text = entry[0].text or ""
        found.append(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), text))
    return found


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}
