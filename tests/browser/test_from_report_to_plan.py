"""From what a report says to a plan, and to the next edition of the report, which shows it."""

import re

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.checks import check_axe, check_width
from tests.browser.following import follow
from tests.browser.windows import PHONE

LEAD = "rosalind@copperbasin.example"
CYCLE = "Annual assessment 2026"
SECOND_CONTACT = "Name a second contact for each tie"
OPEN_HOUR = "Hold an open hour each month"


def test_lead_goes_from_a_report_to_a_plan_that_the_next_edition_shows(sign_in):
    page = sign_in(LEAD, answers={422})
    report = open_report(page)
    read_change(page)

    follow(first_priority(page).get_by_role("link", name="What if"))
    try_levels(page)
    check_axe(page)

    page.goto(report)
    follow(first_priority(page).get_by_role("link", name="Value case"))
    enter_numbers(page)
    check_axe(page)

    follow(page.get_by_role("link", name=re.compile("Add an action on .* to the plan")))
    add_action(page, SECOND_CONTACT)
    card = move(page, SECOND_CONTACT)
    expect(card).to_contain_text("Due Mar 31, 2027")
    check_axe(page)
    plan = page.url

    subscribe(page)

    page.goto(report)
    follow(page.get_by_role("link", name=f"All reports of {CYCLE}"))
    follow(page.get_by_role("link", name="make a new edition"))
    check_axe(page)
    follow(page.get_by_role("button", name="Make a new edition"))
    expect(page).to_have_url(re.compile("/r/"))
    steps.wait_for_report(page)
    assert page.url != report
    planned = page.get_by_role("region", name="The plan")
    expect(planned).to_contain_text(SECOND_CONTACT)
    expect(planned).to_contain_text("A vacant post")
    steps.check_tagged_pdf(steps.download(page, "The report as PDF"))

    page.goto(report)
    expect(page.get_by_role("region", name="The plan")).not_to_contain_text(SECOND_CONTACT)
    page.goto(plan)
    expect(card).to_be_visible()


def test_lead_plans_on_a_phone_without_javascript(sign_in):
    page = sign_in(LEAD, javascript=False, viewport=PHONE, theme="dark", answers={422})
    report = open_report(page)
    read_change(page)
    check_width(page)

    follow(first_priority(page).get_by_role("link", name="What if"))
    expect(page.locator("#answer")).to_contain_text("set, the score of")
    page.locator(".asked select").first.select_option("0")
    follow(page.get_by_role("button", name="See what would follow"))
    expect(page).to_have_url(re.compile(r"=0(&|$)"))
    check_width(page)

    page.goto(report)
    follow(first_priority(page).get_by_role("link", name="Follow the through-line"))
    expect(page.get_by_role("heading", name="The commitments that it carries")).to_be_visible()
    check_width(page)

    page.goto(report)
    follow(page.get_by_role("link", name="The plan as it stands today"))
    follow(page.get_by_role("link", name="Add an action on").first)
    add_action(page, OPEN_HOUR)
    check_width(page)
    move(page, OPEN_HOUR)


def open_report(page):
    """The first one of the cycle, whose demo may still be at work; its address."""
    page.goto("/")
    follow(page.get_by_role("link", name=CYCLE).first)
    follow(page.get_by_role("link", name="Report 1", exact=True))
    steps.wait_for_report(page)
    return page.url


def read_change(page):
    change = page.get_by_role("region", name="Change since")
    page.get_by_role("link", name="Change since the last cycle").click()
    expect(change.get_by_role("row", name="Safe")).to_contain_text("Changed")
    expect(change.get_by_role("row", name="Engaged")).to_contain_text(
        "Not distinguishable from noise"
    )


def first_priority(page):
    return page.get_by_role("region", name="Priorities").get_by_role("listitem").first


def try_levels(page):
    """The answer follows each choice by itself, and so does the address."""
    answer = page.locator("#answer")
    expect(answer).to_contain_text("set, the score of")
    before = steps.text_of(answer)
    page.locator(".asked select").first.select_option("0")
    expect(answer).not_to_have_text(before, use_inner_text=True)
    expect(page).to_have_url(re.compile(r"=0(&|$)"))
    follow(page.get_by_role("button", name="See what would follow"))
    expect(answer).to_be_visible()


def enter_numbers(page):
    page.get_by_label("What you count").fill("No-shows at the rural clinics")
    page.get_by_label("How many").fill("about 400")
    page.get_by_label("Of what").fill("visits")
    page.get_by_label("In which time").select_option(label="A month")
    page.get_by_label("What one of them stands for").fill("85.50")
    page.get_by_label("In which unit").fill("$")
    page.get_by_label("A share to think about").fill("10")
    page.get_by_label("Where the numbers are from").fill("Scheduling system, 2026")
    follow(page.get_by_role("button", name="Put it into the value case"))
    expect(page.get_by_role("alert")).to_contain_text("Write the number alone")
    expect(page.get_by_label("How many")).to_have_value("about 400")
    page.get_by_label("How many").fill("400")
    follow(page.get_by_role("button", name="Put it into the value case"))
    lines = page.locator(".value-lines")
    expect(lines).to_contain_text("400 visits a month × $85.50 each = $34,200 a month")
    expect(lines).to_contain_text("$34,200 × 10% (the share that you entered) = $3,420 a month")


def add_action(page, title):
    """It is refused once, and loses nothing."""
    add = page.get_by_role("button", name="Add it to the plan")
    page.get_by_label("What is to be done").fill(title)
    page.get_by_label("Owner").select_option(label="Hugo Trask")
    page.get_by_label("Due").fill("2027-03-31")
    page.get_by_label("Expected level").select_option("3")
    page.get_by_label("Other", exact=True).check()
    follow(add)
    expect(page.get_by_role("alert")).to_contain_text("Say which other barrier you mean.")
    expect(page.get_by_label("What is to be done")).to_have_value(title)
    page.get_by_label("The other barrier").fill("A vacant post")
    follow(add)
    planned = page.get_by_role("region", name="Planned")
    expect(planned.get_by_role("link", name=title)).to_be_visible()


def move(page, title):
    """From planned to under way; where it stands then."""
    card = page.locator(".board-card", has_text=title)
    card.get_by_role("combobox").select_option(label="Under way")
    follow(card.get_by_role("button", name="Move"))
    moved = page.get_by_role("region", name="Under way").locator(".board-card", has_text=title)
    expect(moved).to_be_visible()
    return moved


def subscribe(page):
    """A calendar program reads the address until it is ended."""
    follow(page.get_by_role("link", name="Put the due days into your calendar"))
    follow(page.get_by_role("button", name="Make an address"))
    address = steps.value_of(page.get_by_label("Address of your calendar"))
    check_axe(page)
    feed = page.request.get(address)
    assert feed.ok
    assert f"SUMMARY:{SECOND_CONTACT}" in feed.text()
    assert "VALUE=DATE:20270331" in feed.text()
    follow(page.get_by_role("button", name="End the address"))
    expect(page.get_by_role("button", name="Make an address")).to_be_visible()
    assert page.request.get(address).status == 404
