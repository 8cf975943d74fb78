"""The figures of an item that editors see beside its text: those of the workbench, no others."""

import html
import re

from django.urls import reverse

from commitments.drafting.actions import create_draft
from commitments.item_figures import load_item_figures
from commitments.models import FrameworkVersion
from reports.releases.models import Release
from reports.workbench.measures import STATISTICS
from tests.cast import client_of
from tests.commitments.drafting.conftest import make_editor
from tests.reports.workbench.factories import publish_release


def page_of(version: FrameworkVersion, code: str = "safe.1") -> str:
    erin = make_editor("Erin Castellanos")
    draft = create_draft(version="2025.1", base=version, by=erin)
    return client_of(erin).get(reverse("drafting:item", args=[draft.pk, code])).content.decode()


def test_without_a_release_the_page_says_so(version: FrameworkVersion) -> None:
    assert load_item_figures("safe.1") == ()
    assert "No release yet has figures about this item." in page_of(version)


def test_figures_are_those_of_the_page_of_questions(release: Release) -> None:
    version = release.cycle.framework_version
    (figures,) = load_item_figures("safe.1")
    assert figures.version == version.version
    editor = client_of(make_editor("Evan Brandt"))
    table = editor.get(figures.url).content.decode()
    (row,) = re.findall(r'<tr><th scope="row">safe\.1 .*?</tr>', table)
    cells = re.findall(r'<td class="num">(.*?)</td>', row)
    assert [value for _, value in figures.rows] == [html.unescape(cell) for cell in cells]
    page = page_of(version)
    assert figures.source in page
    assert f"Release {release.number} " in figures.source
    for verdict in figures.verdicts:
        assert verdict in html.unescape(page)


def test_what_is_not_published_is_not_shown(version: FrameworkVersion) -> None:
    """As the page of questions does: nothing tells what is withheld from what is empty."""
    withheld = [("", "", f"question:{statistic}:safe.1") for statistic in STATISTICS]
    publish_release(version, withheld=withheld)
    (figures,) = load_item_figures("safe.1")
    assert {value for _, value in figures.rows} == {"Not shown"}
    assert figures.verdicts == ()


def test_the_newest_release_that_asks_the_item_is_named(version: FrameworkVersion) -> None:
    publish_release(version)
    newer = publish_release(version, number=2)
    (figures,) = load_item_figures("safe.1")
    assert figures.url == reverse("reports:release_questions", args=[newer.number])
    assert load_item_figures("nowhere.1") == ()
