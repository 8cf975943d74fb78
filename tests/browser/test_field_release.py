"""From an open cycle to a briefing: what a working group learns, and whom it never meets."""

import json
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from reports.releases.actions import ONE_PERSON
from tests.browser import steps
from tests.browser.checks import check_axe
from tests.browser.following import follow
from tests.browser.release_cycle_stage import CYCLE, LEADS, MANAGERS, OPENED_AGO, READER

ADMINISTRATOR = "adaeze@portal.example"
NO, YES = "No", "Yes, in aggregates as described above"


def open_cycle(page: Page) -> None:
    page.goto("/administration/")
    follow(page.get_by_role("main").get_by_role("link", name="cycles"))
    follow(page.get_by_role("link", name="Plan a cycle"))
    today = timezone.localdate()
    page.get_by_label("Name").fill(CYCLE)
    page.get_by_label("First day").fill(str(today - OPENED_AGO))
    page.get_by_label("Last day").fill(str(today + timedelta(days=30)))
    follow(page.get_by_role("button", name="Save the cycle"))
    expect(page.get_by_role("heading", level=1)).to_have_text(CYCLE)
    expect(page.get_by_role("main")).to_contain_text("Open")


def take_part(page: Page, assessment: str) -> None:
    """Joining allows nothing: that is a choice of its own."""
    page.goto(assessment)
    follow(page.get_by_role("link", name=f"Take part in {CYCLE}"))
    follow(page.get_by_role("button", name=f"Take part in {CYCLE}"))
    expect(page.get_by_role("radio", name=NO, exact=False).first).to_be_checked()
    expect(page.get_by_role("main")).to_contain_text("Figures already published remain")
    choose(page, YES)


def choose(page: Page, choice: str) -> None:
    page.get_by_role("radio", name=choice).check()
    follow(page.get_by_role("button", name="Save the choice"))
    expect(page.get_by_role("radio", name=choice)).to_be_checked()


def prepare(page: Page) -> str:
    """By the first manager, who may not approve it; its address."""
    page.goto("/releases/")
    follow(page.get_by_role("link", name="Manage releases"))
    follow(page.get_by_role("link", name="Prepare a release"))
    page.get_by_label("Cycle").select_option(label=CYCLE)
    follow(page.get_by_role("button", name="Prepare the release"))
    expect(page.get_by_role("heading", name="What an attacker makes of it")).to_be_visible(
        timeout=steps.REPORT_MS
    )
    expect(page.get_by_role("main")).to_contain_text("Another release manager has to approve it")
    expect(page.get_by_role("button", name="Approve and publish")).to_have_count(0)
    check_axe(page)
    return page.url


def approve_own(page: Page, release: str) -> None:
    """Sent by hand, as the page offers no button for it."""
    token = steps.value_of(page.locator("header [name=csrfmiddlewaretoken]"))
    headers = {"X-CSRFToken": token, "Referer": release}
    answer = page.request.post(f"{release}approve/", headers=headers)
    assert f'role="alert"><p>{ONE_PERSON}' in answer.text()
    page.goto(release)
    expect(page.get_by_role("main")).to_contain_text("Read the checklist before it is approved")


def approve(page: Page, release: str) -> None:
    page.goto(release)
    follow(page.get_by_role("button", name="Approve and publish"))
    expect(page.get_by_role("main")).to_contain_text("is published")


def read_with_filters(page: Page) -> None:
    """One attribute of a published table shows figures; all else reads “not shown”, and the same."""
    page.goto("/releases/")
    listed = page.get_by_role("listitem").filter(has_text=CYCLE)
    follow(listed.get_by_role("link", name="Field release"))
    follow(page.get_by_role("link", name="Overview of this release"))
    overview = page.url
    whole = steps.text_of(page.locator(".basis"))
    choices = page.locator("form.choose select")
    expect(choices).not_to_have_count(0)
    choices.first.select_option(index=1)
    follow(page.get_by_role("button", name="Show"))
    expect(page.locator(".basis")).not_to_have_text(whole)
    expect(page.get_by_role("heading", name="The commitments")).to_be_visible()
    assert b"self-selected" in steps.download(page, "All figures as CSV")
    picture = steps.address_of(page.get_by_role("link", name="SVG").first)
    assert b"<svg" in page.request.get(picture).body()
    check_axe(page)

    choices.last.select_option(index=1)
    follow(page.get_by_role("button", name="Show"))
    queries = (
        "?ownership=nonprofit&rurality=rural",
        "?sector=care-delivery&size_band=1-49&region=south",
        "?sector=nowhere",
        "?parent=1",
    )
    answers = {steps.text_of(page.locator("div.empty"))}
    for query in queries:
        page.goto(f"{overview}{query}")
        answers.add(steps.text_of(page.locator("div.empty")))
    assert len(answers) == 1
    assert "Not shown" in answers.pop()
    page.goto(overview)


def export_briefing(page: Page) -> None:
    """Of the page on which the reader is."""
    follow(page.get_by_role("link", name="Save this view"))
    page.get_by_label("Name").fill("The whole field")
    follow(page.get_by_role("button", name="Save the view"))
    page.goto("/workbench/")
    follow(page.get_by_role("link", name="Build a briefing"))
    page.get_by_label("Title").fill("For the spring meeting")
    page.get_by_label("The whole field").fill("1")
    follow(page.get_by_role("button", name="Save the briefing"))
    expect(page.get_by_role("heading", level=1)).to_have_text("For the spring meeting")
    steps.check_tagged_pdf(steps.download(page, "Export as PDF"))


def test_cycle_is_opened_released_by_two_and_read_with_filters(open_context, sign_in, portal):
    open_cycle(sign_in(ADMINISTRATOR))
    told = portal.run_module("tests.browser.release_cycle_stage").splitlines()[-1]
    staged = json.loads(told)

    def enter(name: str, **options: object) -> Page:
        context = open_context(**options)
        session = staged["sessions"][name]
        context.add_cookies([{"name": "sessionid", "value": session, "url": portal.url}])
        return context.new_page()

    for name, assessment in zip(LEADS, staged["assessments"], strict=True):
        lead = enter(name, javascript=False)
        take_part(lead, assessment)
    choose(lead, NO)
    expect(lead.get_by_role("main")).to_contain_text("withdrawn on")

    preparer = enter(MANAGERS[0])
    release = prepare(preparer)
    expect(preparer.get_by_role("main")).to_contain_text("Left out, without consent")
    approve_own(preparer, release)
    approve(enter(MANAGERS[1]), release)

    reader = enter(READER, answers={404})
    read_with_filters(reader)
    export_briefing(reader)
    reader.goto(staged["assessments"][0])
    expect(reader.get_by_role("heading", level=1)).to_have_text("We can’t find that page")
