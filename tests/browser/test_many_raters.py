"""Many people, one honest answer: from the invitations to what a meeting settles."""

from playwright.sync_api import expect

from tests.browser import rating_steps, steps
from tests.browser.checks import check_axe, check_focus, check_width
from tests.browser.following import follow
from tests.browser.rounds_scene import LEAD
from tests.browser.test_keyboard import enter as enter_by_key
from tests.browser.test_keyboard import tab_to
from tests.browser.windows import PHONE

ASKED = ("engaged", "safe")
TITLE = "Emergency care, 2026"
# Of each section the first item is seen in two ways; the rest is alike.
LOW = {"engaged": "0333", "safe": "4333"}
HIGH = {"engaged": "4333", "safe": "0333"}
CONTESTED = ("engaged.1", "safe.1")


def test_five_rate_alone_and_a_meeting_settles_what_differs(enter, open_context):
    lead = enter(LEAD, follows=True)
    home = rating_steps.start_independent(lead, "Blue Mesa Hospital", TITLE)
    link = invite_and_open(lead)
    check_axe(lead)

    by_mail(enter("hattie"), "hattie@example.org", LOW)
    by_mail(enter("nolan", javascript=False), "nolan@example.org", LOW, script=False)
    expect_blind(lead)
    by_keyboard(enter("jude", viewport=PHONE))
    by_link(enter("edith"), link, HIGH)
    newcomer = open_context(viewport=PHONE, follows=True).new_page()
    newcomer.goto(link)
    follow(newcomer.get_by_role("main").get_by_role("link", name="Create an account"))
    steps.sign_up(
        newcomer, name="Opal Reyes", email="opal@newcomer.example", password="amber-orchard-73"
    )
    by_link(newcomer, link, HIGH)

    lead.goto(home)
    expect(lead.locator(".summary")).to_contain_text("5 of 5 raters have finished")
    follow(lead.get_by_role("link", name="See who has finished"))
    follow(lead.get_by_role("link", name="Close the round"))
    follow(lead.get_by_role("button", name="Close the round"))
    follow(lead.get_by_role("link", name="Settle the answers"))
    follow(lead.get_by_role("button", name="Accept the 6 uncontested items"))
    expect(lead.locator(".summary")).to_contain_text("6 of 88 settled")

    phones = [
        *(enter(name, viewport=PHONE, follows=True) for name in ("hattie", "edith")),
        newcomer,
    ]
    meet(lead, home, phones)
    lead.goto(f"{home}settle/")
    expect(lead.locator(".summary")).to_contain_text("8 of 88 settled")


def invite_and_open(lead):
    follow(lead.get_by_role("link", name="Invite raters"))
    mails = ["hattie@example.org", "nolan@example.org"]
    rating_steps.invite(lead, "Clinical front line", mails, ASKED)
    rating_steps.invite(lead, "Quality and safety", ["jude@example.org"], ASKED)
    link = rating_steps.make_link(lead, "Other front line", 2, ASKED)
    rating_steps.open_round(lead)
    return link


def by_mail(page, email, chosen, **options):
    page.goto("/demo/mail/")
    steps.follow_newest_mail(page, email)
    rating_steps.take_part(page)
    rating_steps.rate_sections(page, chosen, **options)


def by_link(page, link, chosen):
    page.goto(link)
    rating_steps.take_part(page)
    rating_steps.rate_sections(page, chosen)


def by_keyboard(page):
    """Jude joins and rates on a phone with nothing but keys."""
    page.goto("/demo/mail/")
    steps.follow_newest_mail(page, "jude@example.org")
    take_part = page.get_by_role("button", name="Take part")
    expect(take_part).to_be_visible()
    check_width(page)
    enter_by_key(page, take_part)
    begin = page.get_by_role("link", name="Begin:")
    expect(begin).to_be_visible()
    check_width(page)
    enter_by_key(page, begin)
    for levels in rating_steps.follow_sections(page, LOW):
        check_width(page)
        for card, level in zip(steps.items(page), levels, strict=True):
            tab_to(page, card.get_by_role("radio").first)
            page.keyboard.press(level)
            check_focus(page)
            steps.expect_saved(card)
        enter_by_key(page, page.get_by_role("button", name=rating_steps.GO_ON))
    rating_steps.expect_finished(page)


def expect_blind(lead):
    """The lead sees who has finished, and nothing of what was chosen."""
    lead.reload()
    expect(lead.locator(".summary")).to_contain_text("2 of 2 finished")
    address = lead.url.replace("raters", "settle")
    lead.goto(address)
    expect(lead.locator("input[type=radio]")).to_have_count(0)
    expect(lead.get_by_role("img")).to_have_count(0)
    lead.go_back()


def meet(lead, home, phones):
    """Two contested items, each with a vote; nobody’s page is loaded again on the way."""
    for phone in phones:
        phone.goto(f"{home}vote/")
        expect(phone.get_by_role("heading", name="Keep this page open")).to_be_visible()
        rating_steps.mark(phone)
    lead.goto(home)
    follow(lead.get_by_role("link", name="Settle in a meeting"))
    for number, code in enumerate(CONTESTED):
        lead.goto(f"{home}meeting/?item={code}")
        rating_steps.mark(lead)
        lead.get_by_role("button", name="Open the vote").click()
        for count, phone in enumerate(phones, start=1):
            expect(phone.locator("fieldset.item")).to_be_visible()
            rating_steps.vote(phone, "2")
            expect(lead.locator("#said")).to_contain_text(f"{count} ha")
            expect(lead.get_by_text("After the vote")).to_have_count(0)
        if number == 0:
            check_axe(lead)
            check_axe(phones[-1])
        lead.get_by_role("button", name="Close the vote").click()
        expect(lead.locator("#levels")).to_contain_text("After the vote")
        assert rating_steps.stayed(lead)
        lead.get_by_role("radio", name="2").check()
        lead.get_by_label("Why is this the answer?").fill("By day it holds, at night it does not.")
        follow(lead.get_by_role("button", name="Record the consensus"))
        expect(lead.locator("#settled")).to_contain_text("Settled: 2")
    assert all(rating_steps.stayed(phone) for phone in phones)
