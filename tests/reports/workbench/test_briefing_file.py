"""The file of a briefing: its bytes, its tags, its words. Opened by people too, see docs."""

import io
import re

import pypdf
import pytest

from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from reports.releases.models import Release
from reports.workbench.briefing_file import render_briefing
from reports.workbench.briefing_material import load_material
from reports.workbench.models import Briefing
from tests.reports.documents.pdf_ua import find_faults
from tests.reports.workbench.sharing import ALL_PAGES, brief, member, note, save

pytestmark = pytest.mark.django_db

HOSTILE = (
    '#read("/etc/passwd") #eval("1+1") \\ $x$ `raw` *bold* <label> @ref // gone /* too */ '
    "<script>alert(1)</script> {{7*7}} =1+1 نص عربي 漢字 👩‍👩‍👧 e" + "\u0301" * 40 + " " + "W" * 400
)


@pytest.fixture
def ada(release: Release) -> User:
    return member("Ada Lindgren", PortalRole.OPERATIONS)


@pytest.fixture
def whole(ada: User) -> Briefing:
    """A view of each page, with a note beneath two of them."""
    views = [save(ada, address, f"View {number}") for number, address in enumerate(ALL_PAGES, 1)]
    note(ada, "Ask the rural members first.\n\nThen the others.")
    note(ada, "Only of care delivery.", ALL_PAGES[1])
    return brief(
        ada, views, introduction="For the meeting.\n\nRead page one.", with_annotations=True
    )


def words_of(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def squeeze(text: str) -> str:
    """A line may break after a hyphen, which then reads as a soft one."""
    return re.sub(r"[ \u00ad-]", "", text)


def test_briefing_says_what_its_views_say(whole: Briefing) -> None:
    material = load_material(whole)
    words = words_of(render_briefing(material))
    assert "Where the field stands" in words
    assert "For the meeting. Read page one." in words
    assert "self-selected, not representative" in words
    assert "about 120 organizations" in words
    assert "LHS Portal. Field release 1: Cycle 1. Published September 15, 2026." in words
    for part in material.parts:
        assert part.name in words
        assert part.view.source.cut in words
        if "blocks" not in part.view.content:
            for headline in part.view.headlines:
                assert squeeze(headline) in squeeze(words)
        for chart in part.view.charts:
            assert squeeze(chart.title) in squeeze(words)
    assert "Ask the rural members first. Then the others. Ada Lindgren, " in words
    assert "Only of care delivery." in words


def test_briefing_is_tagged_and_equal_contents_are_equal_bytes(whole: Briefing) -> None:
    content = render_briefing(load_material(whole))
    assert find_faults(content) == []
    assert render_briefing(load_material(whole)) == content


def test_briefing_prints_typed_words_and_runs_none_of_them(ada: User) -> None:
    views = [save(ada, name=HOSTILE[:60])]
    note(ada, HOSTILE)
    briefing = brief(ada, views, title=HOSTILE[:120], introduction=HOSTILE, with_annotations=True)
    content = render_briefing(load_material(briefing))
    words = words_of(content)
    assert '#read("/etc/passwd")' in words
    assert "{{7*7}}" in words
    assert "<script>alert(1)</script>" in words
    assert find_faults(content) == []


def test_briefing_leaves_notes_out_unless_they_are_chosen(ada: User) -> None:
    note(ada, "Only for us.")
    briefing = brief(ada, [save(ada)])
    assert "Only for us." not in words_of(render_briefing(load_material(briefing)))
