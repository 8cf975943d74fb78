"""Mails to owners: one an occasion, to members alone, whatever runs at once or fails."""

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from assessments.actions.workflow import reopen
from assessments.models import Assessment
from lhs_portal.accounts.actions.members import remove_member
from lhs_portal.accounts.models import Organization, User
from reports.plans.actions.writing import edit_action
from reports.plans.content import ActionContent, content_of, seen_of
from reports.plans.models import Action
from reports.plans.queries import load_action, load_member_names
from reports.plans.reminders import due_reminders, send_plan_reminders
from tests.reports.plans.factories import plan_action

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)


def due_in(days: int) -> Any:
    return timezone.localdate(NOW) + timedelta(days=days)


def send(days: float = 0) -> list[str]:
    """The subjects of what goes out so many days later."""
    mail.outbox.clear()
    send_plan_reminders(NOW + timedelta(days=days))
    return [message.subject for message in mail.outbox]


def test_the_owner_hears_of_it_a_week_before_and_the_day_after(
    signed: Assessment, alice: User, bob: User
) -> None:
    plan_action(signed, alice, owner=str(bob.pk), due=due_in(7), title="Publish it")
    assert send() == ["Due soon: Publish it, Mercy Valley Hospital"]
    assert mail.outbox[0].to == [bob.email]
    assert f"/a/{signed.pk}/plan/" in mail.outbox[0].body
    assert [send(day) for day in (0, 1, 5, 7)] == [[]] * 4
    assert send(8) == ["Overdue: Publish it, Mercy Valley Hospital"]
    assert [send(day) for day in (9, 20, 40)] == [[]] * 3


def test_several_share_one_mail_and_many_wait_for_the_next_week(
    signed: Assessment, alice: User, bob: User
) -> None:
    for days in (1, 2, 3, 4, 9):
        plan_action(signed, alice, owner=str(bob.pk), due=due_in(days))
    assert send() == ["Due soon: 4 actions, Mercy Valley Hospital"]
    assert [send(day) for day in (1, 2, 3, 4, 5, 6)] == [[]] * 6
    assert send(7) == ["Overdue: 5 actions, Mercy Valley Hospital"]


def test_two_people_of_one_name_have_a_mail_each(
    signed: Assessment, alice: User, bob: User
) -> None:
    User.objects.filter(pk=bob.pk).update(name=alice.name)
    for days, person in ((1, alice), (2, bob), (3, alice), (4, bob)):
        plan_action(signed, alice, owner=str(person.pk), due=due_in(days))
    assert send() == ["Due soon: 2 actions, Mercy Valley Hospital"] * 2
    assert {message.to[0] for message in mail.outbox} == {alice.email, bob.email}


def test_nobody_is_reminded_of_what_is_not_theirs_to_do(
    signed: Assessment, alice: User, bob: User, rhea: User, organization: Organization
) -> None:
    plan_action(signed, alice, due=due_in(2))
    plan_action(signed, alice, owner=str(alice.pk))
    plan_action(signed, alice, owner=str(alice.pk), due=due_in(2), state="done")
    plan_action(signed, alice, owner=str(alice.pk), due=due_in(2), state="dropped")
    plan_action(signed, alice, owner=str(bob.pk), due=due_in(2))
    plan_action(signed, alice, owner=str(rhea.pk), due=due_in(2))
    remove_member(organization.memberships.get(user=bob), by=alice)
    User.objects.filter(pk=rhea.pk).update(is_active=False)
    assert send() == []


def test_no_mail_while_the_assessment_is_open_again(signed: Assessment, alice: User) -> None:
    plan_action(signed, alice, owner=str(alice.pk), due=due_in(2))
    reopen(assessment=signed, reason="One level was wrong.", by=alice)
    assert send() == []


def test_another_day_is_another_occasion(signed: Assessment, alice: User, bob: User) -> None:
    action = plan_action(signed, alice, owner=str(bob.pk), due=due_in(2))
    assert len(send()) == 1
    action = load_action(signed, action.pk)
    seen = seen_of(action, content_of(action, list(load_member_names(signed))))
    edit_action(
        assessment=signed,
        action=action.pk,
        content=ActionContent(aim="S1", title=action.title, owner=str(bob.pk), due=due_in(30)),
        seen=seen,
        by=alice,
    )
    assert send(5) == []
    assert len(send(24)) == 1


def test_of_two_workers_one_sends(signed: Assessment, alice: User) -> None:
    plan_action(signed, alice, owner=str(alice.pk), due=due_in(2))
    [first], [second] = list(due_reminders(NOW)), list(due_reminders(NOW))
    assert (first.mark(), second.mark()) == (True, False)


@pytest.mark.parametrize("field", ["state", "due", "owner"])
def test_what_changes_between_reading_and_sending_is_not_mailed(
    signed: Assessment, alice: User, field: str
) -> None:
    plan_action(signed, alice, owner=str(alice.pk), due=due_in(2))
    [waiting] = list(due_reminders(NOW))
    changed: dict[str, Any] = {
        "state": {"state": "done", "done_at": NOW},
        "due": {"due": due_in(300)},
        "owner": {"owner": None},
    }[field]
    Action.objects.update(**changed)
    assert not waiting.mark()


def test_a_mail_server_that_is_down_costs_nothing(signed: Assessment, alice: User) -> None:
    plan_action(signed, alice, owner=str(alice.pk), due=due_in(2))
    with patch.object(EmailBackend, "send_messages", side_effect=ConnectionRefusedError):
        assert send_plan_reminders(NOW).down
    assert len(send()) == 1


def test_mail_headers_take_titles_of_any_text(signed: Assessment, alice: User) -> None:
    title = "=1+1 <script>alert(1)</script> {{7*7}} İ 漢字"
    plan_action(signed, alice, owner=str(alice.pk), due=due_in(2), title=title)
    assert send() == [f"Due soon: {title}, Mercy Valley Hospital"]
    assert title in mail.outbox[0].body
