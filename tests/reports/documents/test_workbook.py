"""The workbook, read back as Excel would."""

import dataclasses
from datetime import datetime
from decimal import Decimal
from functools import cache
from xml.etree import ElementTree

import pytest

from reports.documents import KIND_BY_CODE, DocumentFailed, Material, render_document
from reports.documents import workbook as module
from reports.documents.tables import TABLES
from reports.documents.workbook import render_workbook
from tests.reports import rated_samples, samples
from tests.reports.documents import table_samples
from tests.reports.documents.workbooks import (
    cells_of,
    open_workbook,
    parts_of,
    strings_of,
    table_of,
)
from tests.reports.samples import answer, freeze, make_material

HOSTILE = (
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(1)",
    "\t=1",
    " =1",
    "＝1",
    "\ufeff=1",
    '=HYPERLINK("http://example.org","x")',
    '=WEBSERVICE("http://example.org")',
    "=cmd|' /C calc'!A0",
    '";=1',
    "{=1+1}",
    "_x0041_",
    "_x005F_x0041_",
    "_x0041_x0042_",
    "_x000d_",
    "http://example.org",
    "mailto:a@example.org",
    "internal:'Items'!A1",
    "external:c:\\x.xlsx",
    "<r><t>Rich</t></r>",
    "<r></si></sst>]]></r>",
    "<script>alert(1)</script>",
    "&amp; & &#x3C;",
    "007",
    "1e999",
    "TRUE",
    "#REF!",
    "  two spaces  ",
    "line\nbreak",
    "\N{RIGHT-TO-LEFT OVERRIDE}abc",
    "שלום عليكم 病院 🏥",
    "a" * 400,
)


@cache
def whole() -> bytes:
    return render_workbook(table_samples.whole()).content


@pytest.mark.parametrize("sheet", [*samples.SHEETS, *rated_samples.SHEETS])
def test_every_sheet_is_one_table_that_filters_freezes_and_prints(sheet: str) -> None:
    frozen = {**samples.SHEETS, **rated_samples.SHEETS}[sheet]()
    check_sheets(render_workbook(make_material(frozen)).content)


def test_every_sheet_of_a_report_with_all_parts_is_a_table() -> None:
    check_sheets(whole())
    names = open_workbook(whole()).sheetnames
    assert names[:2] == ["Summary", "Charts"]
    assert names[-1] == "Method"
    for name in ("Commitments", "Items", "Agreement", "Change", "Plan", "Over time"):
        assert name in names


def check_sheets(content: bytes) -> None:
    book = open_workbook(content)
    for sheet in book.worksheets:
        (table,) = sheet.tables.values()
        first = int(table.ref.split(":")[0].lstrip("A"))
        assert table.headerRowCount in (None, 1)
        assert sheet.freeze_panes is not None
        assert sheet.freeze_panes.endswith(str(first + 1))
        assert sheet.page_setup.orientation == "landscape"
        if sheet.title != "Charts":
            assert sheet.print_title_rows == f"${first}:${first}"
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert sheet.page_setup.fitToHeight == 0
        wanted = sheet.title not in {"Summary", "Charts", "Method"}
        assert (table.autoFilter is not None) is wanted
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate)
                assert cell.hyperlink is None or cell.hyperlink.location, cell.coordinate
        for column in sheet.column_dimensions.values():
            assert 8 <= column.width <= 120
    assert not any(name.startswith(("xl/externalLinks", "xl/calc")) for name in parts_of(content))


def test_columns_are_those_of_the_declared_tables() -> None:
    book = open_workbook(whole())
    for table in TABLES:
        if table.title in book.sheetnames and table.name != "through_line":
            sheet = book[table.title]
            (found,) = sheet.tables.values()
            assert found.column_names == [column.heading for column in table.columns]


