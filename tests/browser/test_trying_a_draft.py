"""A provisional title gets its source, another editor suggests words, and the draft is tried."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import steps
from tests.browser.checks import check_axe
from tests.browser.following import follow, unfold
from tests.browser.portal import Portal
from tests.browser.trying_scene import FIRST, SECOND

TITLE = "Evidence made in daily care"
SUGGESTION = "What is asked about routine care and what is learned from it."


@pytest.fixture
def scene(portal: Portal) -> dict[str, Any]:
    printed = portal.run_module("tests.browser.trying_scene").splitlines()[-1]
    told: dict[str, Any] = json.loads(printed)
    return told


@pytest.fixture
def enter(
    open_context: Callable[..., BrowserContext], portal: Portal, scene: dict[str, Any]
) -> Callable[..., Page]:
    def make(name: str, **options: Any) -> Page:
        context = open_context(**options)
        session = scene["sessions"][name]
        context.add_cookies([{"name": "sessionid", "value": session, "url": portal.url}])
        return context.new_page()

    return make


def test_title_is_sourced_commented_and_tried_on_a_release(
    enter: Callable[..., Page], scene: dict[str, Any]
) -> None:
    home = f"/framework/drafts/{scene['draft']}/"
    first, second = enter(FIRST, answers={422}), enter(SECOND, javascript=False)
    rename(first, home)
    suggest(second, home)
    take_over(first, home)
    reweigh(first, home)
    try_on_the_release(first, home)
    look_at_the_history(second, home)


def rename(page: Page, home: str) -> None:
    """The source is asked for again; what was typed stays until it is there."""
    page.goto(f"{home}parts/features/S1/")
    page.get_by_label("Title", exact=True).fill(TITLE)
    page.get_by_label("Provenance").select_option("verbatim")
    page.get_by_label("I compared the changed text with its source").check()
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("alert").first).to_contain_text("choose the source")
    expect(page.get_by_label("Title", exact=True)).to_have_value(TITLE)
    page.get_by_label("The source in which it stands").select_option("C")
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    check_axe(page)


def suggest(page: Page, home: str) -> None:
    """Without JavaScript."""
    page.goto(f"{home}parts/features/S1/")
    unfold(page.get_by_text("Write a comment or a suggestion"))
    page.get_by_label("On which text").select_option("summary")
    page.get_by_label("Comment").last.fill("Plainer, I think.")
    page.get_by_label("Suggestion: what the text should say instead").fill(SUGGESTION)
    follow(page.get_by_role("button", name="Send the comment"))
    expect(page.get_by_text("Plainer, I think.")).to_be_visible()


def take_over(page: Page, home: str) -> None:
    page.goto(f"{home}comments/")
    follow(page.get_by_role("button", name="Take the suggestion over"))
    expect(page.get_by_label("Summary")).to_have_value(SUGGESTION)


def reweigh(page: Page, home: str) -> None:
    page.goto(f"{home}items/safe.3/")
    page.get_by_label("Weight").fill("3")
    follow(page.get_by_role("button", name="Save the item"))


def try_on_the_release(page: Page, home: str) -> None:
    page.goto(home)
    follow(page.get_by_role("link", name="Dry run"))
    follow(page.get_by_role("button", name="Try the draft on release"))
    expect(page.get_by_role("heading", name="What stays comparable")).to_be_visible(
        timeout=steps.REPORT_MS
    )
    expect(page.get_by_text("self-selected, not representative")).to_be_visible()
    check_axe(page)


def look_at_the_history(page: Page, home: str) -> None:
    page.goto(f"{home}history/")
    expect(page.get_by_text("A suggestion was taken over.")).to_be_visible()
    follow(page.get_by_role("button", name="Undo").first)
    expect(page.get_by_text("It stands as it was before.")).to_be_visible()
