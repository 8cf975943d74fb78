"""Adding, changing and moving actions: one event each, and nobody's words are lost."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from assessments.actions.workflow import reopen
from assessments.changes import UnknownCode
from assessments.merging import Seen
from assessments.models import Assessment, Evidence
from assessments.permissions import Frozen
from lhs_portal.accounts.actions.members import remove_member
from lhs_portal.accounts.models import Organization, User
from lhs_portal.audit.models import Event
from reports.plans.actions import writing
from reports.plans.actions.writing import (
    ChangedMeanwhile,
    NotOfThisOrganization,
    TooManyActions,
    add_action,
    edit_action,
    move_action,
)
from reports.plans.content import FORMER, ActionContent, content_of, seen_of
from reports.plans.models import Action, ActionEvidence, Barrier
from reports.plans.queries import load_action, load_member_names
from tests.reports.plans.factories import plan_action

CONTENT = ActionContent(aim="S1", title="Publish the data dictionary")


def events(assessment: Assessment) -> list[Event]:
    return list(Event.objects.filter(subject_id=str(assessment.pk)).order_by("pk"))


def as_seen(action: Action) -> Seen:
    action = load_action(action.assessment, action.pk)
    return seen_of(action, content_of(action, list(load_member_names(action.assessment))))


def test_an_action_is_added_with_all_that_was_said(
    signed: Assessment, alice: User, bob: User, organization: Organization
) -> None:
    piece = Evidence.objects.create(organization=organization, title="Dictionary, draft")
    action = add_action(
        assessment=signed,
        content=ActionContent(
            aim="S1.2",
            title="Publish the data dictionary",
            owner=str(bob.pk),
            due=date(2027, 3, 1),
            state="doing",
            expected=3,
            resources="Two analysts.",
            barriers=("other", "limited-resources"),
            barrier_other="An old warehouse",
            notes="Ask the registry team.",
            evidence=(piece.pk,),
        ),
        by=alice,
    )
    assert (action.number, action.aim_code, action.feature_id) == (1, "S1.2", None)
    assert (action.owner, action.owner_name, action.state) == (bob, "Bob Okafor", "doing")
    assert [str(barrier) for barrier in action.barriers.all()] == [
        "limited-resources",
        "An old warehouse",
    ]
    assert [piece.evidence.title for piece in action.pieces.all()] == ["Dictionary, draft"]
    event = events(signed)[-1]
    assert (event.verb, event.what) == ("planned action", "1. Publish the data dictionary")
    assert event.after["barriers"] == "Limited resources; An old warehouse"


def test_sent_twice_it_is_made_once(signed: Assessment, alice: User) -> None:
    once = uuid.uuid4()
    first = add_action(assessment=signed, content=CONTENT, once=once, by=alice)
    told = len(events(signed))
    second = add_action(assessment=signed, content=CONTENT, once=once, by=alice)
    assert (first.pk, second.pk) == (once, once)
    assert len(events(signed)) == told


def test_an_id_of_another_plan_is_not_taken(
    signed: Assessment, alice: User, charlie: User, other_organization: Organization
) -> None:
    foreign = Assessment.objects.create(
        organization=other_organization,
        framework_version=signed.framework_version,
        title="Theirs",
        period_start=signed.period_start,
        period_end=signed.period_end,
        scope="whole",
    )
    taken = plan_action(signed, alice)
    Action.objects.filter(pk=taken.pk).update(assessment=foreign)
    made = add_action(assessment=signed, content=CONTENT, once=taken.pk, by=alice)
    assert made.pk != taken.pk
    assert Action.objects.get(pk=taken.pk).assessment == foreign


def test_numbers_go_on_and_no_more_than_the_limit(
    signed: Assessment, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_ACTIONS", 2)
    assert [plan_action(signed, alice).number for _ in range(2)] == [1, 2]
    with pytest.raises(TooManyActions):
        plan_action(signed, alice)


def test_an_action_aims_at_a_feature_or_an_item_of_this_framework(
    signed: Assessment, alice: User
) -> None:
    for aim in ("nothing", "safe", ""):  # a commitment as a whole is no aim
        with pytest.raises(UnknownCode):
            plan_action(signed, alice, aim=aim)
    assert plan_action(signed, alice, aim="safe.1").aim_code == "safe.1"


def test_a_plan_is_closed_to_readers_strangers_and_before_the_signature(
    signed: Assessment, alice: User, rhea: User, charlie: User
) -> None:
    with pytest.raises(PermissionDenied):
        plan_action(signed, rhea)
    with pytest.raises(Http404):
        plan_action(signed, charlie)
    action = plan_action(signed, alice)
    reopen(assessment=signed, reason="One level was wrong.", by=alice)
    with pytest.raises(Frozen):
        plan_action(signed, alice)
    with pytest.raises(Frozen):
        move_action(assessment=signed, action=action.pk, state="done", seen="planned", by=alice)


def test_owner_and_evidence_are_of_the_organization(
    signed: Assessment, alice: User, charlie: User, other_organization: Organization
) -> None:
    foreign = Evidence.objects.create(organization=other_organization, title="Theirs")
    for content in ({"owner": str(charlie.pk)}, {"owner": "x"}, {"evidence": (foreign.pk,)}):
        with pytest.raises(NotOfThisOrganization):
            plan_action(signed, alice, **content)
    assert not Action.objects.exists()


def test_a_change_is_one_version_and_one_event_with_what_changed(
    signed: Assessment, alice: User, bob: User
) -> None:
    action = plan_action(signed, alice, notes="First.")
    saved = edit_action(
        assessment=signed,
        action=action.pk,
        content=ActionContent(aim="S1", title="Publish it", notes="First.", state="done"),
        seen=as_seen(action),
        by=bob,
    )
    assert (saved.version, saved.title, saved.done_by) == (2, "Publish it", bob)
    event = events(signed)[-1]
    assert event.before == {"title": "Publish the data dictionary", "state": "Planned"}
    assert event.after == {"title": "Publish it", "state": "Done"}


def test_saving_the_same_again_changes_nothing(signed: Assessment, alice: User) -> None:
    action = plan_action(signed, alice)
    told = len(events(signed))
    same = edit_action(
        assessment=signed, action=action.pk, content=CONTENT, seen=Seen(-1), by=alice
    )
    assert (same.version, len(events(signed))) == (1, told)


def test_the_second_of_two_sees_what_the_first_wrote(
    signed: Assessment, alice: User, bob: User
) -> None:
    action = plan_action(signed, alice)
    seen = as_seen(action)
    mine = ActionContent(aim="S1", title="Bob's words")
    edit_action(assessment=signed, action=action.pk, content=mine, seen=seen, by=bob)
    theirs = ActionContent(aim="S1", title="Alice's words")
    with pytest.raises(ChangedMeanwhile) as caught:
        edit_action(assessment=signed, action=action.pk, content=theirs, seen=seen, by=alice)
    assert caught.value.action.title == "Bob's words"
    seen = as_seen(action)
    saved = edit_action(assessment=signed, action=action.pk, content=theirs, seen=seen, by=alice)
    assert (saved.title, saved.version) == ("Alice's words", 3)


@pytest.mark.parametrize("state", ["doing", "done", "dropped"])
def test_a_move_says_when_and_who_and_can_be_taken_back(
    signed: Assessment, alice: User, state: str
) -> None:
    action = plan_action(signed, alice)
    moved = move_action(assessment=signed, action=action.pk, state=state, seen="planned", by=alice)
    stamps = (moved.done_by, bool(moved.done_at), moved.dropped_by, bool(moved.dropped_at))
    assert (
        stamps
        == {
            "doing": (None, False, None, False),
            "done": (alice, True, None, False),
            "dropped": (None, False, alice, True),
        }[state]
    )
    back = move_action(assessment=signed, action=action.pk, state="planned", seen=state, by=alice)
    assert (back.done_at, back.dropped_at, back.version) == (None, None, 3)


def test_a_move_of_what_was_moved_meanwhile_moves_nothing(
    signed: Assessment, alice: User, bob: User
) -> None:
    action = plan_action(signed, alice)
    move_action(assessment=signed, action=action.pk, state="done", seen="planned", by=bob)
    with pytest.raises(ChangedMeanwhile):
        move_action(assessment=signed, action=action.pk, state="doing", seen="planned", by=alice)
    move_action(assessment=signed, action=action.pk, state="done", seen="planned", by=alice)
    assert Action.objects.get().version == 2


def test_an_owner_who_leaves_or_whose_account_goes_stays_by_name(
    signed: Assessment, alice: User, bob: User, organization: Organization
) -> None:
    action = plan_action(signed, alice, owner=str(bob.pk))
    remove_member(organization.memberships.get(user=bob), by=alice)
    for gone in (False, True):
        if gone:
            bob.delete()
        action = load_action(signed, action.pk)
        content = content_of(action, list(load_member_names(signed)))
        assert (content.owner, action.owner_name) == (FORMER, "Bob Okafor")
        edit_action(
            assessment=signed,
            action=action.pk,
            content=ActionContent(aim="S1", title=f"Again {gone}", owner=FORMER),
            seen=as_seen(action),
            by=alice,
        )
    action.refresh_from_db()
    assert (action.owner, action.owner_name) == (None, "Bob Okafor")


def broken(action: Action) -> dict[str, dict[str, Any]]:
    item = action.assessment.framework_version.item_set.first()
    return {
        "two aims": {"item": item},
        "no aim": {"feature": None},
        "no title": {"title": ""},
        "a level that there is not": {"expected": 5},
        "done without a time": {"state": "done"},
        "dropped without a time": {"state": "dropped"},
        "a state that there is not": {"state": "later"},
        "an owner without a name": {"owner": action.made_by, "owner_name": ""},
        "done by somebody without a time": {"done_by": action.made_by},
    }


@pytest.mark.parametrize(
    "fault",
    [
        "two aims",
        "no aim",
        "no title",
        "a level that there is not",
        "done without a time",
        "dropped without a time",
        "a state that there is not",
        "an owner without a name",
        "done by somebody without a time",
    ],
)
def test_the_database_refuses(signed: Assessment, alice: User, fault: str) -> None:
    action = plan_action(signed, alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(**broken(action)[fault])


def test_the_database_refuses_barriers_that_say_nothing_or_too_much(
    signed: Assessment, alice: User, organization: Organization
) -> None:
    action = plan_action(signed, alice, barriers=("limited-resources",))
    for code, text in (
        ("other", ""),
        ("solution-fatigue", "text"),
        ("unknown", ""),
        ("limited-resources", ""),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Barrier.objects.create(action=action, code=code, text=text)
    piece = Evidence.objects.create(organization=organization, title="Once")
    ActionEvidence.objects.create(action=action, evidence=piece)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionEvidence.objects.create(action=action, evidence=piece)
