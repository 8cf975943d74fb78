import pytest

from assessments.answer_sheet import Answer, AnswerSheet, problems, progress
from tests.assessments.scoring.sheets import sheet_of
from tests.frameworks import make_definition


def everything(letters: str = "1234") -> dict[str, str]:
    return dict.fromkeys(("engaged", "safe", "effective", "S1", "S2", "F1", "F2"), letters)


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": 5},
        {"level": -1},
        {"level": True},
        {"level": 2.0},
        {"level": 0, "dont_know": True},
        {"level": 0, "not_applicable": True},
        {"not_applicable": True, "dont_know": True},
    ],
)
def test_answer_that_contradicts_itself_is_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"^safe\.1: "):
        Answer("safe.1", **wrong)


def test_two_answers_to_one_item_are_refused() -> None:
    with pytest.raises(ValueError, match="more than one answer"):
        AnswerSheet.of([Answer("safe.1", level=1), Answer("safe.1", level=1)])


def test_answer_to_an_absent_item_is_unanswered() -> None:
    assert AnswerSheet().answer_to("safe.1") == Answer("safe.1")
    assert not AnswerSheet().answer_to("safe.1").complete


def test_progress_of_an_empty_sheet() -> None:
    counted = progress(make_definition(), AnswerSheet())
    assert (counted.answered, counted.total) == (0, 28)
    assert (counted.essentials_answered, counted.essentials_total) == (0, 14)
    assert {subject.status for subject in counted.subjects} == {"not_started"}
    assert [subject.code for subject in counted.subjects[:4]] == [
        "engaged",
        "safe",
        "effective",
        "S1",
    ]
    assert counted.first_unfinished() == "engaged"


def test_progress_counts_dont_know_and_not_applicable_as_answered() -> None:
    counted = progress(make_definition(), sheet_of(engaged="3n??", safe="-1--"))
    engaged, safe = counted.subjects[:2]
    assert (engaged.answered, engaged.essentials_answered, engaged.status) == (4, 2, "completed")
    assert (safe.answered, safe.essentials_answered, safe.status) == (1, 1, "in_progress")
    assert (counted.answered, counted.essentials_answered) == (5, 3)
    assert counted.first_unfinished() == "safe"


def test_progress_does_not_count_a_note_alone() -> None:
    sheet = AnswerSheet.of([Answer("safe.1", note="Ask the pharmacy.", reason="r", evidence=1)])
    assert progress(make_definition(), sheet).answered == 0


def test_progress_through_the_essentials_is_a_filter() -> None:
    counted = progress(make_definition(), sheet_of(**everything("12--")))
    assert counted.essentials_answered == counted.essentials_total == 14
    assert {subject.essentials_status for subject in counted.subjects} == {"completed"}
    assert {subject.status for subject in counted.subjects} == {"in_progress"}
    assert counted.first_unfinished(essentials_only=True) is None
    assert counted.essentials_minutes_left == 0
    assert counted.first_unfinished() == "engaged"


@pytest.mark.parametrize(
    ("letters", "minutes"),
    [("----", 15), ("1---", 15), ("11--", 10), ("111-", 5), ("1111", 0)],
)
def test_minutes_left_are_half_a_minute_an_item_in_steps_of_five(
    letters: str, minutes: int
) -> None:
    counted = progress(make_definition(), sheet_of(**everything(letters)))
    assert counted.minutes_left == minutes


def test_problems_of_a_complete_sheet_are_none() -> None:
    assert problems(make_definition(), sheet_of(**everything("1?n4"))) == ()


def test_problems_are_unanswered_items_and_missing_reasons() -> None:
    sheet = sheet_of(**everything())
    answers = {
        **sheet.answers,
        "safe.2": Answer("safe.2", note="Later."),
        "safe.3": Answer("safe.3", not_applicable=True, reason=" \n"),
    }
    del answers["S1.1"]
    found = problems(make_definition(), AnswerSheet(answers))
    assert [(problem.item, problem.subject, problem.kind) for problem in found] == [
        ("safe.2", "safe", "unanswered"),
        ("safe.3", "safe", "reason_missing"),
        ("S1.1", "S1", "unanswered"),
    ]
    assert found[1].sentence == "Say why this does not apply to your organization."
