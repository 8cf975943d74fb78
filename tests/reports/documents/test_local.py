"""The organization's own questions in every file of a report, and in none where there are none."""

import csv
import functools
import io
import json

import docx
import openpyxl
import pypdf
import pytest

from reports.documents import KIND_BY_CODE, Material, render_document
from reports.documents.data_bundle import render_data
from reports.documents.pdf import render_pdf
from reports.documents.tables import LOCAL_ITEMS, TABLES, tables_of
from reports.documents.word import render_word
from reports.documents.workbook import render_workbook
from tests.reports import samples
from tests.reports.documents.paper_samples import SCRIPTS
from tests.reports.documents.pdf_ua import find_faults
from tests.reports.documents.test_data_bundle import unpack
from tests.reports.local_samples import DESCRIPTORS, LOCAL, local_item


@functools.cache
def without() -> Material:
    return samples.make_material(samples.full())


@functools.cache
def material() -> Material:
    return samples.make_material({**samples.full(), "local_items": LOCAL})


def text_of(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_pdf_has_a_chapter_of_its_own_with_every_question() -> None:
    content = render_pdf(material()).content
    assert find_faults(content) == []
    titles = [
        each.title
        for each in pypdf.PdfReader(io.BytesIO(content)).outline
        if not isinstance(each, list)
    ]
    assert titles[titles.index("Local questions") - 1] == "Every answer"
    text = text_of(content)
    for item in LOCAL:
        assert item["question"] in text
    for words in (DESCRIPTORS[3], "We have none.", "Seen on four of five units.", "in no score"):
        assert words in text
    assert DESCRIPTORS[4] not in text


def test_pdf_takes_long_questions_in_any_script() -> None:
    items = [
        local_item(number, question=script, note=script * 40, descriptors=[script * 12] * 5)
        for number, script in enumerate(SCRIPTS, 1)
    ]
    items.append(local_item(99, question="W" * 400, note="x" * 4_000))
    frozen = {**samples.full(), "local_items": items}
    assert find_faults(render_pdf(samples.make_material(frozen)).content) == []


def test_word_file_has_them() -> None:
    document = docx.Document(io.BytesIO(render_word(material()).content))
    texts = [each.text for each in document.paragraphs]
    start = texts.index("Local questions")
    assert LOCAL[0]["question"] in texts[start:]
    assert LOCAL[1]["question"] in texts[start:]
    assert DESCRIPTORS[3] in texts[start:]


def test_workbook_has_a_sheet_of_them_as_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(material()).content))
    rows = list(book["Local questions"].iter_rows())
    cells = [cell for row in rows for cell in row if cell.value == LOCAL[1]["question"]]
    assert [cell.data_type for cell in cells] == ["s"]
    levels = {row[0].value: row[3].value for row in rows if str(row[0].value).startswith("local.")}
    assert levels == {"local.1": 3, "local.2": 1, "local.3": None, "local.4": None, "local.5": None}


def test_data_files_have_them_with_what_they_mean() -> None:
    files = unpack(render_data(material()).content)
    text = files["local_items.csv"].decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["item"] for row in found] == [item["code"] for item in LOCAL]
    assert [row["answer"] for row in found][2:] == ["not-applicable", "dont-know", "unanswered"]
    assert found[1]["question"] == f"'{LOCAL[1]['question']}"
    assert found[0]["descriptor"] == DESCRIPTORS[3]
    said = csv.DictReader(io.StringIO(files["data-dictionary.csv"].decode("utf-8-sig")))
    columns = [row["column"] for row in said if row["file"] == "local_items.csv"]
    assert columns == list(LOCAL_ITEMS.header)
    assert "## local_items.csv" in files["data-dictionary.md"].decode()
    assert "local_items.csv" in files["README.txt"].decode()
    resources = json.loads(files["datapackage.json"])["resources"]
    assert resources[-1]["path"] == "local_items.csv"


def test_all_else_in_the_data_files_is_the_same() -> None:
    files, before = (unpack(render_data(each).content) for each in (material(), without()))
    words = {"README.txt", "data-dictionary.csv", "data-dictionary.md", "datapackage.json"}
    assert files.keys() - before.keys() == {"local_items.csv"}
    assert {name for name in before if files[name] != before[name]} == words


@pytest.mark.parametrize("name", samples.SHEETS)
def test_reports_without_any_have_no_file_sheet_or_chapter(name: str) -> None:
    found = samples.make_material(samples.SHEETS[name]())
    assert tables_of(found) == TABLES
    assert LOCAL_ITEMS.values(found) == []
    assert LOCAL_ITEMS.why_empty


def test_spanish_files_name_them_in_spanish() -> None:
    frozen = {**samples.full(), "language": "es", "local_items": LOCAL}
    found = samples.make_material(frozen, samples.spanish())
    document = render_document(KIND_BY_CODE["xlsx"], found)
    assert document
    book = openpyxl.load_workbook(io.BytesIO(document.content))
    (sheet,) = book["Preguntas locales"].tables.values()
    assert len(set(sheet.column_names)) == len(LOCAL_ITEMS.columns)
    paper = render_document(KIND_BY_CODE["pdf"], found)
    assert paper
    assert find_faults(paper.content) == []
    text = text_of(paper.content)
    assert "Preguntas locales" in text
    assert "Local questions" not in text
