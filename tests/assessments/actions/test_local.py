"""Questions of an organization's own: asked, changed, answered, removed, copied."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from assessments.actions import reopen
from assessments.actions.local import (
    LocalItemChanged,
    TooManyLocalItems,
    add_local_item,
    copy_local_items,
    edit_local_item,
    remove_local_item,
    save_local_answers,
)
from assessments.answer_sheet import problems, progress
from assessments.changes import AnswerChange, UnknownCode
from assessments.exports import organization_data
from assessments.local_items import MOST, LocalItem, code_of, number_of
from assessments.local_queries import load_local_items
from assessments.merging import Seen
from assessments.models import Assessment
from assessments.models import LocalItem as LocalItemRow
from assessments.permissions import Frozen
from assessments.queries import history_of, load_sheet
from assessments.scoring.build import score
from assessments.signed_content import digest_of_content, load_content
from commitments.models import FrameworkVersion
from commitments.queries import load_definition
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import answer_all, answer_items, make_assessment, sign_all
from tests.assessments.local_factories import OWN_LEVELS, answer_local, ask
from tests.assessments.rounds_factories import make_independent
from tests.cast import seen_by


def test_question_is_data_in_the_order_of_numbers(
    assessment: Assessment, alice: User, django_assert_num_queries: Any
) -> None:
    ask(assessment, alice, "First?", why="It matters.", subject="safe", descriptors=OWN_LEVELS)
    ask(assessment, alice, "Second?")
    answer_local(assessment, alice, 2, "na", reason="We have none.")
    with django_assert_num_queries(1):
        found = load_local_items(assessment)
    assert found == (
        LocalItem(
            "local.1", "safe", "First?", OWN_LEVELS, "It matters.", None, False, False, "", ""
        ),
        LocalItem("local.2", "", "Second?", (), "", None, True, False, "We have none.", ""),
    )
    assert [item.answered for item in found] == [False, True]


def test_number_of_a_removed_one_is_never_given_again(assessment: Assessment, alice: User) -> None:
    ask(assessment, alice, "First?")
    ask(assessment, alice, "Second?")
    remove_local_item(assessment=assessment, number=2, by=alice)
    assert ask(assessment, alice, "Third?").number == 3
    assert [item.code for item in load_local_items(assessment)] == ["local.1", "local.3"]
    with pytest.raises(Http404):
        remove_local_item(assessment=assessment, number=2, by=alice)


def test_second_press_adds_nothing(assessment: Assessment, alice: User) -> None:
    once = uuid.uuid4()
    assert ask(assessment, alice, once=once) == ask(assessment, alice, once=once)
    assert LocalItemRow.objects.count() == 1
    assert history_of(assessment).filter(verb="local question added").count() == 1


def test_twenty_are_the_most_without_those_that_were_removed(
    assessment: Assessment, alice: User
) -> None:
    for number in range(MOST):
        ask(assessment, alice, f"Number {number}?")
    with pytest.raises(TooManyLocalItems):
        ask(assessment, alice, "One more?")
    remove_local_item(assessment=assessment, number=1, by=alice)
    assert ask(assessment, alice, "One more?").number == MOST + 1


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"question": " "}, ValueError),
        ({"descriptors": ("a", "b", "c", "d")}, ValueError),
        ({"descriptors": ("a", "b", "c", "d", " ")}, ValueError),
        ({"subject": "nowhere"}, UnknownCode),
    ],
)
def test_question_without_its_parts_is_refused(
    assessment: Assessment, alice: User, given: dict[str, Any], fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        add_local_item(assessment=assessment, by=alice, **{"question": "Is it?", **given})
    assert not LocalItemRow.objects.exists()


def test_change_keeps_the_answer_and_overwrites_nobody(assessment: Assessment, alice: User) -> None:
    item = ask(assessment, alice, "First?")
    answer_local(assessment, alice, 1, "3")
    edit_local_item(assessment=assessment, number=1, question="Now?", seen=item.wording, by=alice)
    event = history_of(assessment).first()
    assert event
    assert (event.verb, event.what) == ("local question changed", "local.1")
    assert event.before == {"local.1": {"question": "First?"}}
    assert event.after == {"local.1": {"question": "Now?"}}
    with pytest.raises(LocalItemChanged) as changed:
        edit_local_item(assessment=assessment, number=1, question="Or so?", seen=1, by=alice)
    assert changed.value.item.question == "Now?"
    # The same again, by somebody who saw the former wording, is no conflict.
    edit_local_item(assessment=assessment, number=1, question="Now?", seen=1, by=alice)
    [found] = load_local_items(assessment)
    assert (found.question, found.level) == ("Now?", 3)


def test_two_answers_collide_and_the_first_one_stays(
    assessment: Assessment, alice: User, bob: User
) -> None:
    ask(assessment, alice)
    first = AnswerChange("local.1", Seen(0), "4", note="Alice's")
    save_local_answers(assessment=assessment, changes=[first], by=alice)
    second = AnswerChange("local.1", Seen(0), "2", note="Bob's")
    saved = save_local_answers(assessment=assessment, changes=[second], by=bob)
    assert saved.conflicts["local.1"].mine.note == "Bob's"
    assert load_local_items(assessment)[0].note == "Alice's"
    event = history_of(assessment).first()
    assert event
    assert (event.verb, list(event.after or {})) == ("local questions answered", ["local.1"])


def test_answers_cost_the_same_queries_for_one_and_for_twenty(
    assessment: Assessment, alice: User, django_assert_num_queries: Any
) -> None:
    for number in range(MOST):
        ask(assessment, alice, f"Number {number}?")
    for numbers in ([1], range(2, MOST + 1)):
        changes = [AnswerChange(code_of(number), Seen(0), "1") for number in numbers]
        # Savepoint, assessment under its lock, questions, answers, event, end of the savepoint.
        with django_assert_num_queries(6):
            save_local_answers(assessment=assessment, changes=changes, by=alice)


def test_who_may_do_what(assessment: Assessment, alice: User, bob: User, rhea: User) -> None:
    ask(assessment, alice)
    for person in (bob, rhea):
        with pytest.raises(PermissionDenied):
            ask(assessment, person)
        with pytest.raises(PermissionDenied):
            remove_local_item(assessment=assessment, number=1, by=person)
        with pytest.raises(PermissionDenied):
            copy_local_items(assessment=assessment, by=person)
    answer_local(assessment, bob, 1, "2")
    with pytest.raises(PermissionDenied):
        answer_local(assessment, rhea, 1, "3")


def test_everything_is_frozen_once_signed_and_open_again_when_reopened(
    assessment: Assessment, alice: User
) -> None:
    ask(assessment, alice)
    sign_all(assessment, alice)
    for act in (
        lambda: ask(assessment, alice),
        lambda: answer_local(assessment, alice, 1, "2"),
        lambda: remove_local_item(assessment=assessment, number=1, by=alice),
        lambda: copy_local_items(assessment=assessment, by=alice),
        lambda: edit_local_item(
            assessment=assessment, number=1, question="Other?", seen=1, by=alice
        ),
    ):
        with pytest.raises(Frozen):
            act()
    reopen(assessment=assessment, reason="A newer count", by=alice)
    answer_local(assessment, alice, 1, "2")


def test_before_the_round_is_closed_nothing_is_asked(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    with pytest.raises(Frozen, match="when the round is closed"):
        ask(make_independent(organization, framework, alice), alice)


def test_copy_takes_the_questions_of_the_last_one_without_answers(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    oldest = make_assessment(organization, framework, alice)
    ask(oldest, alice, "Oldest?")
    last = make_assessment(organization, framework, alice)
    ask(last, alice, "Kept?", why="So.", subject="safe", descriptors=OWN_LEVELS)
    ask(last, alice, "Removed?")
    ask(last, alice, "Asked here as well?")
    remove_local_item(assessment=last, number=2, by=alice)
    answer_local(last, alice, 1, "4", note="Last year")
    for days, row in enumerate((last, oldest), start=1):
        moved = row.started_at - timedelta(days=days)
        Assessment.objects.filter(pk=row.pk).update(started_at=moved)
    now = make_assessment(organization, framework, alice)
    ask(now, alice, "Asked here as well?")
    assert copy_local_items(assessment=now, by=alice) == 1
    assert copy_local_items(assessment=now, by=alice) == 0
    copied = load_local_items(now)[1]
    assert copied == LocalItem(
        "local.2", "safe", "Kept?", OWN_LEVELS, "So.", None, False, False, "", ""
    )


def test_copy_never_reaches_into_another_organization(
    other_organization: Organization,
    framework: FrameworkVersion,
    alice: User,
    charlie: User,
    assessment: Assessment,
) -> None:
    ask(assessment, alice)
    theirs = make_assessment(other_organization, framework, charlie)
    assert copy_local_items(assessment=theirs, by=charlie) == 0


def test_nothing_shared_counts_them(assessment: Assessment, alice: User) -> None:
    definition = load_definition(assessment.framework_version)
    answer_items(assessment, alice, ["safe.1", "engaged.2"])

    def told() -> list[Any]:
        sheet = load_sheet(assessment)
        return [
            progress(definition, sheet),
            problems(definition, sheet),
            score(definition, sheet),
        ]

    before = told()
    ask(assessment, alice, subject="safe")
    ask(assessment, alice, "And this?")
    answer_local(assessment, alice, 1, "0")
    assert told() == before


def test_digest_of_what_is_signed_changes_with_them_alone(
    assessment: Assessment, alice: User
) -> None:
    answer_all(assessment, alice)
    before = digest_of_content(assessment)
    assert "local_items" not in load_content(assessment)
    ask(assessment, alice)
    asked = digest_of_content(assessment)
    answer_local(assessment, alice, 1, "2")
    assert len({before, asked, digest_of_content(assessment)}) == 3
    remove_local_item(assessment=assessment, number=1, by=alice)
    assert digest_of_content(assessment) == before


def test_export_of_the_organization_has_them(assessment: Assessment, alice: User) -> None:
    ask(assessment, alice, "Kept?", subject="safe", descriptors=OWN_LEVELS)
    ask(assessment, alice, "Removed?")
    answer_local(assessment, alice, 1, "4", note="Minutes")
    remove_local_item(assessment=assessment, number=2, by=alice)
    [told] = organization_data(seen_by(alice, assessment.organization))["assessments"]
    kept, removed = told["local_items"]
    assert (kept["code"], kept["level"], kept["note"]) == ("local.1", 4, "Minutes")
    assert (kept["descriptors"], kept["removed_at"]) == (list(OWN_LEVELS), None)
    assert (removed["question"], removed["updated_by"]) == ("Removed?", None)
    assert removed["removed_at"]


def test_codes_read_back() -> None:
    assert [number_of(code_of(number)) for number in (1, 20, 300)] == [1, 20, 300]
    for code in ("safe.1", "local.", "local.x", "1"):
        with pytest.raises(ValueError, match="no code of a local item"):
            number_of(code)
