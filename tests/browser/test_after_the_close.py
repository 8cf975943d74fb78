"""Too late, too many or too much: what is refused is told, and what was typed stays."""

from playwright.sync_api import expect

from tests.browser import rating_steps, steps
from tests.browser.checks import check_axe
from tests.browser.following import follow, unfold
from tests.browser.rounds_scene import LEAD, SECOND_LEAD, VOTED, VOTER
from tests.browser.windows import PHONE

NOTE = "Nights differ from days: 4 of 11 units, <b>counted</b> in May."


def test_round_is_closed_while_a_link_is_used_up_and_a_rater_types(enter, scene):
    """Two leads close at once: the second one is told, and so is who rates after that."""
    edith, nolan = enter("edith"), enter("nolan", answers={410})
    edith.goto(scene["join"])
    rating_steps.take_part(edith)
    nolan.goto(scene["join"])
    expect(nolan.locator(".alert")).to_contain_text("taken")
    expect(nolan.get_by_role("button", name="Take part")).to_have_count(0)

    rater = enter("hattie", javascript=False, answers={409, 422})
    rater.goto(f"{scene['rated']}rate/s/engaged/")
    card = steps.items(rater)[0]
    steps.choose(card, "1")
    unfold(card.get_by_text("Add a note"))
    card.get_by_role("textbox").last.fill(NOTE)

    leads = [enter(LEAD), enter(SECOND_LEAD)]
    for lead in leads:
        lead.goto(f"{scene['rated']}round/close/")
    for lead in leads:
        follow(lead.get_by_role("button", name="Close the round"))
    expect(leads[0].get_by_role("link", name="Settle the answers")).to_be_visible()
    expect(leads[1].get_by_text("has closed the round already")).to_be_visible()

    follow(rater.get_by_role("button", name="Save and continue").last)
    expect(rater.get_by_role("alert")).to_contain_text("What you typed is not saved")
    expect(rater.get_by_role("main")).to_contain_text(NOTE)


def test_choice_after_the_vote_is_told_and_the_page_follows(enter, scene):
    """One phone sends while the facilitator closes; one has no script, and hears it as well."""
    plain = enter(VOTER, viewport=PHONE, javascript=False, answers={409})
    plain.goto(f"{scene['voting']}vote/")
    plain.locator('input[name=choice][value="3"]').check()
    phone = enter("rater1", viewport=PHONE, follows=True)
    phone.goto(f"{scene['voting']}vote/")
    expect(phone.get_by_role("button", name="Send my choice")).to_be_visible()

    lead = enter(LEAD, follows=True)
    lead.goto(f"{scene['voting']}meeting/?item={VOTED}")
    lead.get_by_role("button", name="Close the vote").click()
    expect(phone.get_by_role("button", name="Send my choice")).to_have_count(0)
    follow(plain.get_by_role("button", name="Send my choice"))
    expect(plain.get_by_role("main")).to_contain_text("closed")
    expect(lead.locator("#levels")).not_to_contain_text("After the vote 1")


def test_refused_upload_keeps_the_text(enter, scene):
    page = enter(LEAD, answers={422})
    page.goto(f"{scene['voting']}i/{VOTED}/evidence/")
    page.get_by_label("File").set_input_files(
        {"name": "minutes.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90\x00 not a PDF"}
    )
    page.get_by_label("Title").fill("Minutes of May")
    page.get_by_label("Date of the evidence").fill("2026-05-04")
    page.get_by_label("What it shows").fill(NOTE)
    follow(page.get_by_role("button", name="Add the evidence"))
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Minutes of May")
    expect(page.get_by_label("What it shows")).to_have_value(NOTE)
    check_axe(page)
