import pytest

from assessments.answer_sheet import Answer
from assessments.changes import (
    AnswerChange,
    Declared,
    Stored,
    TargetChange,
    UnknownCode,
    content_of,
    weigh,
)
from assessments.merging import Seen

STORED = Stored(Answer("safe.1", level=2, note="May audit"), part_id=1, version=3)


def test_change_leaves_out_what_was_not_posted() -> None:
    change = AnswerChange("safe.1", STORED.seen, choice="4")
    assert change.onto(STORED.entry) == Answer("safe.1", level=4, note="May audit")


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("0", Answer("a", level=0)),
        ("na", Answer("a", not_applicable=True)),
        ("dk", Answer("a", dont_know=True)),
        ("", Answer("a")),
    ],
)
def test_change_of_choice_replaces_the_former_one(choice: str, expected: Answer) -> None:
    assert AnswerChange("a", Seen(1), choice).onto(Answer("a", level=3)) == expected


def test_target_change_takes_the_level_off_and_keeps_the_sentence() -> None:
    stored = Declared("safe", level=4, statement="No harm")
    assert TargetChange("safe", Seen(1), choice="").onto(stored) == Declared(
        "safe", statement="No harm"
    )


def test_weigh_splits_what_is_saved_from_what_collides() -> None:
    stored = {"safe.1": STORED, "safe.2": Stored(Answer("safe.2"), part_id=2)}
    mine = AnswerChange("safe.1", Seen(2), choice="1", note="mine")
    new = AnswerChange("safe.2", Seen(0), choice="dk")
    to_save, conflicts = weigh([mine, new], stored)
    assert to_save == {"safe.2": Answer("safe.2", dont_know=True)}
    assert conflicts["safe.1"].mine == Answer("safe.1", level=1, note="mine")
    assert conflicts["safe.1"].theirs == STORED


def test_weigh_takes_a_form_without_a_chosen_radio_as_untouched() -> None:
    """The item was empty when the page was loaded; a colleague answered it since."""
    seen = Seen.of(0, content_of(Answer("safe.1")))
    to_save, conflicts = weigh([AnswerChange("safe.1", seen, None, "", "")], {"safe.1": STORED})
    assert (to_save, conflicts) == ({}, {})


def test_weigh_refuses_what_the_version_does_not_have() -> None:
    with pytest.raises(UnknownCode, match=r"nope\.1"):
        weigh([AnswerChange("nope.1", Seen(0), "1")], {"safe.1": STORED})
