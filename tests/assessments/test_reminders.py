"""Mails to raters and leads, as the worker sends them."""

import smtplib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from assessments.actions import invite_rater, remind_raters, remove_rater
from assessments.mailing import Delivery
from assessments.models import Assessment, Rater, RaterInvitation, RaterSection, Round
from assessments.queries import history_of
from assessments.rater_mail import REFUSED, WAITS, token_of
from assessments.reminders import send_due_mail
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from tests.assessments.actions.test_concurrency import at_once
from tests.assessments.factories import publish_framework
from tests.assessments.rounds_factories import (
    close,
    make_independent,
    make_rater,
    make_raters,
    open_for_rating,
)
from tests.cast import make_organization, make_person

WEEK = timedelta(days=7)


def later(**times: int) -> datetime:
    return timezone.now() + timedelta(**times)


def recipients() -> list[str]:
    return sorted(address for message in mail.outbox for address in message.to)


def finish(rater: Rater) -> None:
    RaterSection.objects.filter(rater=rater).update(finished_at=timezone.now())


@pytest.fixture
def opened(preparing: Assessment, alice: User) -> Assessment:
    """Ines and Jo joined before the round was opened, and have been told."""
    make_raters(preparing, alice, 2)
    open_for_rating(preparing, alice, days=20)
    send_due_mail(timezone.now())
    mail.outbox.clear()
    return preparing


def test_opening_is_told_to_those_who_joined_before(preparing: Assessment, alice: User) -> None:
    make_rater(preparing, alice)
    send_due_mail(timezone.now())
    assert not mail.outbox
    open_for_rating(preparing, alice)
    make_rater(preparing, alice, "Jo Berg")
    for _ in range(2):
        send_due_mail(timezone.now())
    [message] = mail.outbox
    assert message.to == ["ines@example.org"]
    assert message.subject == "Mercy Valley Hospital: the rating has begun"
    assert f"/a/{preparing.pk}/rate/" in str(message.body)


def test_reminder_goes_weekly_to_those_who_have_not_finished(
    opened: Assessment, alice: User
) -> None:
    ines, _ = Rater.objects.all()
    finish(ines)
    send_due_mail(later(days=6))
    assert not mail.outbox
    for _ in range(2):
        send_due_mail(later(days=8))
    reminders = [message for message in mail.outbox if message.to != ["alice@example.org"]]
    assert [message.to for message in reminders] == [["jo@example.org"]]
    assert reminders[0].subject == "Mercy Valley Hospital: your ratings are still open"


def test_no_reminder_to_the_finished_declined_removed_inactive_nor_after_the_close(
    opened: Assessment, alice: User
) -> None:
    kofi, lena = make_raters(opened, alice, 2, first=2)
    ines, jo = Rater.objects.filter(user__name__in=("Ines Berg", "Jo Berg")).order_by("pk")
    finish(ines)
    RaterSection.objects.filter(rater=jo).update(declined_at=timezone.now())
    remove_rater(kofi, by=alice)
    User.objects.filter(rates=lena).update(is_active=False)
    send_due_mail(later(days=8))
    assert recipients() == ["alice@example.org"]
    mail.outbox.clear()
    User.objects.filter(rates=lena).update(is_active=True)
    close(opened, alice)
    send_due_mail(later(days=16))
    assert not mail.outbox


def test_open_invitations_are_reminded_with_the_same_link(
    preparing: Assessment, alice: User
) -> None:
    invitation = invite_rater(
        assessment=preparing, email="dana@example.org", role_group="quality", by=alice
    )
    send_due_mail(timezone.now())
    open_for_rating(preparing, alice)
    send_due_mail(later(days=8))
    first, again, _ = mail.outbox
    link = f"/rate/{token_of(invitation)}/"
    assert first.to == again.to == ["dana@example.org"]
    assert link in str(first.body)
    assert link in str(again.body)
    RaterInvitation.objects.update(withdrawn_at=timezone.now())
    mail.outbox.clear()
    Round.objects.update(digest_at=later(days=16))
    send_due_mail(later(days=16))
    assert not mail.outbox


def test_link_of_a_reminder_is_good_after_the_key_has_changed(
    preparing: Assessment, alice: User, settings: Any
) -> None:
    invitation = invite_rater(
        assessment=preparing, email="dana@example.org", role_group="quality", by=alice
    )
    old = invitation.token_digest
    settings.SECRET_KEY = "x" * 60
    send_due_mail(timezone.now())
    invitation.refresh_from_db()
    assert invitation.token_digest != old
    assert f"/rate/{token_of(invitation)}/" in str(mail.outbox[0].body)


