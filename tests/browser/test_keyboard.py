"""By keyboard alone, on the smallest window that WCAG names: 320 by 640."""

from playwright.sync_api import expect

from lhs_portal.site.demo import cast
from tests.browser import steps
from tests.browser.checks import check_focus
from tests.browser.following import follow, leaving
from tests.browser.windows import PHONE

MOST_TABS = 120


def tab_to(page, locator, *, back=False):
    """Press Tab until it has focus; on the way focus is in sight at each stop."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        check_focus(page)
        if locator.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {locator}")


def press(page, locator):
    """By Enter, and stay on the page."""
    tab_to(page, locator)
    page.keyboard.press("Enter")


def enter(page, locator):
    """By Enter to another page."""
    tab_to(page, locator)
    with leaving(page):
        page.keyboard.press("Enter")


def test_person_signs_in_answers_and_saves_by_keyboard(open_context):
    page = open_context(viewport=PHONE).new_page()
    page.goto("/")
    press(page, page.get_by_role("link", name="Skip to the content"))
    tab_to(page, page.get_by_role("main").get_by_role("link").first)

    page.goto("/accounts/login/")
    tab_to(page, page.get_by_label("E-mail address"))
    page.keyboard.type("abel@cedargrove.example")
    tab_to(page, page.get_by_label("Password"))
    page.keyboard.type(cast.password())
    with leaving(page):
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("My organizations")

    enter(page, page.get_by_role("link", name="First look"))
    expect(page.get_by_role("heading", level=1)).to_have_text("First look")
    enter(page, page.get_by_role("link", name="Openness to learning"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Openness to learning")
    answer_by_keys(page)

    enter(page, page.get_by_role("button", name="Save and continue").last)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Inclusivity")
    page.go_back()
    for item, value in zip(steps.items(page), ("1", "4", "dk", "na"), strict=False):
        expect(item.locator("input:checked")).to_have_value(value)


def answer_by_keys(page):
    """The first item by arrows, the others by number and letter keys; notes by Enter."""
    one, two, three, four = steps.items(page)
    tab_to(page, one.get_by_role("radio").first)
    page.keyboard.press("ArrowDown")
    check_focus(page)
    expect(one.get_by_role("radio").nth(1)).to_be_checked()
    steps.expect_saved(one)
    summary = one.get_by_text("Add a note")
    press(page, summary)
    tab_to(page, one.get_by_label("What is this answer based on?"))
    page.keyboard.type("4 of 11 units, count of June; N and D are letters here")
    steps.expect_saved(one)

    for item, key in ((two, "4"), (three, "d"), (four, "n")):
        tab_to(page, item.get_by_role("radio").first)
        page.keyboard.press(key)
        check_focus(page)
    reason = four.get_by_label("Why is this not applicable to you?")
    tab_to(page, reason)
    page.keyboard.type("Nobody works here in shifts.")
    for item in (two, three, four):
        steps.expect_saved(item)


def test_number_keys_do_nothing_once_they_are_turned_off(sign_in):
    page = sign_in("quentin@northernlights.example")
    page.goto("/me/")
    page.get_by_label("Choose a level with the number keys").uncheck()
    follow(page.get_by_role("button", name="Save"))
    page.goto("/")
    follow(page.get_by_role("link", name="System baseline 2026–27"))
    follow(page.get_by_role("link", name="Transparent"))
    expect(page.get_by_text("With the keyboard")).to_have_count(0)
    chosen, *_ = steps.items(page)
    chosen.get_by_role("radio").nth(1).check()
    steps.expect_saved(chosen)
    page.keyboard.press("3")
    expect(chosen.get_by_role("radio").nth(1)).to_be_checked()


def test_number_keys_are_told_of_where_a_script_runs(sign_in):
    hint = "With the keyboard: on a level, press 0 to 4"
    for javascript in (True, False):
        page = sign_in("beatriz@northernlights.example", javascript=javascript)
        page.goto("/")
        follow(page.get_by_role("link", name="System baseline 2026–27"))
        follow(page.get_by_role("link", name="Transparent"))
        expect(page.get_by_text(hint)).to_be_visible(visible=javascript)


def test_action_is_moved_by_keyboard(sign_in):
    page = sign_in("rosalind@copperbasin.example", viewport=PHONE)
    page.goto("/")
    follow(page.get_by_role("link", name="Annual assessment 2025").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Annual assessment 2025")
    page.goto(f"{page.url}plan/")
    card = page.locator(".board-card", has_text="Bring the written protection to every floor")
    tab_to(page, card.get_by_role("combobox"))
    page.keyboard.type("Planned")
    enter(page, card.get_by_role("button", name="Move"))
    planned = page.get_by_role("region", name="Planned")
    expect(planned).to_contain_text("Bring the written protection to every floor")
    tab_to(page, planned.get_by_role("button", name="Move"))
