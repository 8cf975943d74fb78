from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from assessments.actions import save_answers
from assessments.actions.answers import what_of
from assessments.answer_sheet import Answer
from assessments.changes import AnswerChange, UnknownCode
from assessments.merging import Seen
from assessments.models import Assessment
from assessments.permissions import Frozen
from assessments.queries import history_of, load_answers
from lhs_portal.accounts.models import User
from tests.assessments.factories import answer_items, submit_all


def save(assessment: Assessment, by: User, seen: Seen, **parts: Any) -> Any:
    change = AnswerChange("safe.1", seen, **parts)
    return save_answers(assessment=assessment, changes=[change], by=by)


def test_save_stores_the_answer_and_one_event(assessment: Assessment, bob: User) -> None:
    saved = save(assessment, bob, Seen(0), choice="3", note="Audit of May 4")
    row = load_answers(assessment)["safe.1"]
    assert row.entry == Answer("safe.1", level=3, note="Audit of May 4")
    assert (row.version, row.updated_by, saved.codes) == (1, bob.pk, ("safe.1",))
    event = history_of(assessment).first()
    assert event is not None
    assert (event.verb, event.actor, event.what) == ("answered", bob, "safe.1")
    assert event.before["safe.1"]["level"] is None
    assert event.after == {
        "safe.1": {
            "level": 3,
            "not_applicable": False,
            "dont_know": False,
            "reason": "",
            "note": "Audit of May 4",
        }
    }


def test_save_of_the_same_again_changes_nothing(assessment: Assessment, bob: User) -> None:
    save(assessment, bob, Seen(0), choice="3", note="x")
    again = save(assessment, bob, Seen(0), choice="3", note="x")
    assert (again.codes, dict(again.conflicts)) == ((), {})
    assert again.stored["safe.1"].version == 1
    assert history_of(assessment).filter(verb="answered").count() == 1


def test_save_of_two_people_overwrites_nothing(
    assessment: Assessment, alice: User, bob: User
) -> None:
    save(assessment, alice, Seen(0), choice="2", note="Alice's note")
    saved = save(assessment, bob, Seen(0), choice="4", note="Bob's note")
    conflict = saved.conflicts["safe.1"]
    assert conflict.mine == Answer("safe.1", level=4, note="Bob's note")
    assert conflict.theirs.entry == Answer("safe.1", level=2, note="Alice's note")
    assert load_answers(assessment)["safe.1"].entry.note == "Alice's note"


def test_save_keeps_neighbors_of_a_conflict(assessment: Assessment, alice: User, bob: User) -> None:
    answer_items(assessment, alice, ["safe.1"])
    changes = [AnswerChange("safe.1", Seen(0), "1"), AnswerChange("safe.2", Seen(0), "2")]
    saved = save_answers(assessment=assessment, changes=changes, by=bob)
    assert (saved.codes, set(saved.conflicts)) == (("safe.2",), {"safe.1"})
    assert load_answers(assessment)["safe.2"].entry.level == 2


def test_save_of_a_first_answer_has_nothing_to_collide_with(
    assessment: Assessment, bob: User
) -> None:
    assert save(assessment, bob, Seen(-1), choice="1").codes == ("safe.1",)


def test_save_takes_an_id_too(assessment: Assessment, bob: User) -> None:
    changes = [AnswerChange("safe.1", Seen(0), "na", "No beds")]
    saved = save_answers(assessment=assessment.pk, changes=changes, by=bob)
    assert saved.stored["safe.1"].entry == Answer("safe.1", not_applicable=True, reason="No beds")


def test_save_is_refused_to_readers(assessment: Assessment, rhea: User) -> None:
    with pytest.raises(PermissionDenied):
        save(assessment, rhea, Seen(0), choice="1")


def test_save_does_not_find_a_foreign_assessment(assessment: Assessment, charlie: User) -> None:
    with pytest.raises(Http404):
        save(assessment, charlie, Seen(0), choice="1")


def test_save_is_refused_after_submission(assessment: Assessment, alice: User) -> None:
    submit_all(assessment, alice)
    with pytest.raises(Frozen):
        save(assessment, alice, Seen(1), choice="1")


def test_save_refuses_an_unknown_item_and_saves_nothing(assessment: Assessment, bob: User) -> None:
    changes = [AnswerChange("safe.1", Seen(0), "1"), AnswerChange("nope", Seen(0), "1")]
    with pytest.raises(UnknownCode):
        save_answers(assessment=assessment, changes=changes, by=bob)
    assert load_answers(assessment)["safe.1"].version == 0


def test_what_of_many_codes_fits_its_column() -> None:
    assert what_of(["safe.1", "S1.2"]) == "safe.1, S1.2"
    long = what_of([f"accountable.{number}" for number in range(30)])
    assert len(long) <= 200
    assert long.endswith("accountable.9, accountable.10, accountable.11, accountable.12…")
