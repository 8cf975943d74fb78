"""Steps that several journeys take, in the words of the pages."""

import re
from io import BytesIO

import pikepdf
from playwright.sync_api import Locator, Page, expect

SAVED = re.compile(r"^Saved \d\d:\d\d$")
# A report takes seconds; a busy machine gets more.
REPORT_MS = 90_000
PROFILE = {
    "Sector": "care-delivery",
    "Type of organization": "hospital",
    "People employed": "250-999",
    "Where it mainly works": "mountain",
    "Ownership": "nonprofit",
    "The communities that it serves": "mixed",
}


def sign_up(page: Page, *, name: str, email: str, password: str) -> None:
    """From the page “Create an account” to being signed in, by the link in the mail."""
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Create the account").click()
    page.get_by_role("main").get_by_role("link", name="Outgoing mail").click()
    follow_newest_mail(page, email)
    page.get_by_role("button", name="Yes, confirm it").click()


def follow_newest_mail(page: Page, email: str) -> None:
    """From the list of outgoing mails through the newest one to this address, by its link."""
    page.locator("li", has_text=f"to {email}").first.get_by_role("link").click()
    page.locator(".quoted").get_by_role("link").first.click()


def register_organization(page: Page, name: str) -> None:
    page.goto("/")
    page.get_by_role("link", name="Register an organization").click()
    page.get_by_label("Name of the organization").fill(name)
    for label, value in PROFILE.items():
        page.get_by_label(label, exact=True).select_option(value)
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def start_assessment(page: Page, title: str) -> None:
    """From the organization's page to the new assessment's."""
    page.get_by_role("link", name="Assessments").click()
    page.get_by_role("link", name="Start an assessment").click()
    page.get_by_label("Title").fill(title)
    page.get_by_label("First day").fill("2026-01-01")
    page.get_by_label("Last day").fill("2026-06-30")
    page.get_by_role("button", name="Start the assessment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def items(page: Page) -> list[Locator]:
    return page.locator("fieldset.item").all()


def choose(item: Locator, value: str) -> None:
    item.locator(f'input[type=radio][value="{value}"]').check()


def is_answered(item: Locator) -> bool:
    return item.locator("input[type=radio]:checked").count() > 0


def write_note(item: Locator, text: str) -> None:
    box = item.get_by_label("What is this answer based on?")
    if not box.is_visible():
        item.get_by_text("Add a note").click()
    box.fill(text)


def expect_saved(item: Locator) -> None:
    expect(item.locator("p.saved")).to_have_text(SAVED)


def answer_sections(page: Page, level: int) -> int:
    """From a section page to the review page, answering what has no answer; how many that were."""
    answered = 0
    while "/s/" in page.url:
        chosen = [item for item in items(page) if not is_answered(item)]
        for item in chosen:
            choose(item, str(level))
        for item in chosen:
            expect_saved(item)
        answered += len(chosen)
        before = page.url
        page.get_by_role("button", name="Save and continue").click()
        page.wait_for_url(lambda url, before=before: url != before)
    return answered


def wait_for_report(page: Page) -> None:
    expect(page.get_by_role("link", name="The report as PDF")).to_be_visible(timeout=REPORT_MS)


def download(page: Page, link: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    return waiting.value.path().read_bytes()


def check_tagged_pdf(content: bytes) -> None:
    assert content.startswith(b"%PDF")
    with pikepdf.open(BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang).startswith("en")
