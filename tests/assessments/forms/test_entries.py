import pytest

from assessments.changes import AnswerChange, TargetChange
from assessments.forms.entries import (
    UNRESOLVED,
    answer_changes,
    read_answers,
    read_targets,
    target_changes,
)
from assessments.merging import Seen


def test_read_answers_gathers_the_parts_of_each_item() -> None:
    posted = read_answers(
        {
            "i-safe.1-choice": "3",
            "i-safe.1-note": "two\r\nlines",
            "i-safe.1-version": "2:0123456789ab",
            "i-S1.2-choice": "na",
            "i-S1.2-reason": "No beds",
            "csrfmiddlewaretoken": "x",
            "go": "next",
        }
    )
    assert answer_changes(posted) == [
        AnswerChange("safe.1", Seen(2, "0123456789ab"), "3", None, "two\nlines"),
        AnswerChange("S1.2", Seen(-1), "na", "No beds", None),
    ]


def test_read_answers_names_the_field_of_a_fault() -> None:
    posted = read_answers(
        {"i-a-choice": "9", "i-a-note": "x" * 40_001, "i-a-reason": "bell \x07", "i-b-choice": "1"}
    )
    assert posted["a"].errors == (
        "Level: Choose one of the levels that are shown.",
        "Reason: Take out character 6 (U+0007): it cannot be shown, or it changes the order of the"
        " text around it.",
        "Note: Use at most 40,000 characters: this has 40,001.",
    )
    assert posted["a"].note == "x" * 40_001
    assert [change.code for change in answer_changes(posted)] == ["b"]


def test_read_answers_takes_the_longest_text() -> None:
    assert read_answers({"i-a-note": "é" * 40_000})["a"].errors == ()


@pytest.mark.parametrize(("keep", "seen"), [({}, UNRESOLVED), ({"i-a-keep": "mine"}, Seen(5))])
def test_read_answers_in_conflict_asks_for_a_choice(keep: dict[str, str], seen: Seen) -> None:
    posted = read_answers({"i-a-choice": "1", "i-a-version": "5", "i-a-conflict": "1", **keep})
    assert answer_changes(posted) == [AnswerChange("a", seen, "1")]


def test_read_answers_that_keep_theirs_change_nothing() -> None:
    assert answer_changes(read_answers({"i-a-choice": "1", "i-a-keep": "theirs"})) == []


def test_read_targets_takes_a_sentence_and_no_level() -> None:
    posted = read_targets({"t-safe-choice": "", "t-safe-note": "No harm", "t-safe-version": "0"})
    assert target_changes(posted) == [TargetChange("safe", Seen(0), "", "No harm")]


def test_read_targets_knows_levels_alone() -> None:
    assert read_targets({"t-safe-choice": "na"})["safe"].errors
