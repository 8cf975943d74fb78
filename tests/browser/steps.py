"""Steps that several journeys take, in the words of the pages."""

import re
from io import BytesIO

import pikepdf
from playwright.sync_api import Locator, Page, expect

from tests.browser.following import follow, unfold
from tests.browser.windows import PATIENCE_MS

SAVED = re.compile(r"^Saved \d\d:\d\d$")
# A report takes seconds; a busy machine gets more.
REPORT_MS = 180_000
MAIL_MS = 500
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
    follow(page.get_by_role("button", name="Create the account"))
    follow(page.get_by_role("main").get_by_role("link", name="Outgoing mail"))
    follow_newest_mail(page, email)
    follow(page.get_by_role("button", name="Yes, confirm it"))


def follow_newest_mail(page: Page, email: str) -> None:
    """From the list of outgoing mails through the newest one to this address, by its link."""
    follow(page.locator("li", has_text=f"to {email}").first.get_by_role("link"))
    follow(page.locator(".quoted").get_by_role("link").first)


def expect_mails(page: Page, email: str, count: int) -> None:
    """The worker writes the mail after the report, and the list does not follow by itself."""
    mails = page.locator("li", has_text=f"to {email}")
    page.goto("/demo/mail/")
    for _ in range(0, PATIENCE_MS, MAIL_MS):
        if mails.count() >= count:
            break
        page.wait_for_timeout(MAIL_MS)
        page.reload()
    expect(mails).to_have_count(count)


def register_organization(page: Page, name: str) -> None:
    page.goto("/")
    follow(page.get_by_role("link", name="Register an organization"))
    page.get_by_label("Name of the organization").fill(name)
    for label, value in PROFILE.items():
        page.get_by_label(label, exact=True).select_option(value)
    follow(page.get_by_role("button", name="Register"))
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def start_assessment(page: Page, title: str) -> None:
    """From the organization's page to the new assessment's."""
    follow(page.get_by_role("link", name="Assessments"))
    follow(page.get_by_role("link", name="Start an assessment"))
    page.get_by_label("Title").fill(title)
    page.get_by_label("First day").fill("2026-01-01")
    page.get_by_label("Last day").fill("2026-06-30")
    follow(page.get_by_role("button", name="Start the assessment"))
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def items(page: Page) -> list[Locator]:
    """Those of a page that has some, and is loaded."""
    cards = page.locator("fieldset.item")
    expect(cards.first).to_be_visible()
    return cards.all()


def choose(item: Locator, value: str) -> None:
    item.locator(f'input[type=radio][value="{value}"]').check()


def is_there(locator: Locator) -> bool:
    """On a page that is loaded, and may have it or not."""
    return locator.count() > 0


def text_of(locator: Locator) -> str:
    expect(locator).not_to_be_empty()
    return locator.inner_text()


def value_of(field: Locator) -> str:
    """What a field was filled with by the portal."""
    expect(field).not_to_have_value("")
    return field.input_value()


def address_of(link: Locator) -> str:
    return attribute_of(link, "href")


def attribute_of(element: Locator, name: str) -> str:
    expect(element).to_have_attribute(name, re.compile("."))
    return element.get_attribute(name) or ""


def is_answered(item: Locator) -> bool:
    return is_there(item.locator("input[type=radio]:checked"))


def write_note(item: Locator, text: str) -> None:
    box = item.get_by_label("What is this answer based on?")
    if not box.is_visible():
        unfold(item.get_by_text("Add a note"))
    box.fill(text)


def expect_saved(item: Locator) -> None:
    expect(item.locator("p.saved")).to_have_text(SAVED)


def answer_sections(page: Page, level: int) -> int:
    """From a section page to the review page, answering what has no answer; how many that were."""
    answered = 0
    while "/s/" in page.url:
        # It stands below the items: the page is read to its end.
        expect(page.get_by_role("button", name="Save and continue")).to_be_visible()
        chosen = [item for item in items(page) if not is_answered(item)]
        for item in chosen:
            choose(item, str(level))
        for item in chosen:
            expect_saved(item)
        answered += len(chosen)
        follow(page.get_by_role("button", name="Save and continue"))
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
