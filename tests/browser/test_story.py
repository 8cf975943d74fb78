"""A story: offered by who stands high, moderated, found, matched, asked about and answered."""

import json

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.checks import check_axe
from tests.browser.following import follow, unfold
from tests.browser.story_stage import MODERATOR, SEEKER, TELLER

TITLE = "Quiet rounds at two in the morning"
PARTS = {
    "What we did": "Two nurses walk the ward at two, and write down what a lamp could have told.",
    "What it cost": "Nine hours a month, and eleven lamps.",
    "What we would do differently": "Begin with the lamps.",
}
QUESTION = "Who pays for the lamps?"
ANSWER = "The foundation of the hospital did, once."


def offer(page: Page, organization: str, subject: str) -> None:
    """By its lead, by name."""
    page.goto(f"/o/{organization}/")
    follow(page.get_by_role("link", name="Stories").last)
    follow(page.locator(f"a[href$='?subject={subject}']"))
    page.get_by_label("Title").fill(TITLE)
    for label, text in PARTS.items():
        page.get_by_label(label).fill(text)
    page.get_by_role("checkbox", name="Workforce capacity").check()
    follow(page.get_by_role("button", name="Save the draft"))
    follow(page.get_by_role("link", name="Release it by name"))
    follow(page.get_by_role("button", name="Release it to a moderator"))
    expect(page.get_by_role("alert").first).to_contain_text("Confirm that you release it by name")
    page.get_by_label("I have read this, and I release the story").check()
    follow(page.get_by_role("button", name="Release it to a moderator"))
    expect(page.get_by_role("heading", name="Waiting for a moderator")).to_be_visible()


def accept(page: Page) -> None:
    page.goto("/")
    follow(page.get_by_role("link", name="Moderation"))
    follow(page.get_by_role("link", name=TITLE))
    follow(page.get_by_role("button", name="Accept and publish"))
    expect(page.get_by_role("heading", name="Moderation")).to_be_visible()


def find(page: Page) -> None:
    """By anybody: with words and a filter, and not with another one."""
    page.goto("/")
    follow(page.get_by_role("navigation", name="Main").get_by_role("link", name="Stories"))
    page.get_by_label("Words in a story").fill("lamps nurses")
    unfold(page.get_by_text("Narrow down"))
    page.get_by_label("Helped with").select_option(label="Workforce capacity")
    follow(page.get_by_role("button", name="Search"))
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    check_axe(page)
    page.get_by_label("Helped with").select_option(label="Solution fatigue")
    follow(page.get_by_role("button", name="Search"))
    expect(page.get_by_role("heading", name="No story fits")).to_be_visible()


def ask(page: Page, report: str) -> None:
    """From the report whose gap it fits."""
    page.goto(f"/r/{report}/")
    follow(page.get_by_role("link", name="Stories of others that fit these gaps"))
    expect(page.get_by_role("main")).to_contain_text("a gap of your report")
    check_axe(page)
    follow(page.get_by_role("link", name=TITLE))
    follow(page.get_by_role("link", name="Ask a question"))
    page.get_by_label("Your question").fill(QUESTION)
    follow(page.get_by_role("button", name="Send the question"))
    expect(page.get_by_role("main")).to_contain_text(QUESTION)


def answer(page: Page, organization: str) -> None:
    page.goto(f"/o/{organization}/stories/")
    follow(page.get_by_role("link", name="Questions about your stories"))
    follow(page.get_by_role("link", name=TITLE))
    expect(page.get_by_role("main")).to_contain_text(QUESTION)
    page.get_by_label("Your answer").fill(ANSWER)
    follow(page.get_by_role("button", name="Send the answer"))


def test_story_is_offered_moderated_found_matched_and_asked_about(open_context, portal):
    staged = json.loads(portal.run_module("tests.browser.story_stage").splitlines()[-1])

    def enter(name: str, **options: object) -> Page:
        context = open_context(**options)
        session = staged["sessions"][name]
        context.add_cookies([{"name": "sessionid", "value": session, "url": portal.url}])
        return context.new_page()

    teller, seeker = enter(TELLER, javascript=False, answers={422}), enter(SEEKER)
    offer(teller, staged["teller"], staged["subject"])
    accept(enter(MODERATOR))
    find(open_context().new_page())
    ask(seeker, staged["report"])
    answer(teller, staged["teller"])
    seeker.goto("/hub/questions/")
    expect(seeker.get_by_role("main")).to_contain_text(ANSWER)
    expect(seeker.get_by_role("main")).not_to_contain_text("@example.org")
    assert TITLE in steps.text_of(seeker.get_by_role("main"))
