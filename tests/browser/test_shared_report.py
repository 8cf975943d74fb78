"""A report is shared by a link with people who have no account, until the link is ended."""

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.checks import check_axe, check_width
from tests.browser.following import follow, leaving
from tests.browser.test_from_report_to_plan import CYCLE, LEAD, open_report
from tests.browser.windows import PHONE

PASSWORD = "copper moon 77"
ACTION = "Two floors put the protection into their own words"
NOTE = "The fourth floor said no in May"
EVIDENCE = "a[href*='intranet.copperbasin.example']"
GONE = "This link opens nothing"


def test_chief_executive_reads_an_edition_without_notes_until_the_link_ends(sign_in, open_context):
    lead = sign_in(LEAD, answers={422})
    first = open_report(lead)
    write_note(lead)
    lead.goto(first)
    expect(lead.locator(EVIDENCE)).not_to_have_count(0)
    make_edition_for_others(lead)
    assert lead.url != first
    follow(lead.get_by_role("link", name="Share this report"))
    address = share(lead, "Chief executive, by phone")
    check_axe(lead)

    reader = open_context(viewport=PHONE, theme="dark", answers={404, 422}).new_page()
    reader.goto(address)
    check_axe(reader)
    open_by_keyboard(reader)
    expect(reader.get_by_role("main")).to_contain_text("made without the names of evidence")
    expect(reader.get_by_role("region", name="The plan")).to_contain_text(ACTION)
    expect(reader.get_by_role("main")).not_to_contain_text(NOTE)
    expect(reader.locator(EVIDENCE)).to_have_count(0)
    check_axe(reader)
    check_width(reader)
    for portal_only in ("What if", "Value case", "Share this report", "All reports"):
        expect(reader.get_by_role("main").get_by_role("link", name=portal_only)).to_have_count(0)
    steps.check_tagged_pdf(steps.download(reader, "The report as PDF"))
    assert reader.request.get(f"{address}csv/").status == 404

    lead.reload()
    end(lead, "Chief executive, by phone")
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text(GONE)
    assert reader.request.get(f"{address}pdf/").status == 404


@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
def test_link_to_chosen_files_shows_no_more(sign_in, open_context, javascript):
    lead = sign_in(LEAD, javascript=javascript, answers={422})
    open_report(lead)
    follow(lead.get_by_role("link", name="Share this report"))
    label = f"Analyst, {'with' if javascript else 'without'} a script"
    address = share(lead, label, page_too=False, password="")

    reader = open_context(javascript=javascript, viewport=PHONE, answers={404}).new_page()
    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Files of this report")
    check_width(reader)
    expect(reader.locator(".files").get_by_role("link")).to_have_count(1)
    steps.check_tagged_pdf(steps.download(reader, "The report as PDF"))
    assert reader.request.get(f"{address}charts/commitments.csv").status == 404

    end(lead, label)
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text(GONE)


def write_note(page):
    """To an action of the plan."""
    follow(page.get_by_role("link", name="The plan as it stands today"))
    follow(page.get_by_role("link", name=ACTION))
    page.get_by_label("Notes").fill(NOTE)
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("region", name="Planned")).to_be_visible()


def make_edition_for_others(page):
    """From a report to one that leaves out notes and names of evidence."""
    follow(page.get_by_role("link", name=f"All reports of {CYCLE}"))
    follow(page.get_by_role("link", name="Choose what reports show"))
    page.get_by_label("Leave out the notes").check()
    page.get_by_label("Leave out the names of evidence").check()
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_label("Leave out the notes")).to_be_checked()
    follow(page.get_by_role("button", name="Make a new edition"))
    steps.wait_for_report(page)


def share(page, label, *, page_too=True, password=PASSWORD):
    """The address of a link to the PDF, and to the page; a password too short is refused."""
    make = page.get_by_role("button", name="Make the link")
    page.get_by_label("For whom").fill(label)
    page.get_by_label("The report as PDF").check()
    page.get_by_label("The report as a page").set_checked(page_too)
    page.get_by_label("Password").fill("short")
    follow(make)
    expect(page.get_by_role("alert")).to_contain_text("Use at least 8 characters")
    expect(page.get_by_label("For whom")).to_have_value(label)
    page.get_by_label("Password").fill(password)
    follow(make)
    expect(page.get_by_role("heading", name=f"The link for {label}")).to_be_visible()
    return steps.value_of(page.get_by_label("Address", exact=True))


def open_by_keyboard(page):
    page.get_by_label("Password").focus()
    page.keyboard.type("not this one")
    with leaving(page):
        page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("This is not the password of this link")
    page.get_by_label("Password").focus()
    page.keyboard.type(PASSWORD)
    with leaving(page):
        page.keyboard.press("Enter")
    expect(page.locator(".report-head")).to_be_visible()


def end(page, label):
    row = page.get_by_role("row", name=label)
    follow(row.get_by_role("button", name="End"))
    expect(row).to_contain_text("Ended")
