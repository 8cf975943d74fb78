"""Inviting by e-mail, from the role group to the list."""

import smtplib
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from assessments.actions import invite_rater
from assessments.models import Assessment, RaterInvitation
from lhs_portal.accounts.models import User
from tests.assessments.factories import publish_framework
from tests.assessments.rounds_factories import make_independent
from tests.cast import client_of, make_organization, make_person


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Any:
    """Inside it, what waits for the commit happens."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def url_of(assessment: Assessment, group: str = "?group=finance") -> str:
    return reverse("assessments:rater_invite", args=[assessment.pk]) + group


def test_role_group_is_chosen_first(preparing: Assessment, alice: User) -> None:
    client = client_of(alice)
    for group in ("", "?group=", "?group=nonsense"):
        page = client.get(url_of(preparing, group)).content.decode()
        assert page.count('href="?group=') == 10
        assert 'name="emails"' not in page
        assert client.post(url_of(preparing, group), {"emails": "x"}).status_code == 200


def test_many_addresses_in_many_forms_are_invited(
    preparing: Assessment, alice: User, committed: Any
) -> None:
    client = client_of(alice)
    page = client.get(url_of(preparing)).content.decode()
    assert "Invite: Finance" in page
    assert page.count("checked") == 7
    typed = "Ana@Example.org, Ben Li <ben@example.org>;\r\n\r\n  cy@example.org\r\nana@example.org"
    with committed():
        response = client.post(url_of(preparing), {"emails": typed, "sections": ["safe", "S1"]})
    assert response.status_code == 302
    invitations = RaterInvitation.objects.order_by("email")
    assert [(row.email, row.role_group, set(row.sections)) for row in invitations] == [
        (f"{name}@example.org", "finance", {"safe", "S1"}) for name in ("ana", "ben", "cy")
    ]
    assert len(mail.outbox) == 3


def test_fault_in_one_line_sends_nothing_and_keeps_all(preparing: Assessment, alice: User) -> None:
    typed = "ana@example.org\r\nnot an address\r\ncy@example.org"
    response = client_of(alice).post(url_of(preparing), {"emails": typed, "sections": ["safe"]})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Line 2: “not an address” is not an e-mail address." in page
    assert "ana@example.org\nnot an address\ncy@example.org</textarea>" in page.replace("\r", "")
    assert not RaterInvitation.objects.exists()


def test_refused_addresses_stay_with_their_reason_and_the_others_go(
    preparing: Assessment, alice: User, committed: Any
) -> None:
    invite_rater(assessment=preparing, email="ana@example.org", role_group="board", by=alice)
    with committed():
        response = client_of(alice).post(
            url_of(preparing),
            {"emails": "ana@example.org\nben@example.org", "sections": ["safe"]},
        )
    assert response.status_code == 422
    page = response.content.decode()
    assert "ana@example.org: This address has an open invitation." in page
    assert ">\nana@example.org</textarea>" in page
    assert [message.to for message in mail.outbox] == [["ben@example.org"]]


def test_no_section_is_told(preparing: Assessment, alice: User) -> None:
    response = client_of(alice).post(url_of(preparing), {"emails": "ana@example.org"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Choose at least one section." in page
    assert "ana@example.org</textarea>" in page
    assert "<details open>" in page


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>@example.org",
        "ana@example.org\u202emoc.live",
        "ana@example.org\x00",
        "ana@exa mple.org",
        "a" * 300 + "@example.org",
        '"a\\nBcc: eve@example.org"@example.org',
        "ana@example.org%0aBcc:eve@example.org",
        "{{7*7}}@{% load %}",
        "<<>>",
        "@",
        "x" * 40_000,
        "a," * 5_000,
    ],
)
def test_hostile_addresses_are_refused_in_words(
    preparing: Assessment, alice: User, typed: str
) -> None:
    response = client_of(alice).post(url_of(preparing), {"emails": typed, "sections": ["safe"]})
    assert response.status_code == 422
    assert "<script>alert" not in response.content.decode()
    assert "\u202e" not in response.content.decode().replace(typed, "")
    assert not RaterInvitation.objects.exists()


def test_too_many_at_once_are_told(preparing: Assessment, alice: User) -> None:
    typed = "\n".join(f"p{number}@example.org" for number in range(51))
    response = client_of(alice).post(url_of(preparing), {"emails": typed, "sections": ["safe"]})
    assert response.status_code == 422
    assert "Invite at most 50 people at once: these are 51." in response.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected("x"), ConnectionRefusedError()])
def test_invitations_are_kept_while_the_mail_server_is_down(
    monkeypatch: pytest.MonkeyPatch, caplog: Any, error: Exception
) -> None:
    tried = []

    def refuse(*_: object) -> None:
        tried.append(1)
        raise error

    alice = make_person("Alice Moreau")
    assessment = make_independent(make_organization(alice), publish_framework(), alice)
    client = client_of(alice)
    typed = {"emails": "ana@example.org\nben@example.org", "sections": ["safe"]}
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        page = client.post(url_of(assessment), typed, follow=True).content.decode()
    assert len(tried) == 1  # the second one does not wait for a server that is down
    assert "2 invitations are kept, but not sent yet." in page
    assert "Not sent" in page
    assert "Being sent" in page
    assert "ana@example.org" not in caplog.text

    invitation = RaterInvitation.objects.get(email="ana@example.org")
    again = reverse("assessments:rater_invitation_send_again", args=[assessment.pk, invitation.pk])
    assert "1 invitation is sent." in client.post(again, follow=True).content.decode()


def test_withdraw_and_send_again_from_the_list(preparing: Assessment, alice: User) -> None:
    invitation = invite_rater(
        assessment=preparing, email="ana@example.org", role_group="board", by=alice
    )
    client = client_of(alice)
    again, withdraw = (
        reverse(f"assessments:rater_invitation_{name}", args=[preparing.pk, invitation.pk])
        for name in ("send_again", "withdraw")
    )
    RaterInvitation.objects.update(sent_at=timezone.now())
    assert "Wait two minutes" in client.post(again, follow=True).content.decode()
    page = client.post(withdraw, follow=True).content.decode()
    assert "The invitation to ana@example.org is withdrawn." in page
    for url in (again, withdraw):
        assert "has been withdrawn" in client.post(url, follow=True).content.decode()


def test_form_of_somebody_signed_out_meanwhile_is_kept(preparing: Assessment) -> None:
    response = client_of().post(
        url_of(preparing),
        {"emails": "ana@example.org", "sections": ["safe"]},
        headers={"Origin": "http://testserver"},
    )
    assert response.status_code == 401
    assert "ana@example.org" in response.content.decode()
