"""A rater's way, once by keyboard alone on a phone, once without JavaScript."""

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.following import follow, unfold
from tests.browser.test_keyboard import enter, tab_to
from tests.browser.windows import PHONE

TITLE = "Many voices 2027"


def open_part(page):
    page.goto("/")
    expect(page.get_by_role("heading", name="You are asked to rate")).to_be_visible()


def test_partner_rates_a_section_by_keyboard_on_a_phone(sign_in):
    page = sign_in("lupe@riverbend.example", viewport=PHONE)
    open_part(page)
    enter(page, page.get_by_role("link", name=TITLE).first)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"You are asked to rate: {TITLE}")
    enter(page, page.get_by_role("link", name="Begin: "))
    section = steps.text_of(page.get_by_role("heading", level=1))
    for item in steps.items(page):
        tab_to(page, item.get_by_role("radio").first)
        page.keyboard.press("2")
        steps.expect_saved(item)
    enter(page, page.get_by_role("button", name="Save and continue").last)
    expect(page.get_by_role("heading", level=1)).not_to_have_text(section)
    enter(page, page.get_by_role("button", name="I am not in a position to say"))
    follow(page.get_by_role("link", name=TITLE))
    expect(page.locator(".tasks li").nth(0)).to_contain_text("Finished")
    expect(page.locator(".tasks li").nth(1)).to_contain_text("Not in a position to say")


def test_rater_rates_and_resumes_without_javascript(sign_in):
    page = sign_in("tobias@riverbend.example", javascript=False)
    open_part(page)
    follow(page.get_by_role("link", name=TITLE).first)
    follow(page.locator(".btn.primary"))
    items = steps.items(page)
    for item in items[:2]:
        steps.choose(item, "3")
    unfold(items[0].get_by_text("Add a note"))
    items[0].get_by_label("What makes you say so?").fill("The audit of May.")
    follow(page.get_by_role("button", name="Save and go Back"))
    expect(page.locator(".summary")).to_contain_text("2 of ")

    follow(page.locator(".btn.primary", has_text="Continue: "))
    items = steps.items(page)
    expect(items[0].get_by_label("What makes you say so?")).to_have_value("The audit of May.")
    for item in items[2:]:
        steps.choose(item, "dk")
    follow(page.get_by_role("button", name="Save and continue").last)
    follow(page.get_by_role("link", name=TITLE))
    expect(page.locator(".tasks li").first).to_contain_text("Finished")

    second = page.locator(".tasks li").nth(1)
    follow(second.get_by_role("button", name="I am not in a position to say"))
    expect(second).to_contain_text("Not in a position to say")
    follow(second.get_by_role("button", name="Take it up again"))
    expect(second).to_contain_text("Not started")

    expect(page.get_by_label("Show my name beside my ratings")).not_to_be_checked()
    page.get_by_label("Show my name beside my ratings").check()
    follow(page.get_by_role("button", name="Save this choice"))
    expect(page.get_by_role("status")).to_contain_text("Your name will stand beside your ratings.")
    expect(page.get_by_label("Show my name beside my ratings")).to_be_checked()
