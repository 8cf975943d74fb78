from decimal import Decimal

import pytest

from assessments.anonymity import ShownAgreement, ShownGap, show_agreement
from assessments.answer_sheet import AnswerSheet
from assessments.scoring import score
from assessments.scoring.card import AgreementCard
from assessments.scoring.ratings import Rating
from tests.assessments.scoring.sheets import ratings_of
from tests.frameworks import make_definition

DEFINITION = make_definition()
SIDES = {
    **dict.fromkeys(("r1", "r2", "r3"), "board"),
    **dict.fromkeys(("r4", "r5", "r6"), "clinical-front-line"),
}


def all_items(said: str, groups: dict[str, str] | None = None) -> list[Rating]:
    return ratings_of(role_groups=groups, **{f"safe_{n}": said for n in (1, 2, 3, 4)})


def card_of(ratings: list[Rating]) -> AgreementCard | None:
    return score(DEFINITION, AnswerSheet(), ratings).subjects["safe"].agreement


def shown_of(ratings: list[Rating], **knowledge: object) -> ShownAgreement:
    return show_agreement(card_of(ratings), DEFINITION, "safe", ratings, **knowledge)


def test_subject_without_ratings_shows_nothing() -> None:
    assert shown_of([]) == ShownAgreement()
    assert shown_of(ratings_of(S1_1="333")) == ShownAgreement()


def test_range_of_three_scores() -> None:
    shown = shown_of(all_items("342"))
    assert shown.range == (Decimal(2), Decimal(4))
    assert shown.interval is None
    assert shown.ad == Decimal("0.666667")
    assert shown.r_wg_j is not None


def test_interval_of_five_stands_instead_of_the_range() -> None:
    shown = shown_of(all_items("34233"))
    assert shown.range is None
    assert shown.interval == card_of(all_items("34233")).interval


def test_two_raters_show_nothing() -> None:
    assert shown_of(all_items("34")) == ShownAgreement()


@pytest.mark.parametrize("said", ["3", "33"])
def test_item_that_shows_no_distribution_is_not_told_by_its_subject(said: str) -> None:
    ratings = ratings_of(safe_1="3423", safe_2="3423", safe_3="3423", safe_4=said)
    shown = shown_of(ratings)
    assert shown.range is shown.role_gap is shown.interval is None
    # Of a single level neither agreement nor deviation is made.
    assert (shown.ad is None) is (shown.r_wg_j is None) is (said == "33")


def test_item_without_a_level_hides_nothing() -> None:
    ratings = ratings_of(safe_1="3423", safe_2="3423", safe_3="3423", safe_4="?nnn")
    assert shown_of(ratings).range


def test_role_gap_with_three_scores_a_side() -> None:
    shown = shown_of(all_items("444110", SIDES))
    gap = ShownGap(Decimal("3.333333"), Decimal("4.000000"), 3, Decimal("0.666667"), 3)
    assert shown.role_gap == gap
    assert card_of(all_items("444110", SIDES)).role_gap == gap.gap


def test_role_gap_is_not_shown_beside_a_rest_of_one_or_two() -> None:
    assert shown_of(all_items("4441103", SIDES)).role_gap is None
    assert shown_of(all_items("44411034", SIDES)).role_gap is None
    assert shown_of(all_items("444110342", SIDES)).role_gap
    assert shown_of(all_items("444110?", SIDES)).role_gap is None


def test_scores_of_few_who_are_not_named_are_not_shown() -> None:
    # On each item three or four are not named; but only r1 and r4 of these have a score.
    said = {"safe_1": "33331--", "safe_2": "3333-1-", "safe_3": "3333--1", "safe_4": "3333---"}
    assert shown_of(ratings_of(**said)).interval is None
    assert shown_of(ratings_of(**said)).range
    assert shown_of(ratings_of(**said), named=["r2", "r3"]).range is None


def test_who_rated_other_items_than_the_rest_is_not_singled_out() -> None:
    partner_alone = ratings_of(safe_1="33443", safe_2="33442", safe_3="3344", safe_4="3344")
    assert shown_of(partner_alone).interval is None
    assert shown_of(partner_alone).ad is not None
    many = {"safe_1": "33443222", "safe_2": "33443222", "safe_3": "33443", "safe_4": "33443"}
    assert shown_of(ratings_of(**many)).interval


def test_who_cannot_have_a_score_takes_nothing_from_the_rest() -> None:
    ratings = ratings_of(safe_1="333440", safe_2="33344", safe_3="33344", safe_4="33344")
    assert shown_of(ratings).interval


def test_late_scores_are_not_singled_out() -> None:
    ratings = all_items("334421")
    late = {(rater, f"safe.{n}"): 2 for rater in ("r4", "r5", "r6") for n in (1, 2, 3, 4)}
    assert shown_of(ratings, rounds=late).interval
    one_late = {("r6", f"safe.{n}"): 2 for n in (1, 2, 3, 4)}
    assert shown_of(ratings, rounds=one_late).interval is None


def test_late_ratings_after_few_may_show() -> None:
    """Of two raters nothing was shown before: there is nothing to subtract."""
    late = {(rater, f"safe.{n}"): 2 for rater in ("r3", "r4", "r5") for n in (1, 2, 3, 4)}
    assert shown_of(all_items("33442"), rounds=late).interval
