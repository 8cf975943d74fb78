"""One subject, worked by hand. The first two items of four are essential unless a test says so."""

from fractions import Fraction

import pytest

from assessments.answer_sheet import Answer, AnswerSheet
from assessments.scoring.subjects import SubjectScore, score_subjects
from tests.assessments.scoring.sheets import sheet_of
from tests.frameworks import make_definition


def score_safe(letters: str, **changes: object) -> SubjectScore:
    return score_subjects(make_definition(**changes), sheet_of(safe=letters))["safe"]


def test_score_of_the_essential_items_alone() -> None:
    subject = score_safe("32--")
    assert subject.score == Fraction(5, 2)
    assert (subject.low, subject.high) == (Fraction(5, 4), Fraction(13, 4))
    assert subject.coverage == Fraction(1, 2)
    assert subject.attained == 2
    assert subject.held_back_by == ("safe.2",)
    assert subject.reason is None


def test_score_with_half_of_the_weight_but_not_the_essentials() -> None:
    subject = score_safe("3-1-")
    assert subject.score == 2
    assert subject.attained is None
    assert subject.held_back_by == ("safe.2",)


def test_score_with_less_than_half_of_the_weight_and_all_essentials() -> None:
    subject = score_safe("3---", essentials=1)
    assert subject.coverage == Fraction(1, 4)
    assert subject.score == 3
    assert (subject.low, subject.high) == (Fraction(3, 4), Fraction(15, 4))


def test_score_with_too_few_answers_is_absent_and_bounds_are_given() -> None:
    subject = score_safe("3---")
    assert subject.score is None
    assert subject.reason == "not_enough_answers"
    assert subject.coverage == Fraction(1, 4)
    assert (subject.low, subject.high) == (Fraction(3, 4), Fraction(15, 4))
    assert subject.attained is None
    assert subject.held_back_by == ("safe.2",)


def test_score_without_any_answer_is_absent_and_not_zero() -> None:
    subject = score_safe("----")
    assert subject.score is None
    assert subject.coverage == 0
    assert (subject.low, subject.high) == (0, 4)
    assert subject.held_back_by == ("safe.1", "safe.2")


def test_score_where_nothing_is_applicable() -> None:
    subject = score_safe("nnnn")
    assert not subject.applicable
    assert subject.coverage is None
    assert subject.low is None
    assert subject.reason == "not_applicable"
    assert subject.held_back_by == ()


def test_score_leaves_out_what_is_not_applicable() -> None:
    subject = score_safe("n2n1")
    assert subject.score == Fraction(3, 2)
    assert subject.coverage == 1
    assert subject.low == subject.high == Fraction(3, 2)
    assert subject.attained == 2


def test_score_counts_dont_know_as_unanswered() -> None:
    assert score_safe("3?1?") == score_safe("3-1-")


def test_score_weighs_items_by_the_decimals_that_are_written() -> None:
    # In floating point 0.3 / (0.1 + 0.2 + 0.3) falls short of one half.
    weights = {"safe.1": "0.1", "safe.2": "0.2", "safe.3": "0.3"}
    subject = score_safe("--3", items=3, essentials=0, weights=weights)
    assert subject.coverage == Fraction(1, 2)
    assert subject.score == 3
    subject = score_safe("123", items=3, essentials=0, weights=weights)
    assert subject.score == Fraction(14, 6)


@pytest.mark.parametrize(
    ("letters", "attained", "held_back_by"),
    [
        ("44--", 4, ()),
        ("43--", 3, ("safe.2",)),
        ("33--", 3, ("safe.1", "safe.2")),
        ("00--", 0, ("safe.1", "safe.2")),
        ("0-44", None, ("safe.2",)),
        ("n1--", 1, ("safe.2",)),
        ("nn44", None, ()),
    ],
)
def test_attained_is_the_lowest_applicable_essential(
    letters: str, attained: int | None, held_back_by: tuple[str, ...]
) -> None:
    subject = score_safe(letters)
    assert subject.attained == attained
    assert subject.held_back_by == held_back_by


def test_attained_without_an_essential_item_is_absent() -> None:
    subject = score_safe("4444", essentials=0)
    assert subject.score == 4
    assert subject.attained is None
    assert subject.held_back_by == ()


def test_score_without_an_applicable_essential_needs_half_of_the_weight() -> None:
    assert score_safe("nn4-").score == 4
    assert score_safe("4---", essentials=0).score is None


def with_evidence(*answers: tuple[int, int | None]) -> AnswerSheet:
    return AnswerSheet.of(
        Answer(f"safe.{number}", level=level, evidence=evidence)
        for number, (level, evidence) in enumerate(answers, start=1)
    )


def test_evidenced_counts_levels_3_and_4_without_evidence_as_2() -> None:
    sheet = with_evidence((4, 1), (3, 0), (4, None), (1, 0))
    subject = score_subjects(make_definition(), sheet)["safe"]
    assert subject.score == 3
    assert subject.evidenced == Fraction(4 + 2 + 2 + 1, 4)


def test_evidenced_where_zero_pieces_are_the_only_evidence() -> None:
    sheet = with_evidence((4, 0), (4, None))
    assert score_subjects(make_definition(), sheet)["safe"].evidenced == 2


def test_evidenced_where_evidence_is_not_collected_is_absent() -> None:
    assert score_safe("4444").evidenced is None


def test_evidenced_without_a_score_is_absent() -> None:
    sheet = with_evidence((4, 2))
    assert score_subjects(make_definition(), sheet)["safe"].evidenced is None
