"""Real workbooks, written and read in processes of their own; and what a stranger makes of them."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest

from commitments.document_form import document_of
from commitments.documents import read_framework
from commitments.exchange import apart
from commitments.exchange.apart import WorkbookFailed, read_workbook, write_workbook
from commitments.exchange.files import CREATED, workbook_of
from commitments.exchange.reading import read_sheets
from commitments.exchange.tables import Column, Table, TooLong
from lhs_portal.lib.faults import FaultyDocument
from tests.commitments.conftest import REAL_FILE
from tests.frameworks import make_definition

NAUGHTY = [
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(1)",
    "＝1",
    '=HYPERLINK("http://example.org")',
    "=cmd|' /C calc'!A0",
    '";=1',
    "_x0041_",
    "_x005F_x0041_",
    "<r>rich</r>",
    "{{7*7}}{% load %}{0.__class__}",
    "<script>alert(1)</script>",
    "e\u0301 é İ 👩‍⚕️",
    "two\nlines",
    "x" * 32_767,
    "true",
    "2024-12-01",
    "007",
    "1e5",
]


@pytest.fixture(scope="module")
def real() -> bytes:
    return workbook_of(document_of(read_framework(REAL_FILE.read_bytes())))


def written(*rows: list[str]) -> bytes:
    table = Table("texts", [Column("text")], rows)
    return write_workbook([table], title="t", lead=["l"], lead_name="read me", created=CREATED)


def test_real_framework_comes_back(real: bytes) -> None:
    definition = read_framework(REAL_FILE.read_bytes())
    again = read_sheets(read_workbook(real))
    assert again == definition
    assert again.digest == definition.digest


def test_equal_content_has_equal_bytes(real: bytes) -> None:
    assert workbook_of(document_of(read_framework(REAL_FILE.read_bytes()))) == real


def test_any_text_stays_a_text() -> None:
    data = written(*[[text] for text in NAUGHTY])
    (_, sheet) = read_workbook(data)
    cells = [row[0] for _, row in sheet.rows[1:]]
    assert [(cell.kind, cell.value) for cell in cells if cell] == [("text", t) for t in NAUGHTY]
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet2.xml")


def test_codes_are_locked_and_choices_offered(real: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(real))
    items = book["items"]
    assert items.protection.sheet
    assert items["A2"].protection.locked
    assert not items["F2"].protection.locked
    assert not items.column_dimensions["A"].protection.locked
    rules = {str(rule.sqref).split(":")[0]: rule for rule in items.data_validations.dataValidation}
    assert rules["D2"].formula1 == '"yes,no"'
    assert rules["E2"].operator == "greaterThan"
    assert book.sheetnames[:8] == [
        "read me",
        "version",
        "rating_notes",
        "commitments",
        "features",
        "items",
        "descriptors",
        "matrix",
    ]


def test_text_that_is_too_long_is_not_cut() -> None:
    with pytest.raises(TooLong):
        written(["x" * 32_768])


def changed(data: bytes, change: Any) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_formula_date_error_and_number_are_told_apart() -> None:
    def change(book: Any) -> None:
        sheet = book["texts"]
        sheet["A2"] = "=1+1"
        sheet["A3"] = 2.5
        sheet["A4"] = True
        sheet["A5"].value = "#REF!"
        sheet["A5"].data_type = "e"
        sheet["A6"].number_format = "yyyy-mm-dd"
        sheet["A6"] = 45000

    _, sheet = read_workbook(changed(written(["a"], ["b"], ["c"], ["d"], ["e"]), change))
    kinds = [row[0].kind for _, row in sheet.rows[1:] if row[0]]
    assert kinds == ["formula", "number", "boolean", "error", "date"]


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name) for name in book.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return out.getvalue()


def hostile() -> Iterator[Any]:
    """What is not stopped by the examination of uploads must end in words all the same."""
    parts = parts_of(written(["a"]))
    sheet = "xl/worksheets/sheet2.xml"
    yield pytest.param(b"PK\x03\x04 rubbish", id="no zip")
    yield pytest.param(packed({"a.txt": b"x"}), id="another zip")
    yield pytest.param(packed({**parts, sheet: b"<worksheet><sheetData><row"}), id="broken part")
    bomb = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %s "%s">' % (bytes([98 + n]), b"&%s;" % bytes([97 + n]) * 10) for n in range(12)
    )
    yield pytest.param(
        packed({**parts, "xl/sharedStrings.xml": bomb + b"]><sst><si><t>&m;</t></si></sst>"}),
        id="billion laughs",
    )
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 9000))
    namespace = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    yield pytest.param(
        packed(
            {
                **parts,
                sheet: b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (namespace, rows),
            }
        ),
        id="too many rows",
    )


@pytest.mark.parametrize("data", list(hostile()))
def test_hostile_workbook_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(FaultyDocument) as refusal:
        read_workbook(data)
    assert refusal.value.faults[0].message


def test_cell_far_away_takes_no_time() -> None:
    parts = parts_of(written(["a"]))
    sheet = "xl/worksheets/sheet2.xml"
    namespace = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    content = b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (namespace, far)
    try:
        sheets = read_workbook(packed({**parts, sheet: content}))
    except FaultyDocument:
        return
    assert sheets[1].rows == []


def test_program_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_run", lambda *_: (-9, b"", "killed"))
    with pytest.raises(WorkbookFailed):
        written(["a"])
    with pytest.raises(FaultyDocument, match="cannot be read"):
        read_workbook(b"")


def test_small_framework_comes_back() -> None:
    definition = make_definition()
    assert read_sheets(read_workbook(workbook_of(document_of(definition)))) == definition
