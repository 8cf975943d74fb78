"""Two editors write an item of a draft at once; hints come while they type, or at a button."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.checks import check_axe
from tests.browser.following import follow, leaving

FRITZ, MAGNUS = "fritz@portal.example", "magnus@portal.example"
QUESTION, REASON = "Question", "Why it is asked"
SAVE = "Save the item"


def begin(page: Page, version: str) -> str:
    """A draft; the address of one of its items."""
    page.goto("/framework/drafts/new/")
    page.get_by_label("Name of the new version").fill(version)
    follow(page.get_by_role("button", name="Start the draft"))
    return f"{page.url}items/transparent.4/"


def test_two_editors_of_one_item_lose_nothing(sign_in: Callable[..., Page]) -> None:
    fritz, magnus = sign_in(FRITZ, answers=[409]), sign_in(MAGNUS)
    item = begin(fritz, "2034.1")
    fritz.goto(item)
    magnus.goto(item)
    magnus.get_by_label(QUESTION, exact=True).fill("Who reads what you publish about harm?")
    magnus.get_by_label(REASON).fill("Magnus knows why.")
    follow(magnus.get_by_role("button", name=SAVE))
    fritz.get_by_label(QUESTION, exact=True).fill("Who is regularly told, and who decides?")
    expect(fritz.get_by_role("status")).to_have_text("2 hints")
    hints = fritz.locator("#hints")
    expect(hints).to_contain_text("“regularly” in the question hides vagueness.")
    expect(hints).to_contain_text("Not as in 2024.12: Question.")
    follow(fritz.get_by_role("button", name=SAVE))
    expect(fritz.locator("#conflict")).to_be_focused()
    expect(fritz.locator("#conflict")).to_contain_text("Magnus Ibarra changed this")
    expect(fritz.get_by_label(REASON)).to_have_value("Magnus knows why.")
    check_axe(fritz)
    fritz.get_by_label(QUESTION, exact=True).fill("Who is told every month?")
    fritz.get_by_role("radio", name="Yours").check()
    follow(fritz.get_by_role("button", name=SAVE))
    expect(fritz.get_by_text("transparent.4 is saved.")).to_be_visible()
    expect(fritz.get_by_label(QUESTION, exact=True)).to_have_value("Who is told every month?")
    expect(fritz.get_by_label(REASON)).to_have_value("Magnus knows why.")


def test_items_without_javascript(sign_in: Callable[..., Page]) -> None:
    page = sign_in(FRITZ, javascript=False)
    item = begin(page, "2031.2")
    page.goto(item)
    page.get_by_label(QUESTION, exact=True).fill("Is it timely?")
    follow(page.get_by_role("button", name="Check without saving"))
    expect(page.locator("#hints")).to_contain_text("“timely” in the question hides vagueness.")
    expect(page.get_by_label(QUESTION, exact=True)).to_have_value("Is it timely?")
    page.goto(item.replace("transparent.4/", "?subject=transparent"))
    follow(page.get_by_role("button", name="Move transparent.4 up"))
    codes = page.locator("li[id^=item-]")
    expect(codes.nth(2)).to_contain_text("transparent.4")
    follow(page.get_by_role("link", name="transparent.3"))
    follow(page.get_by_role("link", name="Split it"))
    page.get_by_label("Why you change it").fill("It asks two things.")
    follow(page.get_by_role("button", name="Split the item"))
    expect(page.get_by_text("Now write each.")).to_be_visible()


def test_items_are_put_in_order_with_the_keyboard(sign_in: Callable[..., Page]) -> None:
    page = sign_in(MAGNUS)
    item = begin(page, "2031.3")
    page.goto(item.replace("transparent.4/", "?subject=transparent"))
    up = page.get_by_role("button", name="Move transparent.4 up")
    up.focus()
    for place in (2, 1):
        with leaving(page):
            page.keyboard.press("Enter")
        expect(page.locator("li[id^=item-]").nth(place)).to_contain_text("transparent.4")
        expect(up).to_be_focused()
