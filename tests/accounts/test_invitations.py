"""Invitations, from the lead's page to the membership."""

import re
import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from lhs_portal.accounts.actions.invitations import (
    MOST_IN_A_DAY,
    accept,
    invite,
    send_again,
    withdraw,
)
from lhs_portal.accounts.models import Invitation, Membership, User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.lib.tokens import digest_of_token
from tests.cast import client_of, make_organization, make_person


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Inside it, what waits for the commit happens."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def page_of(organization):
    return reverse("accounts:invitation_new", args=[organization.pk])


def link_in_mail():
    return re.search(r"https?://[^/]+(/invitations/\S+)", mail.outbox[-1].body).group(1)


def send(client, organization, committed, *, email="dana@example.org", role="reader"):
    with committed():
        response = client.post(page_of(organization), {"email": email, "role": role})
    assert response.status_code == 302, response.content.decode()
    return Invitation.objects.first()


def test_invite_page_sends_a_mail_whose_token_is_kept_hashed(alice, organization, committed):
    invitation = send(client_of(alice), organization, committed)
    assert invitation.sent_at
    [message] = mail.outbox
    assert message.to == ["dana@example.org"]
    assert message.subject == "Invitation to Mercy Valley Hospital on the LHS Portal"
    assert "Alice Moreau invites you to join Mercy Valley Hospital" in message.body
    token = link_in_mail().split("/")[2]
    assert invitation.token_digest == digest_of_token(token)
    assert token not in invitation.token_digest


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected("x"), ConnectionRefusedError()])
def test_invitation_is_kept_while_the_mail_server_is_down(monkeypatch, caplog, error):
    def refuse(*_args, **_kwargs):
        raise error

    alice = make_person("Alice Moreau")
    organization = make_organization(alice)
    client = client_of(alice)
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        response = client.post(
            page_of(organization), {"email": "dana@example.org", "role": "reader"}, follow=True
        )
    page = response.content.decode()
    assert "the mail server did not take it" in page
    assert "Not sent" in page
    invitation = Invitation.objects.get()
    assert invitation.sent_at is None
    assert "invitation_not_sent" in caplog.text
    assert "dana@example.org" not in caplog.text

    again = reverse("accounts:invitation_send_again", args=[organization.pk, invitation.pk])
    page = client.post(again, follow=True).content.decode()
    assert "The invitation to dana@example.org is sent." in page
    invitation.refresh_from_db()
    assert invitation.sent_at


def test_person_without_account_signs_up_from_the_link_and_joins(alice, organization, committed):
    send(client_of(alice), organization, committed, role="contributor")
    browser = client_of()
    link = link_in_mail()
    page = browser.get(link).content.decode()
    assert "Mercy Valley Hospital as a contributor" in page
    assert f"{reverse('account_signup')}?next={link}" in page
    response = browser.post(
        f"{reverse('account_signup')}?next={link}",
        {
            "email": "dana@example.org",
            "name": "Dana Reyes",
            "password1": "cedar-lantern-41",
            "next": link,
        },
    )
    assert response.url == link
    response = browser.post(link, follow=True)
    assert "You are a contributor of Mercy Valley Hospital." in response.content.decode()
    assert Membership.objects.get(user__name="Dana Reyes").role == "contributor"


def test_person_with_account_signs_in_from_the_link_and_joins(alice, organization, committed):
    make_person("Dana Reyes", password="cedar-lantern-41")
    send(client_of(alice), organization, committed)
    link, browser = link_in_mail(), client_of()
    response = browser.post(
        f"{reverse('account_login')}?next={link}",
        {"login": "dana@example.org", "password": "cedar-lantern-41", "next": link},
    )
    assert response.url == link
    assert "Accept the invitation" in browser.get(link).content.decode()
    browser.post(link)
    assert Membership.objects.get(user__name="Dana Reyes").role == "reader"


def test_other_account_is_refused_and_told_why(alice, charlie, organization):
    _, token = invite(organization, by=alice, email="dana@example.org", role="lead")
    address = reverse("accounts:invitation", args=[token])
    client = client_of(charlie)
    assert "This invitation is for dana@example.org" in client.get(address).content.decode()
    response = client.post(address)
    assert response.status_code == 403
    assert "This invitation is for dana@example.org" in response.content.decode()
    assert not Membership.objects.filter(user=charlie).exists()


def test_unconfirmed_address_is_refused(alice, organization):
    dana = make_person("Dana Reyes")
    dana.emailaddress_set.update(verified=False)
    invitation, _ = invite(organization, by=alice, email=dana.email, role="reader")
    with pytest.raises(Refused, match="not a confirmed address"):
        accept(invitation, by=dana)


def test_second_confirmed_address_is_enough(alice, organization):
    dana = make_person("Dana Reyes")
    dana.emailaddress_set.create(email="d.reyes@work.example", verified=True, primary=False)
    invitation, _ = invite(organization, by=alice, email="D.Reyes@work.example", role="reader")
    assert accept(invitation, by=dana).role == "reader"


