"""The part of the report page that shows change, from comparisons that the rules made."""

import re

import pytest
from django.utils.html import escape

from tests.reports import change_samples, samples
from tests.reports.change_samples import Sample, compare_frozen, cycle, make_page, rated
from tests.reports.test_report_page import Page, render, render_page

HOSTILE = "</span><script>alert(1)</script>{{7*7}} <img src=x onerror=alert(1)>"


def html_of(sample: Sample) -> str:
    return render_page(make_page(sample))


def part(html: str) -> str:
    found = re.search(r'<section aria-labelledby="part-change">.*?\n</section>', html, re.DOTALL)
    assert found
    return found[0]


@pytest.mark.parametrize("sample", change_samples.SAMPLES)
def test_change_page_keeps_the_strict_policy_and_unique_ids(sample: str) -> None:
    page = Page(html_of(change_samples.SAMPLES[sample]()))
    assert not {name for name in page.names if name == "style" or name.startswith("on")}
    assert "style" not in page.tags
    assert len(page.ids) == len(set(page.ids))
    assert set(page.local) <= {*page.ids, ""}


def test_change_page_shows_every_part_between_commitments_and_foundations() -> None:
    html = html_of(change_samples.over_time())
    view = make_page(change_samples.over_time()).change
    assert view
    assert html.index('id="part-commitments"') < html.index('id="part-change"')
    assert html.index('id="part-change"') < html.index('id="part-foundations"')
    assert '<a href="#part-change">' in html
    shown = part(html)
    for text in (view.headline, *view.opening, *view.method, view.moved_note, view.targets_note):
        assert escape(text) in shown
    for chart in (view.commitments_chart, view.features_chart, view.over_time):
        assert chart
        assert f'id="chart-{chart.code}"' in shown
        assert f"charts/{chart.code}.csv" in shown
    for _, digest in view.digests:
        assert digest in shown
    assert shown.count('class="chart-drawing"') == 2 * 3


def test_change_page_table_says_each_verdict_and_why() -> None:
    shown = part(html_of(change_samples.twice()))
    view = make_page(change_samples.twice()).change
    assert view
    assert '<caption id="table-change">' in shown
    for row in view.rows:
        assert f'<th scope="row"><a href="#{row.code}">{escape(row.name)}</a></th>' in shown
        assert escape(row.why) in shown
    assert shown.count("<b>Changed</b>") == 4
    for each in view.not_compared:
        assert escape(each.question) in shown


def test_change_page_has_no_arrow_anywhere() -> None:
    for make in change_samples.SAMPLES.values():
        assert not re.search("[↑↓▲▼→←↗↘]|marker-end|arrowhead", part(html_of(make())))


def test_page_of_a_first_report_has_no_part_on_change() -> None:
    html = render(samples.full())
    assert "part-change" not in html
    assert "change-of-" not in html


def test_change_page_escapes_titles_and_survives_long_ones() -> None:
    for title in (HOSTILE, HOSTILE * 6, "‮gnirpS", "x" * 400, "ملاحظات " * 40, "健康 " * 99):
        earlier = cycle(rated(), title, 2025)
        later = cycle(rated(), f"{title}!", 2026)
        before = cycle(rated(), title, 2024)
        html = html_of((later, compare_frozen(earlier, later, before=[before])))
        assert "<script>alert" not in html
        assert "<img" not in html
        assert not {name for name in Page(html).names if name.startswith("on")}


def test_change_page_tells_of_no_rater_but_how_many_there_were() -> None:
    """What is tested on raters stays inside: no figure of the test reaches the page."""
    later, document = change_samples.twice()
    secret = {"difference": "1.234567", "standard_error_squared": "0.765432", "degrees": 98765}
    for row in document["subjects"].values():
        if row["verdict"] in ("changed", "noise"):
            row.update(secret)
    html = html_of((later, document))
    for told in ("1.2345", "1.23", "0.7654", "98765", document["salt"]):
        assert told not in part(html)
