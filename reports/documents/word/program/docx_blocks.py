"""The blocks of a document, one after the other: words, charts, tables and the contents."""

import base64
import io
from collections.abc import Mapping, Sequence
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Inches
from docx_pen import Pen, make

INCH, POINT = 1440, 20
_KEPT_WHOLE = 700  # characters of a table that stays on one page
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_DARK = 3  # the level from which on letters on its colour are white

Json = Mapping[str, Any]


class Blocks:
    def __init__(self, document: Any, pen: Pen, job: Json) -> None:
        self._part, self._pen, self._look = document.part, pen, job["look"]
        self._pictures = job["pictures"]
        self._headings = [block for block in job["blocks"] if block["is"] == "heading"]
        self._written = self._drawn = 0

    def write(self, block: Json) -> list[Any]:
        if block["is"] == "heading":
            return [self._heading(block)]
        if block["is"] == "contents":
            return self._contents(block["levels"])
        if block["is"] == "picture":
            return [self._picture(block)]
        if block["is"] == "table":
            return [self._table(block), self._pen.paragraph("After Table", [])]
        return [self._paragraph(block["style"], block, self._runs(block))]

    def _paragraph(self, style: str, block: Json, runs: Sequence[Any]) -> Any:
        return self._pen.paragraph(style, runs, from_right=block["from_right"])

    def _runs(self, block: Json) -> list[Any]:
        made = []
        for each in block["runs"]:
            run = self._pen.run(each["text"], each["style"], from_right=each["from_right"])
            made.append(self._linked(run, each["url"]) if each["url"] else run)
        return made

    def _linked(self, run: Any, url: str) -> Any:
        made = make("hyperlink", run, history=1)
        made.set(qn("r:id"), self._part.relate_to(url, _LINK, is_external=True))
        return made

    def _heading(self, block: Json) -> Any:
        number = self._written
        self._written += 1
        start = make("bookmarkStart", id=number, name=_mark(number))
        runs = [start, *self._runs(block), make("bookmarkEnd", id=number)]
        made = self._paragraph(f"Heading {block['level']}", block, runs)
        if block["flows"]:
            style = made[0][0]
            style.addnext(make("pageBreakBefore", val=0))
            made[0].append(make("spacing", before=28 * POINT))
        return made

    def _contents(self, levels: int) -> list[Any]:
        """Entries lead to their headings; who updates the field gets page numbers as well."""
        lines = []
        for number, each in enumerate(self._headings):
            if each["level"] <= levels:
                text = "".join(run["text"] for run in each["runs"])
                entry = make("hyperlink", self._pen.run(text), anchor=_mark(number), history=1)
                lines.append((each, [entry]))
        if not lines:
            return []
        *field, end = self._pen.field(f'TOC \\o "1-{levels}" \\h \\z \\u', lines[0][1])
        lines[0][1][:] = field
        lines[-1][1].append(end)
        return [self._paragraph(f"toc {each['level']}", each, runs) for each, runs in lines]

    def _picture(self, block: Json) -> Any:
        self._drawn += 1
        content = base64.b64decode(self._pictures[block["code"]])
        inline = self._part.new_pic_inline(io.BytesIO(content), Inches(block["inches"]), None)
        inline.docPr.set("id", str(self._drawn))
        for name in ("name", "title", "descr"):
            inline.docPr.set(name, block[name])
        return self._pen.paragraph("Picture", [make("r", make("drawing", inline))])

    def _table(self, block: Json) -> Any:
        widths = [round(inches * INCH) for inches in block["widths"]]
        look = {"firstRow": 1, "lastRow": 0, "firstColumn": 1, "lastColumn": 0}
        properties = make(
            "tblPr",
            make("tblStyle", val="ReportTable"),
            make("tblW", w=sum(widths), type="dxa"),
            make("tblLayout", type="fixed"),
            make("tblLook", val="04A0", **look, noHBand=0, noVBand=1),
            make("tblCaption", val=block["title"]),
        )
        grid = make("tblGrid", *(make("gridCol", w=width) for width in widths))
        head = [{"runs": runs} for runs in block["header"]]
        names = self._row(block, widths, head, "Table Head", [make("cantSplit"), make("tblHeader")])
        rows = [
            self._row(block, widths, row, "Table Text", [make("cantSplit")] if whole else [])
            for row, whole in zip(block["rows"], block["whole"], strict=True)
        ]
        said = sum(len(cell["text"]) for row in block["rows"] for cell in row)
        held = rows[:-1] if said <= _KEPT_WHOLE else rows[:1]
        for paragraph in (each for row in held for each in row.iter(qn("w:pStyle"))):
            paragraph.addnext(make("keepNext"))
        return make("tbl", properties, grid, names, *rows)

    def _row(
        self,
        block: Json,
        widths: Sequence[int],
        cells: Sequence[Json],
        style: str,
        properties: Sequence[Any],
    ) -> Any:
        aligned = dict.fromkeys(block["centred"], "center") | dict.fromkeys(
            block["numbers"], "right"
        )
        made = [
            self._cell(cell, width, style, aligned.get(column, ""))
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return make("tr", make("trPr", *properties) if properties else None, *made)

    def _cell(self, cell: Json, width: int, style: str, align: str) -> Any:
        look = self._look
        ground = color = ""
        if "band" in cell:
            band = cell["band"]
            ground = look["surface"] if band is None else look["levels"][band]
            color = look["white"] if band is not None and band >= _DARK else look["ink"]
        from_right = cell.get("from_right", False)
        if "runs" in cell:
            runs = self._runs(cell)
        else:
            runs = [self._pen.run(cell["text"], from_right=from_right, color=color)]
        return make(
            "tc",
            make(
                "tcPr",
                make("tcW", w=width, type="dxa"),
                make("shd", val="clear", color="auto", fill=ground) if ground else None,
            ),
            self._pen.paragraph(style, runs, from_right=from_right, align=align),
        )


def _mark(number: int) -> str:
    return f"_Toc{number:06d}"
