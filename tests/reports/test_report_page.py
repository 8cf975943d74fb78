"""The report page's HTML, from every kind of sheet, without a database."""

import re
import uuid
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.utils.html import escape

from reports.presentation.page import ReportPage
from tests.reports import rated_samples, samples

VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}


class Page(HTMLParser):
    """Checks that elements nest, and collects what a policy or a reader would trip over."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.names: set[str] = set()
        self.tags: list[str] = []
        self.local: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        self._note(attrs)

    def handle_startendtag(  # an empty element of SVG
        self, _tag: str, attrs: list[tuple[str, str | None]]
    ) -> None:
        self._note(attrs)

    def handle_endtag(self, tag: str) -> None:
        while tag != (last := self.open.pop()):
            assert last in {"p", "li", "dt", "dd"}, f"</{tag}> closes <{last}>"

    def _note(self, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self.names.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name == "href" and (value or "").startswith("#"):
                self.local.append((value or "")[1:])


SHEETS = {**samples.SHEETS, **rated_samples.SHEETS}


def render(frozen: samples.Json) -> str:
    return render_page(samples.make_page(frozen))


def render_page(page: ReportPage) -> str:
    pk = uuid.UUID(int=1)
    organization = SimpleNamespace(pk=pk, name=page.identity.organization)
    assessment = SimpleNamespace(
        pk=pk, title="Baseline 2026", organization=organization, organization_id=pk
    )
    report = SimpleNamespace(
        pk=pk,
        number=3,
        assessment=assessment,
        assessment_id=pk,
        get_kind_display=page.identity.kind_shown,
    )
    files = [SimpleNamespace(kind="pdf", size=430_000, filename="report.pdf")]
    return render_to_string(
        "reports/report_detail.html", {"report": report, "page": page, "files": files}
    )


@pytest.mark.parametrize("sheet", SHEETS)
def test_report_page_keeps_the_strict_policy(sheet: str) -> None:
    page = Page(render(SHEETS[sheet]()))
    assert not {name for name in page.names if name == "style" or name.startswith("on")}
    assert "style" not in page.tags
    assert "iframe" not in page.tags


@pytest.mark.parametrize("sheet", SHEETS)
def test_report_page_ids_are_unique_and_links_within_it_lead_somewhere(sheet: str) -> None:
    page = Page(render(SHEETS[sheet]()))
    assert len(page.ids) == len(set(page.ids))
    assert set(page.local) <= {*page.ids, ""}


def test_report_page_shows_the_first_minute_and_the_rest() -> None:
    html = render(samples.full())
    view = samples.make_page(samples.full())
    assert f"<h1>{view.headline}</h1>" in html
    assert view.rests_on in html
    for chart in view.charts:
        assert chart.title in html
        assert f'"charts/{chart.code}.csv"' in html
    assert html.count("How this was scored") >= 22 + 4 + 2
    for item in samples.framework().items:
        assert f'id="{item.code}"' in html
    assert "provisional title" in html


def test_report_page_has_drawings_in_its_first_html() -> None:
    html = render(samples.full())
    assert html.count('class="chart-drawing"') == 2 * 5
    assert html.count('<script id="figure-') == 5


def test_report_page_names_what_holds_back_in_words_with_a_link() -> None:
    html = render(samples.full())
    view = samples.make_page(samples.full())
    held = [each for gap in view.gaps for each in gap.held_back_by]
    assert held
    for each in held:
        assert f'<a href="#{each.code}">{escape(each.question)}</a>' in html
    assert ">safe.1</a>" not in html


def test_report_page_links_every_subject_to_how_it_was_scored() -> None:
    page = Page(render(samples.full()))
    codes = [subject.code for subject in samples.framework().subjects]
    assert {f"how-{code}" for code in codes} <= set(page.local) & set(page.ids)


def test_report_page_preliminary_says_so() -> None:
    html = render(samples.essentials())
    assert "<h1>Preliminary: " in html
    assert "This report is preliminary." in html


def test_report_page_escapes_what_people_typed() -> None:
    hostile = "</span><script>alert(1)</script>{{7*7}} <img src=x onerror=alert(1)>"
    frozen = samples.freeze(
        {
            "safe.1": samples.answer(1, note=hostile),
            "safe.2": samples.answer(na=True, reason=hostile),
        },
        {"safe": 2},
        organization=hostile,
    )
    frozen["targets"]["safe"]["statement"] = hostile
    html = render(frozen)
    assert "<script>alert" not in html
    assert "<img" not in html
    assert html.count("{{7*7}}") >= 4
    assert not {name for name in Page(html).names if name.startswith("on")}


def test_report_page_never_shows_python() -> None:
    for make in SHEETS.values():
        text = re.sub(r"<script.*?</script>", "", render(make()), flags=re.S)
        text = re.sub(r"<[^>]+>", " ", text)
        assert "Decimal" not in text
        assert "nan" not in text.split()


def test_report_page_of_raters_shows_agreement_role_gaps_evidence_and_signature() -> None:
    html = render(rated_samples.rated())
    view = samples.make_page(rated_samples.rated())
    assert view.raters
    assert view.evidence
    assert view.role_gap_chart
    for text in (*view.raters.opening, *view.evidence.opening, view.role_gap_chart.title):
        assert escape(text) in html
    assert html.count('class="chart-drawing"') == 2 * 6
    assert "r<sub>wg(J)</sub>" in html
    assert "r_wg" not in re.sub(r"<script.*?</script>", "", html, flags=re.S)
    assert "Bob Okafor dissents:" in html
    assert "Jonas Berg" in html
    assert "Not scanned for viruses" in html
    assert "Older than two years" in html
    assert "Signed by <b>Sonia Ekberg, Chief executive</b>" in html
    assert html.index('id="part-evidence"') < html.index('id="part-raters"')
    assert html.index('id="part-raters"') < html.index('id="part-answers"')


def test_report_page_of_answers_given_together_speaks_of_no_raters() -> None:
    html = render(samples.full())
    for text in ("part-raters", "part-evidence", "Signed by", "<sub>", "dissents"):
        assert text not in html


def test_report_page_escapes_what_people_wrote_of_ratings_and_evidence() -> None:
    hostile = "</span><script>alert(1)</script>{{7*7}} <img src=x onerror=alert(1)> r_wg"
    frozen = rated_samples.freeze_rated(
        {"safe.1": "0 0 4 4 4", "safe.2": "3 3 3"},
        definition=samples.framework(),
        named={"r0": hostile},
        evidence={"safe.1": [rated_samples.piece(hostile, shows=hostile, filename=hostile)]},
        sign_off={**rated_samples.SIGNED, "name": hostile, "role": hostile},
    )
    frozen["settled"]["safe.1"] |= {"reason": hostile, "by": hostile}
    frozen["dissent"]["safe.1"] = [{"author": hostile, "text": hostile}]
    html = render(frozen)
    assert "<script>alert" not in html
    assert "<img" not in html
    assert html.count("{{7*7}}") >= 12
    assert not {name for name in Page(html).names if name.startswith("on")}
