"""allauth's pages in the portal's dress, each of them; and the way through sign-up and reset."""

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from lhs_portal.accounts.models import User
from tests.cast import client_of, make_person

PASSWORD = "cedar-lantern-41"


@pytest.fixture
def dana(db):
    cache.clear()
    return make_person("Dana Reyes", password=PASSWORD)


def link_in_mail():
    return re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body).group(1)


def is_dressed(response):
    page = response.content.decode()
    return (
        response.status_code == 200
        and "css/components.css" in page
        and page.count("<h1") == 1
        and "Not affiliated" in page
        and "<p><label" not in page
        and " style=" not in page
    )


@pytest.mark.parametrize(
    "route",
    [
        "account_login",
        "account_signup",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_email_verification_sent",
        "account_inactive",
    ],
)
def test_page_for_people_who_are_signed_out_is_dressed(db, route):
    assert is_dressed(client_of().get(reverse(route)))


@pytest.mark.parametrize(
    "route", ["account_email", "account_change_password", "account_logout", "mfa_index"]
)
def test_page_for_people_who_are_signed_in_is_dressed(dana, route):
    assert is_dressed(client_of(dana).get(reverse(route)))


def test_sign_up_confirms_the_address_and_comes_back(db):
    cache.clear()
    client = client_of()
    response = client.post(
        reverse("account_signup"),
        {
            "email": "Dana@Example.org",
            "name": "Dana Reyes",
            "password1": PASSWORD,
            "next": "/o/new/",
        },
    )
    assert response.url == reverse("account_email_verification_sent")
    dana = User.objects.get()
    assert (dana.email, dana.name) == ("dana@example.org", "Dana Reyes")
    assert client.get("/me/").status_code == 302
    assert mail.outbox[0].subject == "Confirm your e-mail address for the LHS Portal"
    link = link_in_mail()
    assert is_dressed(client.get(link))
    response = client.post(link)
    assert response.url == "/o/new/"
    assert client.get("/me/").status_code == 200
    assert EmailAddress.objects.get().verified


def test_confirmation_link_that_is_no_good_is_dressed(db):
    response = client_of().get(reverse("account_confirm_email", args=["nonsense"]))
    assert is_dressed(response)
    assert "too old" in response.content.decode()


@pytest.mark.parametrize("name", ["Dana\r\nReyes", "D\x00", "\u202eanaD", ""])
def test_sign_up_names_the_field_that_it_refuses_and_keeps_the_rest(db, name):
    response = client_of().post(
        reverse("account_signup"),
        {"email": "dana@example.org", "name": name, "password1": PASSWORD},
    )
    page = response.content.decode()
    assert is_dressed(response)
    assert 'href="#id_name">Your name: ' in page
    assert 'value="dana@example.org"' in page
    assert PASSWORD not in page
    assert not User.objects.exists()


@pytest.mark.parametrize("text", ["%00", "a%00@example.org", "%ED%A0%BD", "%FF", "x" * 100_000])
def test_hostile_sign_in_is_an_error_and_no_fault(dana, text):
    response = client_of().post(
        reverse("account_login"),
        f"login={text}&password=%00{text[:6]}",
        content_type="application/x-www-form-urlencoded",
    )
    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()


def test_sign_in_does_not_tell_whether_an_account_exists(dana):
    pages = []
    for email in ("dana@example.org", "nobody@example.org"):
        response = client_of().post(reverse("account_login"), {"login": email, "password": "wrong"})
        assert is_dressed(response)
        pages.append(re.findall(r'class="alert.*?</div>', response.content.decode(), re.DOTALL))
    assert pages[0] == pages[1]


def test_sign_in_is_limited_after_failures(dana):
    client = client_of()
    for _ in range(5):
        client.post(reverse("account_login"), {"login": dana.email, "password": "wrong"})
    response = client.post(reverse("account_login"), {"login": dana.email, "password": PASSWORD})
    assert "Too many failed login attempts" in response.content.decode()
    assert is_dressed(response)


def test_rate_limited_page_is_dressed(dana):
    client = client_of()
    for _ in range(21):
        response = client.post(reverse("account_signup"), {"email": "x"})
    assert response.status_code == 429
    assert "css/components.css" in response.content.decode()


