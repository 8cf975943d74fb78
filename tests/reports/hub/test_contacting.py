"""Questions about stories: through the portal, by mail that says nothing, within limits."""

from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from lhs_portal.accounts.models import Organization, User
from lhs_portal.accounts.refusals import Refused
from reports.hub import mailing
from reports.hub.actions.contacting import MOST_OF_A_PERSON, ContactClosed, answer_contact
from reports.hub.actions.writing import withdraw_story
from reports.hub.models import ContactRequest, Notice, StoryVersion
from reports.models import Report
from tests.cast import make_person
from tests.reports.hub.factories import ask, published


@pytest.fixture
def text(exemplar: Report, organization: Organization, alice: User, adam: User) -> StoryVersion:
    return published(organization, alice, admin=adam)


def test_asked_and_answered(
    text: StoryVersion,
    organization: Organization,
    alice: User,
    charlie: User,
    other_organization: Organization,
    django_capture_on_commit_callbacks: Any,
) -> None:
    Notice.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        contact = ask(text, charlie, "How did you begin?")
    (asked,) = mail.outbox
    assert asked.to == [alice.email]
    assert "How did you begin?" not in asked.body
    assert charlie.email not in asked.body
    assert f"/o/{organization.pk}/contacts/{contact.pk}/" in asked.body
    with django_capture_on_commit_callbacks(execute=True):
        answer_contact(
            organization=organization.pk, contact=contact.pk, answer="With one ward.", by=alice
        )
    told = mail.outbox[1]
    assert told.to == [charlie.email]
    assert "With one ward." not in told.body
    assert alice.email not in told.body
    contact.refresh_from_db()
    assert (contact.state, contact.answer) == ("answered", "With one ward.")
    with pytest.raises(ContactClosed):
        answer_contact(organization=organization.pk, contact=contact.pk, answer="", by=alice)
    assert mailing.send_waiting_notices(timezone.now()).sent == 0


def test_a_mail_that_was_not_taken_is_sent_by_the_sweep_once(
    text: StoryVersion, charlie: User, other_organization: Organization
) -> None:
    Notice.objects.all().delete()
    ask(text, charlie)  # the commit, and the mail with it, never comes
    assert mailing.send_waiting_notices(timezone.now()).sent == 1
    assert mailing.send_waiting_notices(timezone.now()).sent == 0


def test_a_mail_server_that_is_down_costs_no_mail(
    text: StoryVersion, charlie: User, other_organization: Organization, monkeypatch: Any
) -> None:
    Notice.objects.all().delete()
    ask(text, charlie)
    with monkeypatch.context() as patch:
        patch.setattr(mail.EmailMessage, "send", _down)
        assert mailing.send_waiting_notices(timezone.now()).down
    assert mailing.send_waiting_notices(timezone.now()).sent == 1


def _down(_self: Any) -> None:
    raise ConnectionRefusedError


def test_who_may_ask(
    text: StoryVersion, alice: User, charlie: User, cora: User, other_organization: Organization
) -> None:
    with pytest.raises(PermissionDenied):
        ask(text, make_person("Nia Nobody"))
    with pytest.raises(Refused, match="your own organization"):
        ask(text, alice)
    assert ask(text, cora).asker_organization is None
    assert ask(text, charlie).asker_organization == other_organization
    with pytest.raises(Refused, match="asked about this story already"):
        ask(text, charlie)


def test_limits_of_a_person(
    text: StoryVersion,
    organization: Organization,
    alice: User,
    charlie: User,
    other_organization: Organization,
) -> None:
    for _ in range(MOST_OF_A_PERSON):
        contact = ask(text, charlie)
        answer_contact(organization=organization.pk, contact=contact.pk, answer=" ", by=alice)
    contact.refresh_from_db()
    assert (contact.state, contact.answer) == ("declined", "")
    with pytest.raises(Refused, match="questions today"):
        ask(text, charlie)


def test_withdrawal_closes_contact(
    text: StoryVersion,
    organization: Organization,
    alice: User,
    charlie: User,
    other_organization: Organization,
) -> None:
    contact = ask(text, charlie)
    withdraw_story(organization=organization.pk, story=text.story_id, by=alice)
    contact.refresh_from_db()
    assert contact.state == "closed"
    with pytest.raises(ContactClosed):
        answer_contact(organization=organization.pk, contact=contact.pk, answer="x", by=alice)
    with pytest.raises(Http404):
        ask(text, charlie)


def test_a_story_without_contact_takes_no_questions(
    exemplar: Report, organization: Organization, alice: User, adam: User, cora: User
) -> None:
    closed = published(organization, alice, admin=adam, contact=False)
    with pytest.raises(ContactClosed):
        ask(closed, cora)
    assert not ContactRequest.objects.exists()


def test_only_leads_of_the_owner_answer(
    text: StoryVersion,
    organization: Organization,
    bob: User,
    charlie: User,
    other_organization: Organization,
) -> None:
    contact = ask(text, charlie)
    with pytest.raises(PermissionDenied):
        answer_contact(organization=organization.pk, contact=contact.pk, answer="x", by=bob)
    with pytest.raises(Http404):
        answer_contact(
            organization=other_organization.pk, contact=contact.pk, answer="x", by=charlie
        )
