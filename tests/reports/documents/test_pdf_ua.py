"""Report and brief hold the structural rules of PDF/UA-1, and the checker sees when one is broken."""

import functools
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from django.conf import LazySettings

from reports.documents.pdf import render_brief, render_pdf
from tests.reports import samples
from tests.reports.documents import paper_samples
from tests.reports.documents.pdf_ua import Element, find_faults, read_tree

KINDS = {"report": render_pdf, "brief": render_brief}
NOTO = ("/usr/share/fonts/truetype/noto", "/usr/share/fonts/opentype/noto")


@pytest.fixture(autouse=True)
def no_fonts(settings: LazySettings) -> None:
    """Whatever fonts the environment names: `noto` says which tests have them."""
    settings.FONT_PATHS = []


@functools.cache
def printed(sample: str, kind: str = "report") -> bytes:
    return KINDS[kind](samples.material_of(paper_samples.PAGES[sample]())).content


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sample", paper_samples.PAGES)
def test_files_hold_the_structural_rules(sample: str, kind: str) -> None:
    assert find_faults(printed(sample, kind)) == []


@pytest.fixture
def noto(no_fonts: None, settings: LazySettings) -> None:
    if not all(any(Path(folder).glob("Noto*")) for folder in NOTO):
        pytest.skip("Debian's packages fonts-noto-core and fonts-noto-cjk are not installed.")
    settings.FONT_PATHS = list(NOTO)


@pytest.mark.usefixtures("noto")
@pytest.mark.parametrize("kind", KINDS)
def test_files_in_many_scripts_lack_no_character(kind: str) -> None:
    material = samples.material_of(paper_samples.many_scripts())
    rendered = KINDS[kind](material)
    assert rendered.missing == ()
    assert find_faults(rendered.content) == []
    text = "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(rendered.content)).pages
    )
    assert paper_samples.HAN[:12] in text
    assert paper_samples.HANGUL[:8] in text
    assert "□" not in text


@pytest.mark.usefixtures("noto")
def test_files_are_the_same_bytes_with_more_fonts_where_none_is_needed() -> None:
    material = samples.material_of(paper_samples.full())
    assert render_pdf(material).content == printed("full")


@pytest.mark.usefixtures("noto")
def test_texts_carry_their_language() -> None:
    content = render_pdf(samples.material_of(paper_samples.many_scripts())).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        languages = {str(each.node.Lang) for each in read_tree(pdf).walk() if "/Lang" in each.node}
    assert languages >= {"ar", "he", "ja", "ko", "zh", "hi", "th"}


def changed(change: Callable[[pikepdf.Pdf], None]) -> list[str]:
    with pikepdf.open(io.BytesIO(printed("everything", "brief"))) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return find_faults(out.getvalue())


def first(pdf: pikepdf.Pdf, kind: str) -> Element:
    return next(each for each in read_tree(pdf).walk() if each.kind == kind)


def fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        yield from page.Resources.get("/Font", {}).values()


def untitled(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def without_alternative(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "Figure").node.Alt


def without_scope(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "TH").node.A


def skipped_heading(pdf: pikepdf.Pdf) -> None:
    first(pdf, "H2").node.S = pikepdf.Name.H4


def stray_cell(pdf: pikepdf.Pdf) -> None:
    first(pdf, "P").node.S = pikepdf.Name.TD


def untagged_content(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    page.contents_add(pdf.make_stream(b"0 0 10 10 re f"))


def untagged_words(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    commands = pikepdf.parse_content_stream(page)
    kept = [each for each in commands if str(each.operator) not in {"BDC", "BMC", "EMC"}]
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def without_to_unicode(pdf: pikepdf.Pdf) -> None:
    del next(fonts(pdf)).ToUnicode


def without_font_file(pdf: pikepdf.Pdf) -> None:
    descriptor = next(fonts(pdf)).DescendantFonts[0].FontDescriptor
    for name in ("/FontFile2", "/FontFile3"):
        if name in descriptor:
            del descriptor[name]


def missing_glyph(pdf: pikepdf.Pdf) -> None:
    page = next(page for page in pdf.pages if "/Font" in page.Resources)
    name = next(iter(page.Resources.Font))
    shown = f"/P <</MCID 0>> BDC EMC /Artifact BMC BT {name} 9 Tf <0000> Tj ET EMC"
    page.contents_add(pdf.make_stream(shown.encode()))


def link_without_description(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for each in page.get("/Annots", []):
            del each.Contents


def no_tab_order(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        if "/Tabs" in page:
            del page["/Tabs"]


def no_page_labels(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.PageLabels


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (untitled, "07-001"),
        (without_language, "11-006"),
        (without_alternative, "13-004"),
        (without_scope, "15-003"),
        (skipped_heading, "14-003"),
        (stray_cell, "a TD inside a"),
        (untagged_content, "01-005"),
        (untagged_words, "01-005"),
        (without_to_unicode, "31-027"),
        (without_font_file, "31-009"),
        (missing_glyph, "31-030"),
        (link_without_description, "28-012"),
        (no_tab_order, "28-008"),
        (no_page_labels, "page labels"),
    ],
)
def test_find_faults_sees_what_is_broken(change: Callable[[pikepdf.Pdf], None], fault: str) -> None:
    assert any(fault in each for each in changed(change))
