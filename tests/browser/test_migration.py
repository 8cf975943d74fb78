"""An open assessment is taken to a newer framework, confirmed and submitted; old reports stay."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.checks import check_axe, check_width
from tests.browser.following import follow
from tests.browser.migration_scene import NEXT
from tests.browser.portal import Portal
from tests.browser.windows import PHONE

FILES = ("pdf", "xlsx", "json")
MODULE = "tests.browser.migration_scene"


@pytest.fixture
def falls(portal: Portal) -> Iterator[dict[str, Any]]:
    """The scene, with the newer version in use for this journey alone."""
    told: dict[str, Any] = json.loads(portal.run_module(MODULE).splitlines()[-1])
    yield told
    portal.run_module(MODULE)


def test_assessment_is_migrated_confirmed_and_submitted(open_context, portal, falls):
    context = open_context()
    context.add_cookies([{"name": "sessionid", "value": falls["session"], "url": portal.url}])
    lead = context.new_page()
    lead.goto(falls["report"])
    steps.wait_for_report(lead)
    before = files_of(lead, portal.url + falls["report"])
    desk = lead.viewport_size
    assert desk
    page_before = steps.text_of(lead.get_by_role("main"))

    lead.goto(falls["home"])
    follow(lead.get_by_role("link", name=f"See what {NEXT} would change"))
    check_axe(lead)
    main = lead.get_by_role("main")
    expect(main).to_contain_text("Answers to be confirmed")
    expect(main).to_contain_text("and who hears?")
    lead.set_viewport_size(PHONE)
    check_width(lead)
    check_axe(lead)
    follow(lead.get_by_role("button", name=f"Take it to {NEXT}"))
    expect(main).to_contain_text("To be confirmed (1)")
    check_width(lead)
    check_axe(lead)
    follow(lead.get_by_role("button", name="Take it back to 2024.12"))
    expect(main).to_contain_text("stands on framework 2024.12 again")
    lead.goto(falls["home"])
    follow(lead.get_by_role("link", name=f"See what {NEXT} would change"))
    follow(lead.get_by_role("button", name=f"Take it to {NEXT}"))

    lead.goto(f"{falls['home']}review/")
    expect(main).to_contain_text("To be confirmed (1)")
    expect(lead.get_by_role("button", name="Submit the assessment")).to_have_count(0)
    follow(main.locator("a[href*='#safe.1']").first)
    item = lead.locator('fieldset[id="safe.1"]')
    expect(item).to_contain_text("Answer so far: 3")
    check_width(lead)
    check_axe(lead)
    follow(item.get_by_role("button", name="Confirm this answer"))
    expect(item).not_to_contain_text("Answer so far")
    for card in steps.items(lead):
        if not steps.is_answered(card):
            steps.choose(card, "2")
    follow(lead.get_by_role("button", name="Save and continue").last)

    lead.goto(f"{falls['home']}review/")
    lead.get_by_label("Who signs").select_option(label="Sefton Adler")
    lead.get_by_label("The answers are as complete and as true as we can make them.").check()
    follow(lead.get_by_role("button", name="Submit the assessment"))
    expect(main).to_contain_text("submitted and frozen")

    lead.set_viewport_size(desk)
    lead.goto(falls["report"])
    assert files_of(lead, portal.url + falls["report"]) == before
    assert steps.text_of(lead.get_by_role("main")) == page_before


def files_of(page: Page, report: str) -> dict[str, bytes]:
    """Its files, byte by byte."""
    found = {}
    for kind in FILES:
        answer = page.context.request.get(f"{report}{kind}/")
        assert answer.ok, kind
        found[kind] = answer.body()
    return found