def test_accept_twice_is_one_membership_and_no_error(alice, organization):
    dana = make_person("Dana Reyes")
    _, token = invite(organization, by=alice, email=dana.email, role="reader")
    client, address = client_of(dana), reverse("accounts:invitation", args=[token])
    for _ in range(2):
        assert client.post(address).status_code == 302
    assert Membership.objects.filter(user=dana).count() == 1
    assert client.get(address).url == reverse("accounts:organization", args=[organization.pk])


def test_used_invitation_is_no_good_for_another(alice, bob, charlie, organization):
    invitation = Invitation.objects.get(email=bob.email)
    with pytest.raises(Refused, match="has been used"):
        accept(invitation, by=charlie)


def test_expired_and_withdrawn_links_are_gone_and_say_so(alice, organization):
    dana = make_person("Dana Reyes")
    first, old = invite(organization, by=alice, email=dana.email, role="reader")
    withdraw(first, by=alice)
    second, expired = invite(organization, by=alice, email=dana.email, role="reader")
    Invitation.objects.filter(pk=second.pk).update(expires_at=timezone.now())
    for client in (client_of(), client_of(dana)):
        for token, words in ((old, "withdrawn"), (expired, "expired")):
            response = client.get(reverse("accounts:invitation", args=[token]))
            assert response.status_code == 410
            assert words in response.content.decode()
    response = client_of(dana).post(reverse("accounts:invitation", args=[expired]))
    assert response.status_code == 403
    assert not Membership.objects.filter(user=dana).exists()


def test_unknown_token_is_not_found(db):
    assert client_of().get(reverse("accounts:invitation", args=["x" * 43])).status_code == 404


def test_send_again_ends_the_old_link(alice, organization):
    dana = make_person("Dana Reyes")
    invitation, old = invite(organization, by=alice, email=dana.email, role="reader")
    token = send_again(invitation, by=alice)
    client = client_of(dana)
    assert client.post(reverse("accounts:invitation", args=[old])).status_code == 404
    assert client.post(reverse("accounts:invitation", args=[token])).status_code == 302


def test_send_again_at_once_is_refused(alice, organization, committed):
    client = client_of(alice)
    invitation = send(client, organization, committed)
    address = reverse("accounts:invitation_send_again", args=[organization.pk, invitation.pk])
    assert "Wait two minutes" in client.post(address, follow=True).content.decode()
    assert len(mail.outbox) == 1


def test_send_again_after_the_end_is_refused(alice, organization):
    invitation, _ = invite(organization, by=alice, email="dana@example.org", role="reader")
    withdraw(invitation, by=alice)
    with pytest.raises(Refused, match="has been withdrawn"):
        send_again(invitation, by=alice)
    with pytest.raises(Refused, match="has been withdrawn"):
        withdraw(invitation, by=alice)


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("bob@example.org", "is a member already"),
        ("BOB@Example.org", "is a member already"),
        ("eve@example.org", "has an open invitation"),
        ("not an address", "valid email"),
        ("eve\x00@example.org", "email"),
    ],
)
def test_invite_page_keeps_the_address_that_it_refuses(alice, bob, organization, email, words):
    invite(organization, by=alice, email="eve@example.org", role="reader")
    count = Invitation.objects.count()
    response = client_of(alice).post(page_of(organization), {"email": email, "role": "reader"})
    assert words in response.content.decode()
    assert Invitation.objects.count() == count


def test_expired_invitation_gives_way_to_a_new_one(alice, organization):
    old, _ = invite(organization, by=alice, email="eve@example.org", role="reader")
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    new, _ = invite(organization, by=alice, email="eve@example.org", role="lead")
    old.refresh_from_db()
    assert old.withdrawn_at
    assert new.open


def test_invitations_of_a_day_have_a_limit(alice, organization):
    for number in range(MOST_IN_A_DAY):
        invite(organization, by=alice, email=f"p{number}@example.org", role="reader")
    with pytest.raises(Refused, match="Go on tomorrow"):
        invite(organization, by=alice, email="one@example.org", role="reader")


def test_invitations_that_are_sent_again_count_for_the_limit(alice, organization):
    for number in range(MOST_IN_A_DAY - 1):
        invite(organization, by=alice, email=f"p{number}@example.org", role="reader")
    send_again(organization.invitations.first(), by=alice)
    with pytest.raises(Refused, match="Go on tomorrow"):
        send_again(organization.invitations.last(), by=alice)


def test_member_who_accepts_a_second_invitation_keeps_the_role(alice, bob, organization):
    bob.emailaddress_set.create(email="b.okafor@work.example", verified=True, primary=False)
    invitation, _ = invite(organization, by=alice, email="bobby@example.org", role="lead")
    bob.emailaddress_set.create(email="bobby@example.org", verified=True, primary=False)
    assert accept(invitation, by=bob).role == "contributor"


def test_sign_up_with_another_address_than_the_invited_one_asks_for_confirmation(
    alice, organization, committed
):
    send(client_of(alice), organization, committed)
    browser = client_of()
    browser.get(link_in_mail())
    browser.post(
        reverse("account_signup"),
        {"email": "eve@example.org", "name": "Eve", "password1": "cedar-lantern-41"},
    )
    address = User.objects.get(name="Eve").emailaddress_set.get()
    assert not address.verified
