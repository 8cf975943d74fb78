"""A security key, simulated by the browser: added, asked for at sign-in, under the strict policy."""

from playwright.sync_api import expect

from lhs_portal.site.demo import cast
from tests.browser.following import follow
from tests.browser.windows import fill_sign_in

PERSON = "ines@portal.example"


def plug_in_key(page):
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_key_is_added_and_is_the_second_step_of_a_sign_in(sign_in):
    page = sign_in(PERSON, fresh=True)
    plug_in_key(page)
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Password").fill(cast.password())
    follow(page.get_by_role("main").get_by_role("button").first)
    page.wait_for_url("**/2fa/webauthn/add/")
    page.get_by_role("button", name="Add").click()
    page.wait_for_url(lambda url: "webauthn/add" not in url)

    page.goto("/")
    follow(page.get_by_role("button", name="Sign out"))
    page.goto("/accounts/login/")
    fill_sign_in(page, PERSON, cast.password())
    page.wait_for_url("**/2fa/authenticate/")
    page.get_by_role("button", name="key").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
