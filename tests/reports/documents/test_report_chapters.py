"""What stands where in the report, and how a reader gets there."""

import functools
import io
from typing import Any

import pikepdf
import pypdf
import pytest

from reports.documents.pdf import render_pdf
from reports.presentation.page import ReportPage
from tests.reports import samples
from tests.reports.documents import paper_samples
from tests.reports.documents.pdf_ua import read_tree

CHAPTERS = [
    "Summary",
    "Contents",
    "Ten shared commitments",
    "Foundations: four pillars, twelve features",
    "Through-line: commitments and what carries them",
    "What changed",
    "Raters and their agreement",
    "Evidence",
    "Priorities",
    "Improvement plan",
    "Every answer",
    "How the scores are made",
    "Read through other frameworks",
    "Sources",
    "Verification",
]


@functools.cache
def page() -> ReportPage:
    return paper_samples.everything()


@functools.cache
def content() -> bytes:
    return render_pdf(samples.material_of(page())).content


@functools.cache
def reader() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content()))


@functools.cache
def text() -> str:
    return " ".join(" ".join(each.extract_text() for each in reader().pages).split())


def test_report_has_its_chapters_in_order() -> None:
    top = [each.title for each in reader().outline if not isinstance(each, list)]
    assert top == CHAPTERS


def test_report_without_change_plan_and_raters_has_no_such_chapters() -> None:
    alone = render_pdf(samples.material_of(paper_samples.full())).content
    outline = pypdf.PdfReader(io.BytesIO(alone)).outline
    top = [each.title for each in outline if not isinstance(each, list)]
    assert not {"What changed", "Improvement plan", "Raters and their agreement"} & set(top)


def test_report_labels_the_cover_apart_from_the_numbered_pages() -> None:
    assert reader().page_labels[:3] == ["i", "1", "2"]
    assert f"Page 1 of {len(reader().pages) - 1}" in reader().pages[1].extract_text()


def test_report_leads_from_the_summary_to_each_strength_and_gap() -> None:
    links = annotations(reader().pages[1])
    described = [str(each["/Contents"]) for each in links]
    goals = [each.get("/Dest") or each["/A"]["/D"] for each in links]
    assert all(goals)
    assert len(links) >= 2 * (len(page().strengths) + len(page().gaps))
    assert all(described)


@pytest.mark.parametrize("place", [0, -1])
def test_report_carries_its_address_as_text_and_code_on_first_and_last_page(place: int) -> None:
    url = page().identity.verify_url
    shown = reader().pages[place]
    assert url in "".join(shown.extract_text().split()).replace("\N{ZERO WIDTH SPACE}", "")
    addresses = [each["/A"].get("/URI") for each in annotations(shown)]
    assert url in addresses
    with pikepdf.open(io.BytesIO(content())) as pdf:
        figures = [each.node for each in read_tree(pdf).walk() if each.kind == "Figure"]
    assert sum(url in alternative_of(each) for each in figures) == 2


def annotations(shown: Any) -> list[Any]:
    return [each.get_object() for each in shown["/Annots"]]


def alternative_of(node: Any) -> str:
    return str(node.get("/Alt", ""))


def test_report_tells_change_in_words_with_both_charts() -> None:
    change = page().change
    assert change
    rows = [row for row in change.rows if row.verdict == "changed"]
    assert rows
    for said in (change.headline, change.moved_note, change.targets_note, *change.method[:1]):
        assert " ".join(said.split()) in text()
    for row in change.rows:
        assert row.verdict_shown in text()
    questions = [item.question for item in change.moved]
    for question in questions + [item.question for item in change.not_compared]:
        assert question in text()


def test_report_tells_the_plan_and_what_became_of_the_last() -> None:
    plan = page().plan
    assert plan
    for action in plan.actions:
        for said in (action.title, action.aim, action.owner, action.due_shown, action.notes):
            assert said in text()
    for outcome in plan.outcomes:
        assert outcome.became in text()


def test_report_names_itself_in_its_metadata() -> None:
    metadata = reader().metadata
    assert metadata
    assert metadata.title == f"{page().identity.title}: {page().identity.organization}"
    assert metadata.subject == page().headline
    assert f"framework {page().identity.framework_version}" in str(metadata.keywords)


def test_report_cover_takes_one_page_at_any_length() -> None:
    long = render_pdf(samples.material_of(paper_samples.long_names())).content
    second = pypdf.PdfReader(io.BytesIO(long)).pages[1].extract_text()
    assert "Summary" in second


def test_digest_can_be_copied_letter_by_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(samples, "DIGEST", "ff00" * 16)
    content = render_pdf(samples.make_material(samples.full())).content
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    assert "ff00ff00" in text
    assert "\N{LATIN SMALL LIGATURE FF}" not in text
