"""From creating an account to the second report, as the issue tells it, with JavaScript."""

import csv
import io
import json

from playwright.sync_api import expect

from tests.browser import steps

PERSON = {"name": "Iris Calloway", "email": "iris@journey.example", "password": "copper-meadow-58"}


def test_person_goes_from_an_account_to_two_reports(open_context):
    page = open_context(answers={422}).new_page()
    page.goto("/accounts/signup/")
    steps.sign_up(page, **PERSON)
    steps.register_organization(page, "Juniper Flats Hospital")
    steps.start_assessment(page, "Baseline 2026")

    home = page.url
    declare_compass(page)
    page.goto(home)
    expect(page.get_by_text("2 of 10 declared")).to_be_visible()

    page.get_by_role("link", name="Answer the 44 essential items first").click()
    page.get_by_role("link", name="Continue: Engaged").click()
    assert steps.answer_sections(page, 2) == 44
    page.goto(home)
    expect(page.locator(".summary")).to_contain_text("44 of 88 answered")

    page.get_by_role("button", name="Ask for a preliminary report").click()
    steps.wait_for_report(page)
    preliminary = page.url
    expect(page.locator(".eyebrow")).to_contain_text("Preliminary report 1")
    expect(page.get_by_role("main")).to_contain_text("44 of 88")
    steps.check_tagged_pdf(steps.download(page, "The report as PDF"))

    page.goto(home)
    page.get_by_role("link", name="Continue:").click()
    assert steps.answer_sections(page, 3) == 44

    submit(page)
    page.goto(home)
    page.get_by_role("link", name="Report 2").click()
    steps.wait_for_report(page)
    first = page.url
    headline = page.get_by_role("heading", level=1).inner_text()
    check_files(page)

    reopen(page, home)
    page.get_by_role("link", name="Engaged").click()
    steps.choose(steps.items(page)[0], "4")
    steps.expect_saved(steps.items(page)[0])
    page.goto(home)
    page.get_by_role("link", name="Review: what is missing").click()
    submit(page)
    page.goto(home)
    page.get_by_role("link", name="Report 3").click()
    steps.wait_for_report(page)

    page.goto(first)
    expect(page.get_by_role("heading", level=1)).to_have_text(headline)
    expect(page.locator(".eyebrow")).to_contain_text("Report 2")
    page.goto(preliminary)
    steps.check_tagged_pdf(steps.download(page, "The report as PDF"))

    page.goto("/demo/mail/")
    expect(page.locator("li", has_text=f"to {PERSON['email']}")).to_have_count(4)


def declare_compass(page):
    page.get_by_role("link", name="Compass").click()
    for card, level in zip(steps.items(page)[:2], ("3", "4"), strict=True):
        steps.choose(card, level)
        card.get_by_role("textbox").fill("Every unit asks, and goes back to the answer.")
        steps.expect_saved(card)
    page.get_by_role("button", name="Save the compass").click()


def submit(page):
    button = page.get_by_role("button", name="Submit the assessment")
    button.click()
    expect(page.get_by_role("alert")).to_contain_text("Tick the box to confirm")
    page.get_by_label("The answers are as complete and as true as we can make them.").check()
    button.click()
    expect(page.get_by_text("The report is being made.")).to_be_visible()


def reopen(page, home):
    page.goto(home)
    page.get_by_role("link", name="Reopen it").click()
    page.get_by_label("Why is it reopened?").fill("The safety council found a newer count.")
    page.get_by_role("button", name="Reopen the assessment").click()
    expect(page.get_by_text("Earlier reports stay.")).to_be_visible()


def check_files(page):
    steps.check_tagged_pdf(steps.download(page, "The report as PDF"))
    rows = list(
        csv.reader(io.StringIO(steps.download(page, "Every item as CSV").decode("utf-8-sig")))
    )
    assert len(rows) == 1 + 88
    card = json.loads(steps.download(page, "The score card as JSON"))
    assert card["framework"]["version"] == "2024.12"
