"""Peers in the files of a report: the chapter of the PDF, the Word document, the table."""

import io
import zipfile

import pikepdf
import pypdf
import pytest

from reports.documents import Material
from reports.documents.data_bundle import render_table
from reports.documents.pdf import render_pdf
from reports.documents.tables.peers import PEERS
from reports.documents.word import render_word
from tests.reports import samples
from tests.reports.peers.samples import measures, peers


@pytest.fixture(scope="module")
def material() -> Material:
    return samples.make_material(
        {**samples.full(), "site": "https://portal.example.org", "peers": peers()}
    )


def test_pdf_has_a_tagged_chapter_after_the_scores(material: Material) -> None:
    content = render_pdf(material).content
    reader = pypdf.PdfReader(io.BytesIO(content))
    top = [each.title for each in reader.outline if not isinstance(each, list)]
    assert top[top.index("Beside peers") - 1].startswith("Foundations")
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "about 45 organizations" in text
    assert "self-selected, not representative" in text
    assert "Release 2 of September 15, 2026" in text
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
    links = [
        str(each.get_object()["/A"].get("/URI"))
        for page in reader.pages
        for each in page.get("/Annots", [])
        if "/A" in each.get_object()
    ]
    assert "https://portal.example.org/releases/2/" in links


def test_pdf_without_figures_says_so() -> None:
    bare = peers(figures={}, n=None, cell=[])
    made = samples.make_material(
        {**samples.full(), "site": "https://portal.example.org", "peers": bare}
    )
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(made).content))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Of these peers figures are not shown." in text


def test_word_tells_the_same(material: Material) -> None:
    with zipfile.ZipFile(io.BytesIO(render_word(material).content)) as word:
        document = word.read("word/document.xml").decode()
    assert "Beside peers" in document
    assert "Peers’ mean" in document


def test_table_has_a_row_for_each_measure(material: Material) -> None:
    lines = render_table(PEERS, material).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + len(measures())
    safe = next(line for line in lines if line.startswith('"safe"'))
    assert '"2.1"' in safe
    assert "Care delivery" in safe
    without = render_table(PEERS, samples.make_material(samples.full())).decode()
    assert len(without.splitlines()) == 1
