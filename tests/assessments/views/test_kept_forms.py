"""What is typed survives a sign-out and a stale token, whichever form it is in."""

import re
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment
from assessments.queries import history_of, load_answers
from lhs_portal.accounts.models import User
from tests.assessments.factories import submit_all
from tests.assessments.pages import fields_of

OURS = {"Origin": "http://testserver"}
THEIRS = {"Origin": "https://elsewhere.example"}
TEXT = {"i-safe.1-choice": "na", "i-safe.1-reason": "Two\r\nlines", "i-safe.1-version": "0"}


@pytest.fixture
def strict(bob: User) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(bob)
    return client


@pytest.fixture
def url(assessment: Assessment) -> str:
    return reverse("assessments:section", args=[assessment.pk, "safe"])


def token_in(response: Any) -> str:
    found = re.search(
        r'data-kept><input type="hidden" name="csrfmiddlewaretoken" value="(\w+)"',
        response.content.decode(),
    )
    assert found
    return found[1]


def test_stale_token_gives_the_form_back_with_a_fresh_one(
    strict: Client, assessment: Assessment, url: str
) -> None:
    strict.get(url)
    kept = strict.post(url, {**TEXT, "csrfmiddlewaretoken": "x" * 64}, headers=OURS)
    assert kept.status_code == 403
    assert "Send it once more" in kept.content.decode()
    assert load_answers(assessment)["safe.1"].version == 0
    fields = {**fields_of(kept), "csrfmiddlewaretoken": token_in(kept)}
    assert strict.post(url, fields, headers=OURS).status_code == 302
    assert load_answers(assessment)["safe.1"].entry.reason == "Two\nlines"


def test_whole_way_of_a_session_that_ended(
    strict: Client, assessment: Assessment, bob: User, url: str
) -> None:
    """Signed out while typing, signed in again in another tab, which changes the token."""
    strict.get(url)
    old = strict.cookies["csrftoken"].value
    del strict.cookies["sessionid"]
    kept = strict.post(url, {**TEXT, "csrfmiddlewaretoken": old}, headers=OURS)
    assert kept.status_code == 401
    strict.force_login(bob)
    strict.cookies["csrftoken"] = "a" * 32
    again = strict.post(
        url, {**fields_of(kept), "csrfmiddlewaretoken": token_in(kept)}, headers=OURS
    )
    assert again.status_code == 403
    fields = {**fields_of(again), "csrfmiddlewaretoken": token_in(again)}
    assert strict.post(url, fields, headers=OURS).status_code == 302
    assert load_answers(assessment)["safe.1"].entry.reason == "Two\nlines"


@pytest.mark.parametrize("headers", [THEIRS, {"Origin": "null"}, {}])
def test_form_of_another_site_is_not_given_back(
    strict: Client, url: str, headers: dict[str, str]
) -> None:
    response = strict.post(url, TEXT, headers=headers)
    assert response.status_code == 403
    assert "data-kept" not in response.content.decode()
    assert "lines" not in response.content.decode()


def test_form_from_an_older_browser_is_known_by_its_fetch_header(strict: Client, url: str) -> None:
    response = strict.post(url, TEXT, headers={"Sec-Fetch-Site": "same-origin"})
    assert "data-kept" in response.content.decode()


def test_form_with_a_password_is_never_given_back() -> None:
    client = Client(enforce_csrf_checks=True)
    body = {"login": "alice@example.org", "password": "correct horse"}
    response = client.post(reverse("account_login"), body, headers=OURS)
    assert response.status_code == 403
    assert "correct horse" not in response.content.decode()
    assert "data-kept" not in response.content.decode()


def test_reason_for_reopening_is_kept_too(assessment: Assessment, alice: User) -> None:
    submit_all(assessment, alice)
    client = Client()
    url = reverse("assessments:reopen", args=[assessment.pk])
    kept = client.post(url, {"reason": "Two units were left out"}, headers=OURS)
    assert (kept.status_code, fields_of(kept)) == (401, {"reason": "Two units were left out"})
    client.force_login(alice)
    client.post(url, fields_of(kept))
    event = history_of(assessment).first()
    assert event is not None
    assert event.after == {"reason": "Two units were left out"}


def test_kept_page_is_stored_nowhere(assessment: Assessment, url: str) -> None:
    response = Client().post(url, TEXT, headers=OURS)
    assert "no-store" in response["Cache-Control"]
    assert "sessionid" not in response.cookies


def test_fault_of_the_server_gives_the_form_back(
    assessment: Assessment, bob: User, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**kwargs: Any) -> None:
        raise OperationalError("the database is restarting")

    client = Client(raise_request_exception=False)
    client.force_login(bob)
    with monkeypatch.context() as patch:
        patch.setattr("assessments.views.section.save_answers", fail)
        kept = client.post(url, TEXT, headers=OURS)
    assert kept.status_code == 500
    assert client.post(url, fields_of(kept)).status_code == 302
    assert load_answers(assessment)["safe.1"].entry.reason == "Two\nlines"


def test_fault_of_the_database_needs_none_for_the_form(
    url: str, bob: User, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    def fail(*args: Any) -> None:
        raise OperationalError("the database is restarting")

    client = Client(raise_request_exception=False)
    client.force_login(bob)
    with monkeypatch.context() as patch, django_assert_num_queries(0):
        patch.setattr("django.contrib.sessions.backends.db.SessionStore.load", fail)
        kept = client.post(url, TEXT, headers=OURS)
    assert (kept.status_code, fields_of(kept)["i-safe.1-reason"]) == (500, "Two\r\nlines")


def test_button_without_text_leads_to_the_sign_in_and_not_back(assessment: Assessment) -> None:
    """The address of a button answers no GET."""
    response = Client().post(reverse("reports:request_preliminary", args=[assessment.pk]))
    assert (response.status_code, response["Location"]) == (302, reverse("account_login"))
