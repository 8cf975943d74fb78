"""From what is settled to a signed report: evidence, a return with remarks, a signature."""

from io import BytesIO

import pikepdf
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.checks import check_axe
from tests.browser.following import follow, unfold
from tests.browser.rounds_scene import LEAD, SPONSOR, VOTED

REMARK = "Which two units? The board will ask."
MENDED = "Maternity and the emergency department; both were asked again in May."


def small_pdf():
    content = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(content)
    return {"name": "minutes.pdf", "mimeType": "application/pdf", "buffer": content.getvalue()}


def test_sponsor_returns_once_then_signs_and_the_report_shows_the_team(enter, scene):
    lead, sponsor = enter(LEAD), enter(SPONSOR)
    home = scene["settled"]
    add_evidence(lead, home)
    submit(lead, home)

    sponsor.goto("/")
    follow(sponsor.get_by_role("link", name="Read and sign").first)
    expect(sponsor.get_by_role("heading", level=1)).to_have_text("Read and sign")
    check_axe(sponsor)
    item = sponsor.locator(f'li[id="{VOTED}"]')
    expect(item).to_contain_text("Contested")
    unfold(item.get_by_text("Write a remark"))
    item.get_by_role("textbox").fill(REMARK)
    follow(sponsor.get_by_role("button", name="Return it with remarks"))
    expect(sponsor.get_by_role("main")).to_contain_text("returned")

    mend(lead, home)
    submit(lead, home)

    sponsor.goto(f"{home}sign/")
    expect(sponsor.locator(f'li[id="{VOTED}"]')).to_contain_text(MENDED)
    sponsor.get_by_label("Your office").fill("Chief executive")
    sponsor.get_by_label("I have read this").check()
    follow(sponsor.get_by_role("button", name="Sign the assessment"))
    sponsor.goto(home)
    expect(sponsor.get_by_role("main")).to_contain_text("Signed by Sibyl Tran, Chief executive")

    follow(sponsor.get_by_role("link", name="Report 1"))
    steps.wait_for_report(sponsor)
    team = sponsor.get_by_role("region", name="Raters and their agreement")
    expect(team).to_contain_text("How far they agree")
    expect(team).to_contain_text(MENDED)
    expect(sponsor.get_by_role("main")).to_contain_text("Sibyl Tran")
    steps.check_tagged_pdf(steps.download(sponsor, "The report as PDF"))


def add_evidence(lead, home):
    """A file and a link at the contested item."""
    lead.goto(home)
    follow(lead.get_by_role("link", name="Evidence: ").first)
    lead.goto(f"{home}i/{VOTED}/evidence/")
    for source in ("file", "link"):
        if source == "file":
            lead.get_by_label("File").set_input_files(small_pdf())
        else:
            lead.get_by_label("Or a link").fill("https://intranet.example.org/safety")
        lead.get_by_label("Title").fill(f"Minutes of May, as a {source}")
        lead.get_by_label("Date of the evidence").fill("2026-05-04")
        lead.get_by_label("What it shows").fill("Page 2: what the council decided.")
        follow(lead.get_by_role("button", name="Add the evidence"))
        expect(lead.get_by_role("main")).to_contain_text(f"Minutes of May, as a {source}")
    check_axe(lead)
    with lead.expect_download() as waiting:
        lead.get_by_role("link", name="Minutes of May, as a file").first.click()
    assert waiting.value.path().read_bytes().startswith(b"%PDF")


def submit(lead, home):
    lead.goto(f"{home}review/")
    lead.get_by_label("Who signs").select_option(label="Sibyl Tran")
    lead.get_by_label("The answers are as complete and as true as we can make them.").check()
    follow(lead.get_by_role("button", name="Submit the assessment"))
    expect(lead.get_by_role("main")).to_contain_text("It waits for Sibyl Tran to sign")


def mend(lead, home):
    """The remark stands at the item; its reason is told better."""
    lead.goto(home)
    expect(lead.get_by_role("main")).to_contain_text("Sibyl Tran")
    lead.goto(f"{home}settle/safe/")
    item = lead.locator(f'[id="{VOTED}"]')
    expect(item).to_contain_text(REMARK)
    item.get_by_label("Why is this the answer?").fill(MENDED)
    follow(lead.get_by_role("button", name="Save and go Back"))
