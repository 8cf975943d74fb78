"""From creating an account to the second report, as the issue tells it, with JavaScript."""

import csv
import io
import json

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.following import follow, unfold

PERSON = {"name": "Iris Calloway", "email": "iris@journey.example", "password": "copper-meadow-58"}


def test_person_goes_from_an_account_to_two_reports(open_context, sign_in):
    page = open_context(answers={422}).new_page()
    page.goto("/accounts/signup/")
    steps.sign_up(page, **PERSON)
    steps.register_organization(page, "Juniper Flats Hospital")
    allow_author_to_sign(sign_in("adaeze@portal.example"), "Juniper Flats Hospital")
    steps.start_assessment(page, "Baseline 2026")

    home = page.url
    declare_compass(page)
    page.goto(home)
    expect(page.get_by_text("2 of 10 declared")).to_be_visible()

    follow(page.get_by_role("link", name="Answer the 44 essential items first"))
    follow(page.get_by_role("link", name="Continue: Engaged"))
    assert steps.answer_sections(page, 2) == 44
    page.goto(home)
    expect(page.locator(".summary")).to_contain_text("44 of 88 answered")

    follow(page.get_by_role("button", name="Ask for a preliminary report"))
    steps.wait_for_report(page)
    preliminary = page.url
    expect(page.locator(".eyebrow")).to_contain_text("Preliminary report 1")
    expect(page.get_by_role("main")).to_contain_text("44 of 88")
    steps.check_tagged_pdf(steps.download(page, "The report as PDF"))

    page.goto(home)
    follow(page.get_by_role("link", name="Continue:"))
    assert steps.answer_sections(page, 3) == 44

    submit(page)
    page.goto(home)
    follow(page.get_by_role("link", name="Report 2"))
    steps.wait_for_report(page)
    first = page.url
    headline = steps.text_of(page.get_by_role("heading", level=1))
    check_files(page)

    reopen(page, home)
    follow(page.get_by_role("link", name="Engaged"))
    steps.choose(steps.items(page)[0], "4")
    steps.expect_saved(steps.items(page)[0])
    page.goto(home)
    follow(page.get_by_role("link", name="Review: what is missing"))
    submit(page)
    page.goto(home)
    follow(page.get_by_role("link", name="Report 3"))
    steps.wait_for_report(page)

    page.goto(first)
    expect(page.get_by_role("heading", level=1)).to_have_text(headline)
    expect(page.locator(".eyebrow")).to_contain_text("Report 2")
    page.goto(preliminary)
    steps.check_tagged_pdf(steps.download(page, "The report as PDF"))

    steps.expect_mails(page, PERSON["email"], 4)


def declare_compass(page):
    follow(page.get_by_role("link", name="Compass"))
    for card, level in zip(steps.items(page)[:2], ("3", "4"), strict=True):
        steps.choose(card, level)
        card.get_by_role("textbox").fill("Every unit asks, and goes back to the answer.")
        steps.expect_saved(card)
    follow(page.get_by_role("button", name="Save the compass"))
    expect(page.get_by_text("2 of 10 declared")).to_be_visible()


def allow_author_to_sign(administrator, organization):
    """Iris is alone in her organization, so there is nobody else who could sign."""
    administrator.goto("/administration/")
    follow(administrator.get_by_role("link", name=organization))
    follow(administrator.get_by_role("button", name="Allow its leads to sign themselves"))
    expect(administrator.get_by_role("button", name="Ask for a sponsor again")).to_be_visible()


def submit(page):
    """And sign."""
    button = page.get_by_role("button", name="Submit the assessment")
    follow(button)
    expect(page.get_by_role("alert")).to_contain_text("Tick the box to confirm")
    page.get_by_label("The answers are as complete and as true as we can make them.").check()
    follow(button)
    follow(page.get_by_role("link", name="Read and sign"))
    page.get_by_label("Your office").fill("Director")
    page.get_by_label("I have read this").check()
    follow(page.get_by_role("button", name="Sign the assessment"))
    expect(page.get_by_text("Everything is frozen.")).to_be_visible()


def reopen(page, home):
    page.goto(home)
    follow(page.get_by_role("link", name="Reopen it"))
    page.get_by_label("Why is it reopened?").fill("The safety council found a newer count.")
    follow(page.get_by_role("button", name="Reopen the assessment"))
    expect(page.get_by_text("Earlier reports stay.")).to_be_visible()


def check_files(page):
    steps.check_tagged_pdf(steps.download(page, "The report as PDF"))
    unfold(page.get_by_text("All files of this report"))
    rows = list(
        csv.reader(io.StringIO(steps.download(page, "Every item as CSV").decode("utf-8-sig")))
    )
    assert len(rows) == 1 + 88
    card = json.loads(steps.download(page, "The score card as JSON"))
    assert card["framework"]["version"] == "2024.12"
