"""The core of the work in a browser without JavaScript: nothing is missing, nothing is lost."""

import re

from playwright.sync_api import expect

from lhs_portal.site.demo import cast
from tests.browser import steps
from tests.browser.following import follow
from tests.browser.windows import fill_sign_in

NOTE = "Minutes of the <b>Quality</b> council, pages 3–4; 64 of 88 beds. “Ünïcode” & 測試"
ASKED = "Asked the medical director on Tuesday."
UNSEEN = "\u202e"  # turns the direction of what follows


def test_assessment_is_started_answered_and_reported(sign_in):
    page = sign_in("winifred@cedargrove.example", javascript=False, answers={422})
    page.goto("/")
    follow(page.get_by_role("link", name="Cedar Grove Critical Access Hospital", exact=True))
    start_with_a_slip(page)
    home = page.url

    follow(page.get_by_role("link", name="Continue: Engaged"))
    first, second, third, fourth = steps.items(page)
    steps.choose(first, "2")
    steps.write_note(first, NOTE)
    steps.choose(second, "na")
    second.get_by_label("Why is this not applicable to you?").fill("We admit nobody overnight.")
    steps.write_note(second, ASKED + UNSEEN)
    steps.choose(third, "dk")
    steps.choose(fourth, "0")
    follow(page.get_by_role("button", name="Save and continue"))

    mend_what_was_refused(page)
    follow(page.get_by_role("button", name="Save and continue"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Safe")
    for item in steps.items(page):
        steps.choose(item, "3")
    follow(page.get_by_role("button", name="Save and go Back"))

    expect(page.locator(".summary")).to_contain_text("8 of 88 answered")
    expect(page.get_by_role("link", name="Continue: Effective")).to_be_visible()
    follow(page.get_by_role("link", name="Engaged"))
    first, second, third, _ = steps.items(page)
    expect(first.get_by_label("What is this answer based on?")).to_have_value(NOTE)
    expect(second.get_by_role("radio", name="Not applicable")).to_be_checked()
    expect(third.get_by_role("radio", name="Don’t know")).to_be_checked()

    page.goto(home)
    follow(page.get_by_role("button", name="Ask for a preliminary report"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    steps.wait_for_report(page)  # the page comes back by itself until it is there
    # “Don’t know” is answered, and gives the report nothing to go by.
    expect(page.locator(".summary")).to_contain_text("7 of 88 answers")
    expect(page.locator("svg.chart, figure svg").first).to_be_visible()
    steps.check_tagged_pdf(steps.download(page, "The report as PDF"))

    page.goto(home)
    follow(page.get_by_role("link", name="History: who changed what"))
    expect(page.get_by_role("main")).to_contain_text(ASKED)


def start_with_a_slip(page):
    """The assessment's page; a form that is not right yet comes back with what was typed."""
    follow(page.get_by_role("link", name="Assessments", exact=True))
    follow(page.get_by_role("link", name=re.compile("Start an")))
    page.get_by_label("Title").fill("Emergency department 2026")
    page.get_by_label("First day").fill("2026-06-30")
    page.get_by_label("Last day").fill("2026-01-01")
    page.get_by_label("A named unit").check()
    follow(page.get_by_role("button", name="Start the assessment"))
    expect(page.get_by_role("alert")).to_contain_text("Give the name of the unit")
    expect(page.get_by_role("alert")).to_contain_text("Choose a day that is not before")
    expect(page.get_by_label("Title")).to_have_value("Emergency department 2026")
    page.get_by_label("Last day").fill("2026-12-31")
    page.get_by_label("Name of the unit").fill("Emergency department")
    follow(page.get_by_role("button", name="Start the assessment"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Emergency department 2026")


def mend_what_was_refused(page):
    """A text that cannot be taken: the rest is saved, and what was typed is on the page."""
    problems = page.get_by_role("alert")
    expect(problems).to_contain_text("There is a problem")
    expect(problems).to_contain_text("Nothing that you typed is lost.")
    problems.get_by_role("link").click()
    expect(page).to_have_url(re.compile("#"))
    first, second, *_ = steps.items(page)
    expect(first.get_by_label("What is this answer based on?")).to_have_value(NOTE)
    expect(second.get_by_role("radio", name="Not applicable")).to_be_checked()
    expect(second.get_by_label("Why is this not applicable to you?")).to_have_value(
        "We admit nobody overnight."
    )
    note = second.get_by_label("What is this answer based on?")
    expect(note).to_have_value(ASKED + UNSEEN)
    note.fill(ASKED)


def test_signing_out_in_another_tab_keeps_what_is_typed(sign_in):
    page = sign_in("abel@cedargrove.example", fresh=True, javascript=False, answers={401, 403})
    page.goto("/")
    follow(page.get_by_role("link", name="First look"))
    follow(page.get_by_role("link", name="Adaptive"))
    address = page.url
    item = steps.items(page)[0]
    steps.choose(item, "1")
    steps.write_note(item, NOTE)

    other = page.context.new_page()
    other.goto("/")
    follow(other.get_by_role("button", name="Sign out"))
    expect(other.get_by_role("button", name="Sign out")).to_have_count(0)

    follow(page.get_by_role("button", name="Save and continue"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sign in to save")
    expect(page.locator("blockquote")).to_have_text(NOTE)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in (opens a new tab)").click()
    sign_in_here(opened.value, "abel@cedargrove.example")

    follow(page.get_by_role("button", name="Save again"))
    # Without a script the form still has the token from before the sign-in: once more, then.
    send_again = page.get_by_role("button", name="Send again")
    if steps.is_there(send_again):
        follow(send_again)
    expect(page.get_by_role("main")).not_to_contain_text("Sign in to save")
    page.goto(address)
    expect(steps.items(page)[0].get_by_role("radio").nth(1)).to_be_checked()
    expect(steps.items(page)[0].get_by_label("What is this answer based on?")).to_have_value(NOTE)


def sign_in_here(page, email):
    fill_sign_in(page, email, cast.password())
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