def test_numbers_are_numbers_with_formats_of_their_own() -> None:
    material = table_samples.whole()
    book = open_workbook(whole())
    scores = cells_of(book, "Commitments", "Score")
    values = [Decimal(str(cell.value)) for cell in scores]
    assert values == [each.subject.score.value for each in material.page.commitments]
    assert {cell.data_type for cell in scores} == {"n"}
    assert {cell.number_format for cell in scores} == {"0.00;−0.00"}
    levels = cells_of(book, "Items", "Level")
    assert {type(cell.value) for cell in levels} <= {int, type(None)}
    assert {cell.number_format for cell in levels} == {"0"}
    lags = cells_of(book, "Commitments", "Lag")
    assert {cell.number_format for cell in lags} == {"+0.00;−0.00;0.00"}
    assert any(cell.value < 0 for cell in lags)


def test_days_are_days() -> None:
    book = open_workbook(whole())
    due = cells_of(book, "Plan", "Due")
    assert [cell.value for cell in due] == [datetime(2027, 3, 31), datetime(2026, 10, 1), None]
    assert {cell.number_format for cell in due} == {"yyyy-mm-dd"}
    assert cells_of(book, "Evidence", "Dated")[0].value == datetime(2026, 5, 4)
    assert cells_of(book, "Over time", "Period from")[0].value == datetime(2023, 1, 1)


def test_absent_figures_are_empty_and_never_zero() -> None:
    book = open_workbook(render_workbook(make_material(samples.empty())).content)
    rows = table_of(book, "Commitments")
    assert {row["Score"] for row in rows} == {None}
    assert {row["Lag"] for row in rows} == {None}
    assert {row["Level"] for row in table_of(book, "Items")} == {None}
    assert {row["Answer"] for row in table_of(book, "Items")} == {"unanswered"}


