"""Invitations, for people without an account and with one, and links that have ended."""

from playwright.sync_api import expect

from lhs_portal.site.demo import cast
from tests.browser import steps
from tests.browser.following import follow
from tests.browser.windows import fill_sign_in

PLAN = "Prairie Shield Health Plan"
LEAD = "imogen@prairieshield.example"


def invite(page, email, role):
    page.goto("/")
    follow(page.get_by_role("link", name=PLAN, exact=True))
    follow(page.get_by_role("link", name="Invite a colleague"))
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label(role).check()
    follow(page.get_by_role("button", name="Send the invitation"))
    expect(page.locator("li", has_text=email)).to_contain_text("Good until")


def open_link(page, email):
    page.goto("/demo/mail/")
    steps.follow_newest_mail(page, email)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Invitation to {PLAN}")


def test_person_without_an_account_joins_by_the_link(sign_in, open_context):
    invite(sign_in(LEAD), "petra@newcomer.example", "Contributor")
    page = open_context().new_page()
    open_link(page, "petra@newcomer.example")
    follow(page.get_by_role("main").get_by_role("link", name="Create an account"))
    page.get_by_label("Your name").fill("Petra Lindholm")
    page.get_by_label("E-mail address").fill("petra@newcomer.example")
    page.get_by_label("Password").fill("amber-orchard-73")
    follow(page.get_by_role("button", name="Create the account"))
    follow(page.get_by_role("button", name="Accept the invitation"))
    expect(page.get_by_text(f"You are a contributor of {PLAN}.")).to_be_visible()
    expect(page.get_by_role("row", name="Petra Lindholm (you)")).to_contain_text("Contributor")


def test_person_with_an_account_signs_in_and_joins(sign_in, open_context):
    invite(sign_in(LEAD), "stella@portal.example", "Reader")
    page = open_context().new_page()
    open_link(page, "stella@portal.example")
    follow(page.get_by_role("main").get_by_role("link", name="Sign in"))
    fill_sign_in(page, "stella@portal.example", cast.password())
    follow(page.get_by_role("button", name="Accept the invitation"))
    expect(page.get_by_text(f"You are a reader of {PLAN}.")).to_be_visible()


def test_withdrawn_invitation_says_so(sign_in, open_context):
    lead = sign_in(LEAD)
    invite(lead, "otto@nobody.example", "Lead")
    follow(lead.get_by_role("button", name="Withdraw the invitation to otto@nobody.example"))
    expect(lead.locator("li", has_text="otto@nobody.example")).to_have_count(0)
    page = open_context(answers={410}).new_page()
    open_link(page, "otto@nobody.example")
    expect(page.locator(".alert")).to_contain_text("withdrawn")
    expect(page.get_by_role("button", name="Accept the invitation")).to_have_count(0)


def test_invitation_of_somebody_else_is_refused_in_words(sign_in):
    invite(sign_in(LEAD), "rosa@elsewhere.example", "Reader")
    page = sign_in("gideon@riverbend.example", answers={403})
    open_link(page, "rosa@elsewhere.example")
    expect(page.get_by_role("alert")).to_contain_text("rosa@elsewhere.example")
    expect(page.get_by_role("button", name="Accept the invitation")).to_have_count(0)
