"""Pillars and indices, worked by hand."""

import dataclasses
from fractions import Fraction

from assessments.scoring.rollups import (
    RollUp,
    score_commitments,
    score_foundations,
    score_pillar,
    score_pillars,
)
from assessments.scoring.subjects import NOT_APPLICABLE, SubjectScore, score_subjects
from tests.assessments.scoring.sheets import sheet_of
from tests.frameworks import make_definition

UNSCORED = dataclasses.replace(
    NOT_APPLICABLE, coverage=Fraction(0), reason="not_enough_answers", held_back_by=("x",)
)


def scored(score: int, attained: int | None = 1) -> SubjectScore:
    return dataclasses.replace(
        UNSCORED, score=Fraction(score), attained=attained, reason=None, coverage=Fraction(1)
    )


def test_pillar_with_two_of_three_features_scored() -> None:
    assert score_pillar([scored(1), scored(4), UNSCORED]) == RollUp(Fraction(5, 2), None, None)


def test_pillar_with_one_of_two_features_scored() -> None:
    assert score_pillar([scored(1), UNSCORED]) == RollUp(None, "parts_missing")


def test_pillar_leaves_out_features_that_do_not_apply() -> None:
    pillar = score_pillar([scored(1, attained=3), NOT_APPLICABLE, NOT_APPLICABLE])
    assert pillar == RollUp(Fraction(1), None, 3)


def test_pillar_where_no_feature_applies() -> None:
    pillar = score_pillar([NOT_APPLICABLE, NOT_APPLICABLE])
    assert pillar == RollUp(None, "not_applicable")
    assert not pillar.applicable


def test_pillar_attains_the_lowest_level_of_its_features() -> None:
    assert score_pillar([scored(3, 2), scored(3, 1), scored(3, 3)]).attained == 1


def test_pillar_attains_nothing_where_one_feature_has_no_attained_level() -> None:
    assert score_pillar([scored(3, 2), scored(3, None), scored(3, 3)]).attained is None


def test_pillar_attains_level_zero() -> None:
    assert score_pillar([scored(3, 0), scored(3, 3)]).attained == 0


def test_pillars_take_the_features_of_each() -> None:
    definition = make_definition()
    subjects = score_subjects(definition, sheet_of(S1="1111", S2="2222", F1="4444", F2="nnnn"))
    pillars = score_pillars(definition, subjects)
    assert pillars["science"] == RollUp(Fraction(3, 2), None, 1)
    assert pillars["informatics"] == RollUp(Fraction(4), None, 4)


def test_foundations_need_every_applicable_pillar() -> None:
    one, three = RollUp(Fraction(1), None), RollUp(Fraction(3), None)
    missing, elsewhere = RollUp(None, "parts_missing"), RollUp(None, "not_applicable")
    assert score_foundations([one, three, elsewhere]) == RollUp(Fraction(2), None)
    assert score_foundations([one, three, missing]) == RollUp(None, "parts_missing")
    assert score_foundations([elsewhere, elsewhere]) == RollUp(None, "not_applicable")


def test_commitments_need_four_of_five() -> None:
    four = [scored(1), scored(2), scored(3), scored(4)]
    assert score_commitments([*four, UNSCORED]) == RollUp(Fraction(5, 2), None)
    assert score_commitments([*four[:3], UNSCORED]) == RollUp(None, "parts_missing")
    assert score_commitments([*four[:3], NOT_APPLICABLE]) == RollUp(Fraction(2), None)
    assert score_commitments([NOT_APPLICABLE]) == RollUp(None, "not_applicable")
