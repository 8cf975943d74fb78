"""Steps of rounds and meetings, in the words of the pages."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.following import follow, unfold

GO_ON = re.compile("^Save and (continue|finish)$")


def start_independent(page: Page, organization: str, title: str) -> str:
    """The address of the new assessment, which waits for its raters."""
    page.goto("/")
    follow(page.get_by_role("link", name=organization, exact=True))
    follow(page.get_by_role("link", name="Assessments", exact=True))
    follow(page.get_by_role("link", name=re.compile("Start an")))
    page.get_by_label("Title").fill(title)
    page.get_by_label("First day").fill("2026-01-01")
    page.get_by_label("Last day").fill("2026-06-30")
    page.get_by_role("radio", name="Rated independently").check()
    follow(page.get_by_role("button", name="Start the assessment"))
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url


def choose_group(page: Page, link: str, group: str, sections: tuple[str, ...]) -> None:
    """From the raters' page to the form of one role group, with these sections alone."""
    follow(page.get_by_role("link", name=link))
    follow(page.get_by_role("link", name=group))
    unfold(page.get_by_text("Choose other sections"))
    for box in page.locator("input[name=sections]").all():
        box.set_checked(box.get_attribute("value") in sections)


def invite(page: Page, group: str, emails: list[str], sections: tuple[str, ...]) -> None:
    choose_group(page, "Invite by e-mail", group, sections)
    page.get_by_label("E-mail addresses").fill("\n".join(emails))
    follow(page.get_by_role("button", name="Send the invitations"))
    for email in emails:
        expect(page.locator("li", has_text=email)).to_be_visible()


def make_link(page: Page, group: str, limit: int, sections: tuple[str, ...]) -> str:
    choose_group(page, "Make a link to join by", group, sections)
    page.get_by_label("How many people can use it").fill(str(limit))
    follow(page.get_by_role("button", name="Make the link"))
    return steps.value_of(page.get_by_label(group))


def open_round(page: Page) -> None:
    follow(page.get_by_role("link", name="Open the round"))
    page.get_by_label("Closing date").fill(str(timezone.localdate() + timedelta(days=14)))
    follow(page.get_by_role("button", name="Open the round"))
    expect(page.get_by_role("link", name="Close the round")).to_be_visible()


def take_part(page: Page) -> None:
    follow(page.get_by_role("button", name="Take part"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("You are asked to rate")


def rate_sections(page: Page, chosen: dict[str, str], *, script: bool = True) -> None:
    """From a rater's page through her sections; `{"engaged": "0333"}` is four levels."""
    follow(page.get_by_role("link", name="Begin:"))
    for levels in follow_sections(page, chosen):
        cards = steps.items(page)
        for card, level in zip(cards, levels, strict=True):
            steps.choose(card, level)
        if script:
            for card in cards:
                steps.expect_saved(card)
        follow(page.get_by_role("button", name=GO_ON))
    expect_finished(page)


def follow_sections(page: Page, chosen: dict[str, str]) -> Iterator[str]:
    """The levels of the section that the page shows, in the order in which they are asked."""
    left = dict(chosen)
    while left:
        page.wait_for_url(re.compile(f"/rate/s/({'|'.join(left)})/$"))
        yield left.pop(page.url.split("/")[-2])


def expect_finished(page: Page) -> None:
    expect(page.get_by_role("main")).to_contain_text("that is all we ask of you")


def vote(phone: Page, level: str) -> None:
    """On a page that follows the meeting: the question comes by itself."""
    send = phone.get_by_role("button", name="Send my choice")
    # The vote before it may still stand there, with a choice in it that is already sent.
    expect(send).to_be_visible()
    phone.locator(f'input[name=choice][value="{level}"]').check()
    send.click()
    expect(phone.get_by_role("button", name="Change my choice")).to_be_visible()


def mark(page: Page) -> None:
    """A page that is loaded again forgets this."""
    page.evaluate("window.stayed = true")


def stayed(page: Page) -> Any:
    return page.evaluate("window.stayed")
