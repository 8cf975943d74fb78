"""A session that ends in mid-form loses nothing, and says what to do."""

from playwright.sync_api import expect

from lhs_portal.site.demo import cast
from tests.browser import steps
from tests.browser.checks import check_axe
from tests.browser.following import follow
from tests.browser.windows import fill_sign_in

PERSON = "malcolm@northernlights.example"
NOTE = "Typed after the session had ended: 12 of 19 clinics."


def open_section(page):
    page.goto("/")
    follow(page.get_by_role("link", name="System baseline 2026–27"))
    follow(page.get_by_role("link", name="Adaptive"))
    return steps.items(page)[3]


def test_autosave_asks_to_sign_in_again_and_then_saves(sign_in):
    page = sign_in(PERSON, fresh=True)
    item = open_section(page)
    steps.choose(item, "1")
    steps.expect_saved(item)
    page.context.clear_cookies(name="sessionid")

    steps.choose(item, "2")
    steps.write_note(item, NOTE)
    state = item.locator("p.saved")
    expect(state).to_have_text("Sign in again to save")
    with page.context.expect_page() as opened:
        state.get_by_role("link").click()
    fill_sign_in(opened.value, PERSON, cast.password())
    expect(opened.value.get_by_role("button", name="Sign out")).to_be_visible()
    opened.value.close()

    page.bring_to_front()
    steps.expect_saved(item)
    page.reload()
    item = steps.items(page)[3]
    expect(item.get_by_role("radio").nth(2)).to_be_checked()
    expect(item.get_by_label("What is this answer based on?")).to_have_value(NOTE)


def test_form_sent_after_the_session_comes_back_to_be_sent_again(sign_in):
    """With a script; test_without_javascript has the same without one."""
    page = sign_in(PERSON, fresh=True, answers={401, 403})
    page.goto("/")
    follow(page.get_by_role("link", name="System baseline 2026–27"))
    follow(page.get_by_role("link", name="Compass"))
    address = page.url
    page.context.clear_cookies(name="sessionid")
    card = steps.items(page)[1]
    card.get_by_role("textbox").fill(NOTE)
    follow(page.get_by_role("button", name="Save the compass"))

    expect(page.get_by_role("heading", level=1)).to_contain_text("Sign in to save")
    check_axe(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in (opens a new tab)").click()
    fill_sign_in(opened.value, PERSON, cast.password())
    expect(opened.value.get_by_role("button", name="Sign out")).to_be_visible()
    follow(page.get_by_role("button", name="Save again"))
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Sign in to save")
    page.goto(address)
    expect(steps.items(page)[1].get_by_role("textbox")).to_have_value(NOTE)