def test_password_is_reset_through_the_mail(dana):
    client = client_of()
    response = client.post(reverse("account_reset_password"), {"email": dana.email}, follow=True)
    assert is_dressed(response)
    assert mail.outbox[0].subject == "A new password for the LHS Portal"
    response = client.get(link_in_mail(), follow=True)
    assert is_dressed(response)
    address = response.redirect_chain[-1][0]
    data = {"password1": "harbor-violet-92", "password2": "harbor-violet-92"}
    assert is_dressed(client.post(address, {**data, "password2": "other"}))
    assert is_dressed(client.post(address, data, follow=True))
    dana.refresh_from_db()
    assert dana.check_password("harbor-violet-92")


def test_password_reset_with_a_bad_key_is_dressed(db):
    response = client_of().get(reverse("account_reset_password_from_key", args=["1", "x-y"]))
    assert is_dressed(response)


def test_password_is_changed(dana):
    client = client_of(dana)
    data = {
        "oldpassword": PASSWORD,
        "password1": "harbor-violet-92",
        "password2": "harbor-violet-92",
    }
    assert is_dressed(client.post(reverse("account_change_password"), {**data, "oldpassword": "x"}))
    client.post(reverse("account_change_password"), data)
    dana.refresh_from_db()
    assert dana.check_password("harbor-violet-92")


def test_second_address_is_added_confirmed_and_made_primary(dana):
    client = client_of(dana)
    page = reverse("account_email")
    response = client.post(page, {"action_add": "", "email": "d.reyes@work.example"}, follow=True)
    assert is_dressed(response)
    assert "Not confirmed" in response.content.decode()
    client.post(link_in_mail())
    client.post(page, {"action_primary": "", "email": "d.reyes@work.example"})
    dana.refresh_from_db()
    assert dana.email == "d.reyes@work.example"
    client.post(page, {"action_remove": "", "email": "dana@example.org"})
    assert EmailAddress.objects.get(user=dana).email == "d.reyes@work.example"


def code_of(secret):
    """The six digits of an authenticator app now (RFC 6238)."""
    digest = hmac.digest(
        base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1
    )
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def test_second_step_is_set_up_used_and_taken_away(dana):
    client = client_of(dana)
    activate = reverse("mfa_activate_totp")
    confirm = client.get(activate).url
    assert is_dressed(client.get(confirm))
    client.post(confirm, {"password": PASSWORD})
    page = client.get(activate)
    assert is_dressed(page)
    assert 'src="data:image/svg+xml' in page.content.decode()
    secret = client.session["mfa.totp.secret"]
    assert is_dressed(client.post(activate, {"code": "000000"}))
    codes = client.post(activate, {"code": code_of(secret)}, follow=True)
    assert is_dressed(codes)
    for route in (
        "mfa_index",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp",
    ):
        assert is_dressed(client.get(reverse(route))), route

    cache.clear()
    browser = client_of()
    credentials = {"login": dana.email, "password": PASSWORD, "next": "/o/new/"}
    response = browser.post(reverse("account_login"), credentials)
    assert response.url == reverse("mfa_authenticate")
    assert is_dressed(browser.get(response.url))
    assert browser.get("/me/").status_code == 302
    [unused] = client.get(reverse("mfa_download_recovery_codes")).content.decode().split()[:1]
    assert browser.post(response.url, {"code": unused}).url == "/o/new/"

    client.post(reverse("mfa_deactivate_totp"))
    assert "not active" in client.get(reverse("mfa_index")).content.decode()


def test_sign_up_survives_a_mail_server_that_is_down(db, monkeypatch, caplog):
    def refuse(*_args, **_kwargs):
        raise ConnectionRefusedError

    cache.clear()
    client = client_of()
    data = {"email": "dana@example.org", "name": "Dana Reyes", "password1": PASSWORD}
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        page = client.post(reverse("account_signup"), data, follow=True)
    assert "did not take our mail" in page.content.decode()
    assert "mail_not_sent" in caplog.text
    assert "dana@example.org" not in caplog.text

    cache.clear()
    credentials = {"login": "dana@example.org", "password": PASSWORD}
    client.post(reverse("account_login"), credentials)
    client.post(link_in_mail())
    assert EmailAddress.objects.get().verified


def test_sign_up_refuses_a_password_like_the_name(db):
    page = client_of().post(
        reverse("account_signup"),
        {"email": "x7@example.org", "name": "Dana Reyes", "password1": "dana-reyes1"},
    )
    assert "too similar to the name" in page.content.decode()
    assert not User.objects.exists()


def test_new_password_like_the_name_is_refused(dana):
    page = client_of(dana).post(
        reverse("account_change_password"),
        {"oldpassword": "cedar-lantern-41", "password1": "dana-reyes1", "password2": "dana-reyes1"},
    )
    assert "too similar to the name" in page.content.decode()
