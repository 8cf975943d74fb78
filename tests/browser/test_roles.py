"""What a reader, a stranger and an administrator see."""

import re

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.following import follow

ASSESSMENT = "Yearly self-assessment 2026"


def test_reader_sees_answers_and_reports_and_changes_nothing(sign_in):
    page = sign_in("leopold@tamarack.example", answers={403})
    page.goto("/")
    follow(page.get_by_role("link", name="Before the accreditation visit"))
    home = page.url
    expect(page.get_by_role("button", name="Ask for a preliminary report")).to_have_count(0)
    expect(page.get_by_role("link", name=re.compile("Continue:"))).to_have_count(0)
    follow(page.get_by_role("link", name="Engaged"))
    expect(page.get_by_text("You can read the answers.")).to_be_visible()
    expect(page.get_by_role("button", name="Save and continue")).to_have_count(0)
    for item in steps.items(page):
        expect(item.get_by_role("radio").first).to_be_disabled()
        expect(item.get_by_role("textbox")).to_have_count(0)
    expect(page.get_by_role("main")).to_contain_text("The intake form asks for symptoms")

    page.goto(home + "edit/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your role does not allow this")


def test_stranger_finds_nothing_at_the_address(sign_in):
    page = sign_in("nora@riverbend.example")
    page.goto("/")
    follow(page.get_by_role("link", name=ASSESSMENT))
    assessment = page.url
    follow(page.get_by_role("link", name="Report 1"))
    report = page.url

    stranger = sign_in("dev@prairieshield.example", answers={404})
    for address in (assessment, assessment + "s/safe/", assessment + "history/", report):
        assert stranger.goto(address).status == 404
        expect(stranger.get_by_role("heading", level=1)).to_have_text("We can’t find that page")
        expect(stranger.get_by_role("main")).not_to_contain_text("Riverbend")
    assert stranger.request.get(report + "pdf/").status == 404


def test_administrator_verifies_an_organization_and_sees_no_answers(sign_in):
    name = "Cedar Grove Critical Access Hospital"
    page = sign_in("adaeze@portal.example")
    page.goto("/administration/")
    page.get_by_label("Name, or a part of it").fill("cedar grove")
    follow(page.get_by_role("button", name="Find"))
    found = page.url
    follow(page.get_by_role("link", name=name))
    page.get_by_label("Or the name of a new parent system").fill("High Plains Rural Alliance")
    follow(page.get_by_role("button", name="Confirm the organization"))
    page.goto(found)
    row = page.get_by_role("row", name=name)
    expect(row).to_contain_text("Verified")
    expect(row).to_contain_text("High Plains Rural Alliance")

    member = sign_in("winifred@cedargrove.example")
    member.goto("/")
    follow(member.get_by_role("link", name=name, exact=True))
    expect(member.locator(".tag", has_text="Verified")).to_be_visible()

    follow(row.get_by_role("link", name=name))
    follow(page.get_by_role("button", name="Withdraw the verification"))
    page.goto(found)
    expect(page.get_by_role("row", name=name)).to_contain_text("Unverified")
