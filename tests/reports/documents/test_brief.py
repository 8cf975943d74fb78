import dataclasses
import io

import pypdf
import pytest

from reports.documents.pdf import render_brief
from reports.presentation.page import ReportPage
from tests.reports import rated_samples, samples
from tests.reports.documents import paper_samples

LETTER = (612, 792)
SHEETS = {**samples.SHEETS, **rated_samples.SHEETS}


def pages_of(page: ReportPage) -> list[pypdf.PageObject]:
    content = render_brief(samples.material_of(page)).content
    return list(pypdf.PdfReader(io.BytesIO(content)).pages)


def words_of(*pages: pypdf.PageObject) -> str:
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def wide() -> ReportPage:
    """The widest letters, in everything that the brief takes from people."""
    page = paper_samples.everything()
    most = "WM" * 200
    assert page.plan
    assert page.change
    action = page.plan.actions[0]
    actions = tuple(
        dataclasses.replace(action, title=most, owner=most, state="doing") for _ in range(40)
    )
    plan = dataclasses.replace(page.plan, actions=actions, opening=(most, most))
    change = dataclasses.replace(page.change, sides=(most, most + "."))
    facts = tuple((name, most) for name, _ in page.identity.organization_facts)
    identity = dataclasses.replace(
        page.identity, organization=most, assessment=most, scope=most, organization_facts=facts
    )
    return dataclasses.replace(page, plan=plan, change=change, identity=identity)


def page_of(sample: str) -> ReportPage:
    if sample == "wide":
        return wide()
    made = paper_samples.PAGES.get(sample)
    return made() if made else samples.make_page(SHEETS[sample]())


SAMPLES = sorted({*paper_samples.PAGES, *SHEETS, "wide"})


@pytest.mark.parametrize("sample", SAMPLES)
def test_render_brief_is_two_letter_pages(sample: str) -> None:
    page = page_of(sample)
    found = pages_of(page)
    assert [(each.mediabox.width, each.mediabox.height) for each in found] == [LETTER, LETTER]
    first, second = (words_of(each) for each in found)
    assert " ".join(page.headline.split()) in first
    assert page.commitments_chart.title in first
    for heading in ("What changed", "What comes first", "The plan", "What it rests on"):
        assert heading in second
    assert "provisional and ours." in second  # the last line of all


def test_render_brief_says_what_a_board_asks() -> None:
    page = paper_samples.everything()
    assert page.change
    assert page.plan
    first, second = (words_of(each) for each in pages_of(page))
    assert page.identity.organization in first
    for index in page.indices:
        assert f"{index.name} {index.score.shown} of 4" in first
    for highlight in (*page.strengths[:3], *page.gaps[:3]):
        assert f"{highlight.name} {highlight.figure}" in first
    assert page.change.headline in second
    for priority in page.priorities[:3]:
        assert priority.full_name in second
    assert page.rests_on in second
    assert "Check protocol 1 on every unit Priya Nair March 31, 2027" in second
    assert "Signed by Sonia Ekberg, Chief executive" in second
    assert page.identity.verify_url in second.replace("\N{ZERO WIDTH SPACE}", "").replace(" ", "")


def test_render_brief_of_a_report_that_stands_alone_says_so() -> None:
    second = words_of(pages_of(paper_samples.empty())[1])
    assert "There is no earlier report to compare with." in second
    assert "No improvement plan goes with this report." in second
    assert "This report is preliminary, so nobody has signed it." in second


def test_render_brief_gives_equal_bytes_for_equal_pages() -> None:
    material = samples.material_of(paper_samples.everything())
    assert render_brief(material) == render_brief(material)
