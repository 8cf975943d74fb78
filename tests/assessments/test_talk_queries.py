from datetime import date
from typing import Any

import pytest

from assessments.actions.talk import assign_section, write_comment
from assessments.models import Assessment
from assessments.talk_queries import load_waiting, see_calls
from lhs_portal.accounts.actions.members import remove_member
from lhs_portal.accounts.models import User
from tests.assessments.factories import answer_items, make_sponsor, sign_submitted, submit_all


def test_what_waits_ends_when_it_is_done(assessment: Assessment, alice: User, bob: User) -> None:
    assign_section(
        assessment=assessment, subject="safe", person=bob, due=date(2020, 1, 1), by=alice
    )
    call = write_comment(assessment=assessment, text="@Bob Okafor", by=alice)
    answer_items(assessment, alice, ["safe.1"])
    waiting = load_waiting(bob)
    assert [(task.name, task.left, task.late) for task in waiting.tasks] == [("Safe", 3, True)]
    assert [mention.comment for mention in waiting.calls] == [call]
    see_calls([call.pk], person=alice)
    assert load_waiting(bob).count == 2
    see_calls([call.pk], person=bob)
    answer_items(assessment, alice, ["safe.2", "safe.3", "safe.4"])
    assert load_waiting(bob).count == 0


def test_the_sponsor_waits_to_sign(assessment: Assessment, alice: User) -> None:
    awaiting = submit_all(assessment, alice)
    sonia = make_sponsor(assessment, alice)
    assert load_waiting(sonia).to_sign == (awaiting,)
    assert load_waiting(alice).count == 0
    sign_submitted(awaiting)
    assert load_waiting(sonia).count == 0


def test_nothing_waits_for_one_who_has_left(assessment: Assessment, alice: User, bob: User) -> None:
    assign_section(assessment=assessment, subject="safe", person=bob, due=None, by=alice)
    write_comment(assessment=assessment, text="@Bob Okafor", by=alice)
    remove_member(bob.memberships.get(), by=alice)
    assert load_waiting(bob).count == 0


@pytest.mark.parametrize("count", [1, 3])
def test_waiting_costs_the_same_for_one_and_three(
    assessment: Assessment, alice: User, bob: User, count: int, django_assert_num_queries: Any
) -> None:
    for subject in ["safe", "engaged", "effective"][:count]:
        assign_section(assessment=assessment, subject=subject, person=bob, due=None, by=alice)
        write_comment(assessment=assessment, text=f"@Bob Okafor {subject}", by=alice)
    load_waiting(bob)
    with django_assert_num_queries(5):  # calls, to sign, tasks, versions, answers
        assert load_waiting(bob).count == 2 * count
