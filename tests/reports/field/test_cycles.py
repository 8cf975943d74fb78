"""Cycles are planned, opened, closed; organizations are invited and reminded once."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from lhs_portal.accounts.refusals import Refused
from reports.field.actions.cycles import edit_cycle, move_closing, open_cycle, plan_cycle
from reports.field.actions.inviting import ask_for_reminders, invite_organizations
from reports.field.actions.participating import choose_aggregates, join_cycle
from reports.field.mailing import send_field_mail, waiting_mails
from reports.field.models import CycleInvitation, FieldCycle
from tests.cast import client_of, make_organization
from tests.reports.field.factories import days, make_cycle, verify, without_token

WEEK = timedelta(days=8)


def post(person: User, route: str, /, *args: Any, query: str = "", **data: Any) -> Any:
    url = reverse(f"reports:{route}", args=args) + query
    return client_of(person).post(url, data, follow=True)


def mails(**later: float) -> list[str]:
    """The subjects of what a worker sends now, or later."""
    mail.outbox.clear()
    send_field_mail(timezone.now() + timedelta(**later))
    return [message.subject for message in mail.outbox]


def test_a_cycle_is_planned_edited_opened_and_closed(
    framework: FrameworkVersion, adam: User
) -> None:
    content = {
        "name": "Cycle 2028",
        "opens": days(10).isoformat(),
        "closes": days(40).isoformat(),
        "framework_version": framework.pk,
    }
    assert "Planned" in post(adam, "cycle_new", **content).content.decode()
    cycle = FieldCycle.objects.get()
    post(adam, "cycle_edit", cycle.pk, **{**content, "opens": days(5).isoformat()})
    page = post(adam, "cycle_open", cycle.pk).content.decode()
    assert "Organizations can join it from now on" in page
    refused = post(adam, "cycle_edit", cycle.pk, **content)
    assert refused.status_code == 422
    assert "This cycle is open already" in refused.content.decode()
    assert post(adam, "cycle_closing", cycle.pk, closes=days(-1).isoformat()).status_code == 422
    page = post(adam, "cycle_closing", cycle.pk, closes=days(0).isoformat()).content.decode()
    cycle.refresh_from_db()
    assert (cycle.opens, cycle.closes) == (days(0), days(0))
    for words in (
        "made the cycle Cycle 2028",
        "changed the opening date from",
        "moved the closing",
    ):
        assert words in page
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        for name in ("cycle", "cycle_edit", "cycle_closing", "cycle_invite"):
            shown = client_of(adam).get(reverse(f"reports:{name}", args=[cycle.pk]))
            assert "ver" in shown.content.decode()
        with pytest.raises(Refused):
            move_closing(cycle, closes=days(9), by=adam)
        with pytest.raises(Refused):
            open_cycle(cycle, by=adam)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Give the cycle a name"),
        ({"name": "Field cycle 2027"}, "Another cycle has this name"),
        ({"name": "a\0b"}, "U+0000"),
        ({"opens": "226-01-01"}, "Enter a valid date"),
        ({"opens": "2027-02-30"}, "Enter a valid date"),
        ({"closes": "1999-01-01"}, "not before the first one"),
        ({"opens": "1999-01-01", "closes": "1999-01-02"}, "Choose today or a later day"),
        ({"framework_version": "999999"}, "Select a valid choice"),
    ],
    ids=["none", "taken", "nul", "year", "day", "order", "past", "version"],
)  # fmt: skip
def test_what_is_wrong_with_a_cycle_is_told(
    cycle: FieldCycle, adam: User, changes: dict[str, str], words: str
) -> None:
    content = {
        "name": "Another",
        "opens": days(1).isoformat(),
        "closes": days(9).isoformat(),
        "framework_version": cycle.framework_version_id,
        **changes,
    }
    answer = post(adam, "cycle_new", **content)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert FieldCycle.objects.count() == 1


def test_a_second_press_plans_one(
    framework: FrameworkVersion, adam: User, cycle: FieldCycle
) -> None:
    again = plan_cycle(
        name="Field cycle 2027",
        opens=cycle.opens,
        closes=cycle.closes,
        framework_version=framework,
        by=adam,
        once=cycle.pk,
    )
    assert again == cycle
    later = make_cycle(framework, adam, name="Later", opens=days(3))
    with pytest.raises(Refused, match="Another cycle"):
        edit_cycle(
            later,
            name=cycle.name,
            opens=later.opens,
            closes=later.closes,
            framework_version=framework,
            by=adam,
        )


def test_verified_organizations_are_invited_by_attribute(
    cycle: FieldCycle, organization: Organization, charlie: User, alice: User, adam: User
) -> None:
    plan = make_organization(charlie, name="Prairie Health Plan", sector="health-financing")
    unverified = make_organization(charlie, name="Unseen Clinic")
    for one in (organization, plan):
        verify(one, adam)
    url = reverse("reports:cycle_invite", args=[cycle.pk])
    page = client_of(adam).get(f"{url}?sector=health-financing&size_band=").content.decode()
    assert "Prairie Health Plan" in page
    assert "Mercy Valley" not in page
    everything = client_of(adam).get(url).content.decode()
    assert "Mercy Valley" in everything
    assert "Unseen Clinic" not in everything
    for marked in ([], ["nonsense", "\0", str(unverified.pk)]):
        answer = post(adam, "cycle_invite", cycle.pk, organization=marked)
        assert "Nobody was invited" in answer.content.decode()
    post(adam, "cycle_invite", cycle.pk, query="?region=none", all="yes", organization=[])
    assert not CycleInvitation.objects.exists(), "An unknown value invites nobody, not everybody."
    post(adam, "cycle_invite", cycle.pk, query="?region=west", all="yes", organization=[])
    assert set(CycleInvitation.objects.values_list("organization", flat=True)) == {
        organization.pk,
        plan.pk,
    }
    assert "Nobody is left to invite" in client_of(adam).get(url).content.decode()
    assert sorted(mails()) == [
        "Invitation: Field cycle 2027, Mercy Valley Hospital",
        "Invitation: Field cycle 2027, Prairie Health Plan",
    ]
    assert {tuple(message.to) for message in mail.outbox} == {(alice.email,), (charlie.email,)}
    assert "/what-working-groups-see/" in mail.outbox[0].body
    assert mails() == []


def test_reminders_go_to_those_who_have_not_joined_and_once_a_week(
    cycle: FieldCycle, signed: Assessment, charlie: User, alice: User, adam: User
) -> None:
    plan = make_organization(charlie, name="Prairie Health Plan")
    verify(plan, adam)
    assert invite_organizations(cycle, [signed.organization_id, plan.pk], by=adam) == 2
    assert invite_organizations(cycle, [signed.organization_id, plan.pk], by=adam) == 0
    assert len(mails()) == 2
    assert "Nobody is to be reminded now" in post(adam, "cycle_remind", cycle.pk).content.decode()
    join_cycle(assessment=signed.pk, cycle=cycle, by=alice)
    with time_machine.travel(timezone.now() + WEEK):
        assert (
            "1 organization will be reminded"
            in post(adam, "cycle_remind", cycle.pk).content.decode()
        )
        assert ask_for_reminders(cycle, by=adam) == 0
        assert mails() == ["Not joined yet: Field cycle 2027, Prairie Health Plan"]
        assert ask_for_reminders(cycle, by=adam) == 0
        page = client_of(adam).get(reverse("reports:cycle", args=[cycle.pk])).content.decode()
        assert "asked for reminders to 1 organization." in page
    with time_machine.travel(timezone.now() + 2 * WEEK):
        assert ask_for_reminders(cycle, by=adam) == 1
    url = reverse("reports:cycle", args=[cycle.pk])
    for show, names in (
        ("joined", ["Mercy"]),
        ("waiting", ["Prairie"]),
        ("x", ["Mercy", "Prairie"]),
    ):
        page = client_of(adam).get(f"{url}?show={show}").content.decode()
        assert [name for name in ("Mercy", "Prairie") if name in page] == names
    with time_machine.travel(timezone.now() + 5 * WEEK), pytest.raises(Refused):
        ask_for_reminders(cycle, by=adam)


def test_of_two_workers_one_sends_and_what_was_not_taken_waits(
    cycle: FieldCycle, signed: Assessment, adam: User
) -> None:
    invite_organizations(cycle, [signed.organization_id], by=adam)
    now = timezone.now()
    [first], [second] = list(waiting_mails(now)), list(waiting_mails(now))
    assert (first.mark(), second.mark()) == (True, False)
    first.unmark(False)
    with patch.object(EmailBackend, "send_messages", side_effect=ConnectionRefusedError):
        assert send_field_mail(now).down
    page = client_of(adam).get(reverse("reports:cycle", args=[cycle.pk])).content.decode()
    assert "Waits to be sent" in page
    assert len(mails()) == 1
    with time_machine.travel(now + WEEK):
        ask_for_reminders(cycle, by=adam)
        [first], [second] = list(waiting_mails(now)), list(waiting_mails(now))
        assert (first.mark(), second.mark()) == (True, False)
        first.unmark(True)
        invitation = CycleInvitation.objects.get()
        assert (invitation.reminder_due, invitation.reminded_at) == (False, None)


def test_nobody_is_mailed_of_a_cycle_that_is_over_or_when_unverified(
    cycle: FieldCycle, signed: Assessment, adam: User
) -> None:
    invite_organizations(cycle, [signed.organization_id], by=adam)
    assert mails(days=60) == []
    Organization.objects.filter(pk=signed.organization_id).update(verified_at=None)
    assert mails() == []
    with time_machine.travel(timezone.now() + timedelta(days=60)), pytest.raises(Refused):
        invite_organizations(cycle, [signed.organization_id], by=adam)


def test_administrators_see_nothing_of_the_choice(
    cycle: FieldCycle, signed: Assessment, alice: User, adam: User
) -> None:
    join_cycle(assessment=signed.pk, cycle=cycle, by=alice)
    url = reverse("reports:cycle", args=[cycle.pk])
    before = without_token(client_of(adam).get(url))
    choose_aggregates(assessment=signed.pk, allowed=True, by=alice)
    assert without_token(client_of(adam).get(url)) == before
