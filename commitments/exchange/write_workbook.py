"""Runs alone, in a process of its own: tables on standard input, a workbook on standard output.

It imports nothing of the portal. Every text is written as text; whatever the library leaves out
ends the program with a sentence on standard error.
"""

import datetime
import io
import json
import re
import resource
import sys
import warnings
from typing import Any

MEGABYTES = 400
SECONDS = 20
SPARE_ROWS = 300
ESCAPES = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads _x0041_ as A


def limit(name: int, most: int) -> None:
    _, hard = resource.getrlimit(name)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(name, (bound, bound))


def done(code: Any, what: str) -> None:
    """XlsxWriter returns a code where it has cut or left out something."""
    if code not in (0, None):
        raise ValueError(f"{what}: code {code}")


def write_plain_text(strings: Any, text: str) -> None:
    """Every text as text, to the character: the library would take <r>…</r> for XML."""
    strings._xml_si_element(ESCAPES.sub("_x005F_", text), [("xml:space", "preserve")])


def write_table(sheet: Any, table: Any, looks: Any) -> None:
    columns = table["columns"]
    last = len(table["rows"]) + SPARE_ROWS
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(columns):
        look = looks["locked" if column["locked"] else "open"]
        done(sheet.set_column(place, place, column["width"], looks["open"]), "width")
        done(sheet.write_string(0, place, column["heading"], looks["head"]), "heading")
        add_validation(sheet, place, column, last)
        for row, cells in enumerate(table["rows"], 1):
            value = cells[place]
            if value is None:
                done(sheet.write_blank(row, place, None, looks["open"]), "blank")
            elif isinstance(value, str):
                done(sheet.write_string(row, place, value, look), "text")
            else:
                done(sheet.write_number(row, place, value, look), "number")
    # Against slips alone, so without a password; rows can be added and sorted.
    allowed = ("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows")
    sheet.protect("", dict.fromkeys((*allowed, "sort", "autofilter"), True))


def add_validation(sheet: Any, place: int, column: Any, last: int) -> None:
    rule: dict[str, Any] = {}
    if column["choices"]:
        rule = {"validate": "list", "source": column["choices"]}
    elif column["of_sheet"]:
        rule = {"validate": "list", "source": f"='{column['of_sheet']}'!$A$2:$A${last}"}
    elif column["above_zero"]:
        rule = {"validate": "decimal", "criteria": ">", "value": 0}
    if rule:
        rule |= {"error_title": column["heading"], "error_type": "warning"}
        done(sheet.data_validation(1, place, last, place, rule), "validation")


def write_book(job: Any) -> bytes:
    import xlsxwriter
    from xlsxwriter.sharedstrings import SharedStrings

    SharedStrings._write_si = write_plain_text
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(buffer, options)
    created = datetime.datetime.fromisoformat(job["created"]).replace(tzinfo=None)
    book.set_properties({"title": job["title"], "created": created})
    wrapped = {"text_wrap": True, "valign": "top"}
    looks = {
        "head": book.add_format({"bold": True, "bottom": 1, "bg_color": "#D5E7EF", **wrapped}),
        "open": book.add_format({"locked": False, "num_format": "@", **wrapped}),
        "locked": book.add_format({"bg_color": "#F4F6F8", "num_format": "@", **wrapped}),
        "title": book.add_format({"bold": True, "font_size": 14, "text_wrap": True}),
        "lead": book.add_format(wrapped),
    }
    lead = book.add_worksheet(job["lead_name"])
    lead.set_column(0, 0, 100)
    lead.hide_gridlines(2)
    done(lead.write_string(0, 0, job["title"], looks["title"]), "title")
    for row, text in enumerate(job["lead"], 2):
        done(lead.write_string(row, 0, text, looks["lead"]), "lead")
    lead.protect()
    sheets = [(book.add_worksheet(table["name"]), table) for table in job["tables"]]
    for sheet, table in sheets:
        write_table(sheet, table, looks)
    book.close()
    return buffer.getvalue()


def main() -> int:
    job: Any = json.load(sys.stdin.buffer)
    limit(resource.RLIMIT_CPU, SECONDS)
    limit(resource.RLIMIT_DATA, MEGABYTES * 1024 * 1024)
    limit(resource.RLIMIT_CORE, 0)
    warnings.simplefilter("error")  # XlsxWriter warns where it leaves something out
    sys.stdout.buffer.write(write_book(job))
    return 0


if __name__ == "__main__":
    sys.exit(main())
