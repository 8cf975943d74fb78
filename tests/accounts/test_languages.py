"""In which language a person is spoken to, in pages and in mails."""

from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from lhs_portal.accounts.actions.invitations import invite
from lhs_portal.accounts.actions.people import choose_language
from lhs_portal.accounts.languages import language_of
from lhs_portal.accounts.models import Organization, User
from lhs_portal.audit.models import Event
from lhs_portal.lib.languages import speaking
from tests.cast import client_of, make_person, seen_by

SWITCH = reverse("accounts:language")


def spoken(client: Client, **headers: str) -> str:
    page = client.get("/about/", headers=headers).content.decode()
    return page.split('<html lang="')[1].split('"')[0]


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("", "en"),
        ("es", "es"),
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("en-US,en;q=0.9,es;q=0.8", "en"),
        ("fr-FR,fr;q=0.9", "en"),
        ("*", "en"),
        ("../../es", "en"),
    ],
)
def test_browser_wish_decides_for_who_is_not_known(
    db: Any, client: Client, wish: str, language: str
) -> None:
    assert spoken(client, accept_language=wish) == language


def test_switcher_works_signed_out_and_outlasts_the_wish(db: Any, client: Client) -> None:
    response = client.post(SWITCH + "?next=/about/%3Fa%3D1", {"language": "es"})
    assert (response.status_code, response.url) == (302, "/about/?a=1")
    assert spoken(client, accept_language="en") == "es"
    client.post(SWITCH, {"language": "en"})
    assert spoken(client, accept_language="es") == "en"


def test_switcher_of_a_person_is_kept_with_the_account(bob: User) -> None:
    client = client_of(bob)
    client.post(SWITCH, {"language": "es"})
    bob.refresh_from_db()
    assert bob.language == "es"
    # Another browser of the same person, whatever it wishes.
    assert spoken(client_of(bob), accept_language="en") == "es"


def test_choosing_the_same_again_leaves_no_event(bob: User) -> None:
    choose_language(bob, by=bob, language="es")
    before = Event.objects.count()
    choose_language(bob, by=bob, language="es")
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "x", ""],
)
def test_switcher_leads_nowhere_else(db: Any, client: Client, elsewhere: str) -> None:
    response = client.post(SWITCH, {"language": "es"}, query_params={"next": elsewhere})
    assert response.url == "/"


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/privacy/?a=1", "/privacy/?a=1"),
        ("http://testserver//evil.example/", "/"),
        ("https://evil.example/privacy/", "/"),
        ("not an address", "/"),
    ],
)
def test_switcher_goes_back_to_the_page_that_the_browser_names(
    db: Any, client: Client, referer: str, back: str
) -> None:
    response = client.post(SWITCH, {"language": "es"}, headers={"referer": referer})
    assert response.url == back


def test_switcher_refuses_what_is_no_language_and_other_sites(db: Any, client: Client) -> None:
    assert client.get(SWITCH).status_code == 405
    assert client.post(SWITCH, {"language": "xx"}).status_code == 400
    assert client.post(SWITCH).status_code == 400
    strict = Client(enforce_csrf_checks=True)
    sent = strict.post(SWITCH, {"language": "es"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert sent.status_code == 403
    assert not sent.cookies
    assert strict.post(SWITCH, {"language": "es"}).status_code == 302


def test_pages_vary_and_files_do_not(db: Any, client: Client) -> None:
    vary = client.get("/about/").headers["Vary"]
    assert {"Accept-Language", "Cookie"} <= set(vary.split(", "))
    assert "Vary" not in client.get("/healthz").headers


def test_settings_page_holds_the_choice(bob: User) -> None:
    client = client_of(bob)
    form = {"name": "Bob Okafor", "number_keys": "on", "language": "es"}
    page = client.post(reverse("accounts:profile"), form, follow=True).content.decode()
    assert '<html lang="es">' in page
    assert "Sus cambios se guardaron." in page  # said in the language that was chosen
    page = client.post(reverse("accounts:profile"), {**form, "language": ""}, follow=True)
    assert '<html lang="en">' in page.content.decode()
    bob.refresh_from_db()
    assert bob.language == ""
    refused = client.post(reverse("accounts:profile"), {**form, "language": "xx"})
    assert "xx" in refused.content.decode()
    bob.refresh_from_db()
    assert bob.language == ""


def test_database_holds_no_other_language(bob: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=bob.pk).update(language="tlh")


def test_language_of_a_person_and_of_nobody(bob: User) -> None:
    assert language_of(bob) == "en"
    bob.language = "es"
    assert language_of(bob) == "es"
    with speaking("es"):
        assert language_of(None) == "es"
    assert language_of(None) == "en"


def test_who_signs_up_in_spanish_gets_mails_in_spanish(db: Any, client: Client) -> None:
    client.post(
        reverse("account_signup"),
        {"name": "Lucía", "email": "lucia@example.org", "password1": "amber-orchard-73"},
        headers={"accept-language": "es"},
    )
    assert User.objects.get(email="lucia@example.org").language == "es"
    assert mail.outbox[-1].subject == "Confirme su correo electrónico para el LHS Portal"
    assert "El enlace funciona durante tres días." in mail.outbox[-1].body


def test_reset_of_a_password_speaks_the_language_of_the_account(bob: User, client: Client) -> None:
    choose_language(bob, by=bob, language="es")
    client.post(reverse("account_reset_password"), {"email": bob.email})
    assert mail.outbox[-1].subject == "Una contraseña nueva para el LHS Portal"


@pytest.mark.parametrize(
    ("email", "subject"),
    [
        ("lucia@example.org", "Invitación a Mercy Valley Hospital en el LHS Portal"),
        ("nobody@example.org", "Invitation to Mercy Valley Hospital on the LHS Portal"),
    ],
)
def test_invitation_is_in_the_language_of_the_invited(
    alice: User,
    organization: Organization,
    django_capture_on_commit_callbacks: Any,
    email: str,
    subject: str,
) -> None:
    lucia = make_person("Lucia")
    choose_language(lucia, by=lucia, language="es")
    with django_capture_on_commit_callbacks(execute=True):
        invite(seen_by(alice, organization), by=alice, email=email, role="reader")
    assert mail.outbox[-1].subject == subject
    spanish = "con el rol de lectura" in mail.outbox[-1].body
    assert spanish == (email == lucia.email)


def test_fault_page_speaks_spanish_too(db: Any, client: Client) -> None:
    page = client.get("/nowhere/", headers={"accept-language": "es"}).content.decode()
    assert "No encontramos esa página" in page


def test_page_of_a_session_asks_no_query_more_in_spanish(
    bob: User, django_assert_num_queries: Any
) -> None:
    client = client_of(bob)
    with django_assert_num_queries(2):
        client.get("/about/")
    choose_language(bob, by=bob, language="es")
    with django_assert_num_queries(2):
        client.get("/about/")


def test_the_switcher_goes_back_to_what_was_asked_and_no_page_says_it(client: Client) -> None:
    page = client.get("/about/?a=asked").content.decode()
    assert "asked" not in page
    named = {"Referer": "http://testserver/about/?a=asked"}
    assert client.post(SWITCH, {"language": "es"}, headers=named)["Location"] == "/about/?a=asked"
    named = {"Referer": "http://elsewhere.example/about/"}
    response = client.post(SWITCH + "?next=/about/", {"language": "es"}, headers=named)
    assert response["Location"] == "/about/"
    assert "next=" not in client.get("/guessed/").content.decode()