def test_summary_leads_to_every_sheet_and_says_why_others_are_not_there() -> None:
    book = open_workbook(render_workbook(make_material(samples.full())).content)
    summary = book["Summary"]
    links = {
        cell.value: cell.hyperlink.location
        for row in summary.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert links == {name: f"'{name}'!A1" for name in book.sheetnames[1:]}
    rows = {row["What"]: row["In this report"] for row in table_of(book, "Summary")}
    assert rows["Change: not here"] == "There is no earlier report to compare with."
    assert rows["Agreement: not here"] == "Answers were given together, without ratings."
    assert rows["Organization"] == "Riverbend Community Hospital (fictional)"


def test_charts_have_words_and_read_the_cells() -> None:
    parts = parts_of(whole())
    charts = sorted(name for name in parts if name.startswith("xl/charts/chart"))
    assert len(charts) == 3
    drawing = parts["xl/drawings/drawing1.xml"].decode()
    assert drawing.count('descr="Columns on the scale 0 to 4. ') == 3
    xml = parts[charts[0]].decode()
    assert "Commitments!$C$5:$C$14" in xml
    assert "<c:f>Charts!$A$5</c:f>" in xml
    assert "dispBlanksAs" not in xml  # a gap is what Excel does without it
    targets = cells_of(open_workbook(whole()), "Commitments", "Target")
    assert [cell.value for cell in targets].count(None) == 7


def test_hostile_texts_come_back_exactly_and_never_as_formula_link_or_markup() -> None:
    codes = [item.code for item in samples.framework().items]
    answers = {
        code: answer(na=True, reason=text) if number % 2 else answer(2, note=text)
        for number, (code, text) in enumerate(zip(codes, HOSTILE, strict=False))
    }
    for text in HOSTILE:
        frozen = freeze(answers, {"safe": 3}, organization=text)
        frozen["requested_by"] = frozen["assessment"]["title"] = text
        frozen["targets"]["safe"]["statement"] = text
        frozen["evidence"] = {"safe.2": [rated_samples.piece(text, shows=text, url=text)]}
        frozen["plan"] = [
            table_samples.action(
                title=text, owner=text, resources=text, notes=text, barrier_other=text
            )
        ]
        material = make_material(frozen)
        done = render_workbook(material)
        assert set(HOSTILE) <= set(strings_of(done.content))
        assert done.missing == ()
        check_sheets(done.content)
        for name, part in parts_of(done.content).items():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(part)  # whole, whatever people type


def test_hostile_names_of_a_framework_are_text_in_charts_and_headings_too() -> None:
    page = samples.make_page(samples.full())
    commitments = tuple(
        dataclasses.replace(each, subject=dataclasses.replace(each.subject, name=text))
        for each, text in zip(page.commitments, HOSTILE, strict=False)
    )
    chart = dataclasses.replace(page.commitments_chart, title="=1+1")
    page = dataclasses.replace(page, commitments=commitments, commitments_chart=chart)
    content = render_workbook(samples.material_of(page)).content
    check_sheets(content)
    for name, part in parts_of(content).items():
        if name.startswith("xl/charts/chart"):
            root = ElementTree.fromstring(part)
            formulas = [node.text or "" for node in root.iter() if node.tag.endswith("}f")]
            assert formulas
            assert not [text for text in formulas if "1+1" in text or "SUM" in text]


def test_illegal_characters_are_replaced_visibly_and_reported() -> None:
    frozen = freeze({"safe.1": answer(1, note="a\x00b\x0bc\uffffd")}, organization="x\x1fy")
    done = render_workbook(make_material(frozen))
    assert done.missing == ("\x00", "\x0b", "\x1f", "\uffff")
    assert "a□b□c□d" in strings_of(done.content)
    assert open_workbook(done.content).properties.title.endswith(": x□y")


@pytest.mark.parametrize("text", ["w" * 40_000, "🏥" * 20_000, "line\n" * 600, "ab " * 20_000])
def test_long_texts_are_kept_whole_in_several_cells_with_words(text: str) -> None:
    done = render_workbook(make_material(freeze({"safe.1": answer(1, note=text)})))
    book = open_workbook(done.content)
    parts = table_of(book, "Long texts")
    assert "".join(row["Text"] for row in parts) == text
    assert {row["Where"] for row in parts} == {"Items, safe.1, Note"}
    assert [row["Part"] for row in parts] == [
        f"{place} of {len(parts)}" for place in range(1, len(parts) + 1)
    ]
    note = next(row["Note"] for row in table_of(book, "Items") if row["Item"] == "safe.1")
    assert note.endswith(f"all of it is on the sheet “Long texts”, in {len(parts)} parts.]")
    for cell in strings_of(done.content):
        assert len(cell.encode("utf-16-le")) // 2 <= 32_767
        assert cell.count("\n") <= 253


def test_document_says_what_it_is() -> None:
    material = table_samples.whole()
    properties = open_workbook(whole()).properties
    identity = material.page.identity
    assert properties.title == f"{identity.title}: {identity.organization}"
    assert properties.creator == "LHS Portal"
    assert properties.created == identity.requested_at.replace(tzinfo=None)
    assert identity.verify_url in (properties.description or "")
    method = {row["Topic"]: row["What holds"] for row in table_of(open_workbook(whole()), "Method")}
    assert method["Verify at"] == identity.verify_url
    assert method["Digest of the report"] == identity.frozen_digest


def test_equal_material_gives_equal_bytes_in_processes_of_their_own() -> None:
    assert render_workbook(table_samples.whole()).content == whole()


def test_workbook_is_a_file_of_the_report() -> None:
    document = render_document(KIND_BY_CODE["xlsx"], make_material(samples.empty()))
    assert document is not None
    assert document.filename == "riverbend-community-hospital-fictional-preliminary-report-3.xlsx"
    assert document.content.startswith(b"PK")


def test_what_the_library_leaves_out_fails_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell that is too long is cut off with a code, which nobody may overlook."""
    monkeypatch.setattr("reports.documents.workbook_text.LONGEST_CELL", 10**9)
    monkeypatch.setattr("reports.documents.workbook_text.MOST_LINES", 10**9)
    frozen = freeze({"safe.1": answer(1, note="w" * 40_000)})
    with pytest.raises(DocumentFailed, match="text: code -2"):
        render_workbook(make_material(frozen))


def test_hungry_workbook_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def run_apart(worker: object, job: object, *, kind: str) -> bytes:
        return original(worker, job, kind=kind, megabytes=8)  # type: ignore[arg-type]

    original = module.run_apart
    monkeypatch.setattr(module, "run_apart", run_apart)
    with pytest.raises(DocumentFailed, match="The xlsx file could not be made"):
        render_workbook(rated())


def rated() -> Material:
    return table_samples.rated()