def test_digest_tells_leads_how_many_have_finished_and_nothing_else(
    opened: Assessment, alice: User, bob: User
) -> None:
    ines, _ = Rater.objects.all()
    finish(ines)
    Rater.objects.update(reminded_at=later(days=6))
    for _ in range(2):
        send_due_mail(later(days=8))
    [digest] = mail.outbox
    assert digest.to == ["alice@example.org"]
    assert "1 of 2 raters have finished. No invitation is open." in str(digest.body)
    assert f"/a/{opened.pk}/raters/" in str(digest.body)


def refusing(error: Exception, *, only: str = "") -> Any:
    def send_messages(_self: Any, messages: list[Any]) -> int:
        if only and [only] != messages[0].to:
            mail.outbox.extend(messages)
            return len(messages)
        raise error

    return send_messages


@pytest.fixture
def break_mail(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    def broken(error: Exception, **more: Any) -> None:
        name = "django.core.mail.backends.locmem.EmailBackend.send_messages"
        monkeypatch.setattr(name, refusing(error, **more))

    yield broken
    monkeypatch.undo()


@pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected("x"), ConnectionRefusedError()])
def test_what_a_mail_server_that_is_down_did_not_take_is_sent_later(
    opened: Assessment,
    alice: User,
    break_mail: Any,
    monkeypatch: Any,
    error: Exception,
    caplog: Any,
) -> None:
    invitation = invite_rater(
        assessment=opened, email="dana@example.org", role_group="quality", by=alice
    )
    before = dict(Rater.objects.values_list("pk", "reminded_at"))
    break_mail(error)
    assert send_due_mail(later(days=8)) == Delivery(0, down=True, all_tried=False)
    invitation.refresh_from_db()
    assert (invitation.sent_at, invitation.send_error) == (None, WAITS)
    assert dict(Rater.objects.values_list("pk", "reminded_at")) == before
    assert "dana@example.org" not in caplog.text
    monkeypatch.undo()
    assert send_due_mail(later(days=8)).sent == 4
    invitation.refresh_from_db()
    assert invitation.sent_at
    assert invitation.send_error == ""
    everybody = ["alice@example.org", "dana@example.org", "ines@example.org", "jo@example.org"]
    assert recipients() == everybody


@pytest.mark.parametrize(
    ("code", "said"), [(550, REFUSED), (451, WAITS)], ids=["for good", "for now"]
)
def test_address_that_the_mail_server_refuses_keeps_no_other_waiting(
    preparing: Assessment, alice: User, break_mail: Any, code: int, said: str
) -> None:
    for email in ("dana@example.org", "eve@example.org"):
        invite_rater(assessment=preparing, email=email, role_group="quality", by=alice)
    fault = smtplib.SMTPRecipientsRefused({"dana@example.org": (code, b"no")})
    break_mail(fault, only="dana@example.org")
    assert send_due_mail(timezone.now()) == Delivery(1, down=False, all_tried=True)
    assert recipients() == ["eve@example.org"]
    refused = RaterInvitation.objects.get(email="dana@example.org")
    assert (refused.sent_at, refused.send_error) == (None, said)


def test_lead_reminds_nobody_twice_in_three_days(opened: Assessment, alice: User) -> None:
    with pytest.raises(Refused, match="Nobody is to be reminded now"):
        remind_raters(assessment=opened, by=alice)
    Rater.objects.update(joined_at=later(days=-9), reminded_at=later(days=-4))
    invite_rater(assessment=opened, email="dana@example.org", role_group="quality", by=alice)
    RaterInvitation.objects.filter(accepted_at=None).update(sent_at=later(days=-4))
    assert remind_raters(assessment=opened, by=alice).sent == 3
    assert recipients() == ["dana@example.org", "ines@example.org", "jo@example.org"]
    with pytest.raises(Refused, match="Nobody is to be reminded now"):
        remind_raters(assessment=opened, by=alice)
    assert history_of(opened).filter(verb="raters reminded").count() == 1


def test_lead_reminds_nobody_before_the_opening(preparing: Assessment, alice: User) -> None:
    with pytest.raises(Refused, match="while no round is open"):
        remind_raters(assessment=preparing, by=alice)


@pytest.mark.parametrize("count", [1, 3])
def test_due_mail_is_found_in_as_many_queries_for_one_as_for_three(
    preparing: Assessment, alice: User, count: int, django_assert_num_queries: Any
) -> None:
    for rater in make_raters(preparing, alice, count):
        finish(rater)
    open_for_rating(preparing, alice)
    with django_assert_num_queries(4):  # waiting invitations, raters, invitations, rounds
        send_due_mail(timezone.now())


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_sends() -> None:
    alice = make_person("Alice Moreau")
    assessment = make_independent(make_organization(alice), publish_framework(), alice)
    make_raters(assessment, alice, 2)
    open_for_rating(assessment, alice)
    mail.outbox.clear()
    now = later(days=8)
    at_once(lambda _: send_due_mail(now).down)
    assert recipients() == ["alice@example.org", "ines@example.org", "jo@example.org"]
