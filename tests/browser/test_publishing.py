"""Two editors publish a version; everybody reads what changed; it is withdrawn and given back.

The version is withdrawn at the end, so that other journeys start with the one that they know.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.checks import check_axe
from tests.browser.following import follow
from tests.browser.portal import Portal
from tests.browser.publishing_scene import APPROVER, PROPOSER, VERSION

NOTES = "Two things were asked at once about danger; now they are two questions."
REASON = "A level names the wrong frequency."
PAGE = f"/framework/{VERSION}/version/"


@pytest.fixture
def scene(portal: Portal) -> dict[str, Any]:
    printed = portal.run_module("tests.browser.publishing_scene").splitlines()[-1]
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


def test_two_editors_publish_and_withdraw_a_version(
    enter: Callable[..., Page],
    open_context: Callable[..., BrowserContext],
    scene: dict[str, Any],
) -> None:
    proposer, approver = enter(PROPOSER, answers={422}), enter(APPROVER, javascript=False)
    reader = open_context().new_page()
    propose(proposer, scene["draft"])
    approve(approver, scene["draft"])
    read(reader)
    withdraw(approver)
    reader.goto(PAGE)
    expect(reader.get_by_text(REASON).first).to_be_visible()
    # What was made with it is read as before.
    reader.goto(f"/framework/{VERSION}/features/S1/")
    expect(reader.get_by_text("no new assessment starts with it")).to_be_visible()


def propose(page: Page, draft: str) -> None:
    page.goto(f"/framework/drafts/{draft}/")
    follow(page.get_by_role("link", name="Compare with its base"))
    expect(page.get_by_role("heading", name="Meaning (2)")).to_be_visible()
    page.get_by_label("Kind of change").select_option("wording")
    follow(page.get_by_role("button", name="Show"))
    expect(page.get_by_role("heading", name="Meaning (2)")).to_have_count(0)
    page.goto(f"/framework/drafts/{draft}/propose/")
    page.get_by_label("Release notes").fill(" ")
    follow(page.get_by_role("button", name="Propose for publication"))
    expect(page.get_by_role("alert").first).to_contain_text("Write release notes.")
    page.get_by_label("Release notes").fill(NOTES)
    follow(page.get_by_role("button", name="Propose for publication"))
    expect(page.get_by_text("Another editor has to approve it.").first).to_be_visible()
    expect(page.get_by_role("button", name="Approve and publish")).to_have_count(0)


def approve(page: Page, draft: str) -> None:
    """Without JavaScript."""
    page.goto(f"/framework/drafts/{draft}/propose/")
    expect(page.get_by_text(NOTES)).to_be_visible()
    follow(page.get_by_role("button", name="Approve and publish"))
    expect(page.get_by_text("Gesine Okonjo proposed it, Hamza Okonjo approved it")).to_be_visible()


def read(page: Page) -> None:
    page.goto("/framework/versions/")
    follow(page.get_by_role("link", name=f"Release notes and citation of version {VERSION}"))
    expect(page.get_by_text(NOTES)).to_be_visible()
    expect(page.get_by_text("Okonjo")).to_have_count(0)
    check_axe(page)
    follow(page.get_by_role("link", name="what changed"))
    expect(page.get_by_role("heading", name="Wording (2)")).to_be_visible()
    follow(page.get_by_role("link", name="Change list to print"))
    expect(page.get_by_text("not agreed").first).to_be_visible()


def withdraw(page: Page) -> None:
    page.goto(PAGE)
    follow(page.get_by_role("link", name="Withdraw it from new use"))
    page.get_by_label("Why it is withdrawn").fill(REASON)
    page.get_by_label("Nobody shall start an assessment with this version any more").check()
    follow(page.get_by_role("button", name="Withdraw it from new use"))
    expect(page.get_by_role("heading", name="Withdrawn from new use")).to_be_visible()
