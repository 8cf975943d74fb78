"""Runs alone, in a process of its own: sheets on standard input, a workbook on standard output.

It imports nothing of the portal. A crash, a hang or a hunger for memory ends this process and no
other; every fault leaves as an exit code with a sentence on standard error.
"""

import datetime
import io
import json
import re
import resource
import sys
import warnings
from typing import Any

MEGABYTE = 1024 * 1024
FAULT = 3
ESCAPES = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads _x0041_ as A
LETTER_PAPER = 1
LANDSCAPE_MARGINS = {"left": 0.5, "right": 0.5, "top": 0.6, "bottom": 0.7}


class Refused(Exception):
    """The library did not write what it was told to."""


def limit(name: int, most: int) -> None:
    _, hard = resource.getrlimit(name)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(name, (bound, bound))


def done(code: Any, what: str) -> None:
    """XlsxWriter returns a code where it has cut or left out something."""
    if code not in (0, None):
        raise Refused(f"{what}: code {code}")


def moment(iso: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(iso).replace(tzinfo=None)


class Writer:
    def __init__(self, book: Any, job: Any) -> None:
        self.book = book
        self.formats = {name: book.add_format(look) for name, look in job["formats"].items()}

    def write_sheet(self, sheet: Any, plan: Any) -> None:
        self.set_page(sheet, plan)
        for row, (text, look) in enumerate(plan["lead"]):
            done(sheet.write_string(row, 0, text, self.formats[look]), "lead")
        top = plan["top"]
        for place, column in enumerate(plan["columns"]):
            done(sheet.set_column(place, place, column["width"]), "width")
        for row, height in enumerate(plan["heights"], top):
            done(sheet.set_row(row, height), "height")
        for row, cells in enumerate(plan["rows"], top + 1):
            for place, (kind, value, look) in enumerate(cells):
                self.write_cell(sheet, row, place, kind, value, self.formats[look])
        self.add_table(sheet, plan)
        for chart in plan["charts"]:
            self.add_chart(sheet, chart)

    def write_cell(
        self, sheet: Any, row: int, place: int, kind: str, value: Any, look: Any
    ) -> None:
        if kind == "text":
            done(sheet.write_string(row, place, value, look), "text")
        elif kind == "number":
            done(sheet.write_number(row, place, value, look), "number")
        elif kind == "date":
            done(sheet.write_datetime(row, place, moment(value), look), "date")
        elif kind == "sheet":
            target = f"internal:'{value}'!A1"
            done(sheet.write_url(row, place, target, look, string=value), "link")
        else:
            done(sheet.write_blank(row, place, None, look), "blank")

    def set_page(self, sheet: Any, plan: Any) -> None:
        top = plan["top"]
        sheet.hide_gridlines(2)
        sheet.freeze_panes(top + 1, plan["fixed"])
        sheet.set_landscape()
        sheet.set_paper(LETTER_PAPER)
        sheet.set_margins(**LANDSCAPE_MARGINS)
        if plan["breaks"]:
            sheet.set_h_pagebreaks(plan["breaks"])
        else:
            sheet.fit_to_pages(plan["pages_wide"], 0)
            sheet.repeat_rows(top)
        if plan["pages_wide"] > 1:
            # The table alone: words above it would be cut where its first columns are repeated.
            done(sheet.repeat_columns(0, plan["fixed"] - 1), "repeated columns")
            last = (top + len(plan["rows"]), len(plan["columns"]) - 1)
            done(sheet.print_area(top, 0, *last), "print area")
        # Words of ours alone: in a header & has a meaning of its own.
        sheet.set_header("&L&12&A")
        sheet.set_footer(f"&L&9{plan['footer']}&R&9{plan['printed']}")

    def add_table(self, sheet: Any, plan: Any) -> None:
        top, columns, rows = plan["top"], plan["columns"], plan["rows"]
        options = {
            "name": plan["table"],
            "style": None,
            "banded_rows": False,
            "autofilter": plan["filter"],
            "title": plan["name"],
            "description": plan["about"],
            "columns": [
                {"header": column["heading"], "header_format": self.formats[column["look"]]}
                for column in columns
            ],
        }
        made = sheet.add_table(top, 0, top + len(rows), len(columns) - 1, options)
        done(made, f"table {plan['table']}")

    def add_chart(self, sheet: Any, plan: Any) -> None:
        chart = self.book.add_chart({"type": "column"})
        for series in plan["columns"]:
            chart.add_series(series)
        if plan["marks"]:
            marks = self.book.add_chart({"type": "line"})
            for series in plan["marks"]:
                marks.add_series(series)
            chart.combine(marks)
        chart.set_title({"name": plan["title"], "name_font": {"size": 12}, "overlay": False})
        chart.set_y_axis(plan["y_axis"])
        chart.set_x_axis(plan["x_axis"])
        chart.set_legend(plan["legend"])
        chart.show_blanks_as("gap")
        chart.set_size(plan["size"])
        options = {"description": plan["alt"], "object_position": 2}
        done(sheet.insert_chart(plan["row"], 0, chart, options), "chart")


def write_plain_text(strings: Any, text: str) -> None:
    """Every text as text, to the character.

    XlsxWriter would take one from <r> to </r> for XML, and not escape every overlapping _xHHHH_.
    """
    strings._xml_si_element(ESCAPES.sub("_x005F_", text), [("xml:space", "preserve")])


def write_book(job: Any) -> bytes:
    import xlsxwriter
    from xlsxwriter.sharedstrings import SharedStrings

    SharedStrings._write_si = write_plain_text

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({**job["properties"], "created": moment(job["created"])})
    writer = Writer(book, job)
    sheets = [(book.add_worksheet(plan["name"]), plan) for plan in job["sheets"]]
    for sheet, plan in sheets:
        writer.write_sheet(sheet, plan)
    book.close()
    return buffer.getvalue()


def main() -> int:
    job: Any = json.load(sys.stdin.buffer)
    limit(resource.RLIMIT_CPU, job["seconds"])
    limit(resource.RLIMIT_DATA, job["megabytes"] * MEGABYTE)
    limit(resource.RLIMIT_CORE, 0)
    warnings.simplefilter("error")  # XlsxWriter warns where it leaves something out
    try:
        content = write_book(job)
    except (Refused, Warning) as refused:
        sys.stderr.write(str(refused))
        return FAULT
    sys.stdout.buffer.write(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
