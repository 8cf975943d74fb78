"""Agreement, worked by hand and against the values that the literature prints."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring.agreement import (
    Interval,
    ItemStatistics,
    RoleMeans,
    can_have_a_score,
    item_statistics,
    rater_scores,
    role_means,
    subject_agreement,
)
from assessments.scoring.figures import six_decimals
from commitments.documents import definition_from_document
from tests.assessments.scoring.sheets import ratings_of
from tests.frameworks import make_definition, make_document

DEFINITION = make_definition()


def levels(printed: str) -> list[int]:
    """Levels are printed 1 to 5 in the literature."""
    return [int(level) - 1 for level in printed]


@pytest.mark.parametrize(
    ("printed", "r_wg", "ad"),
    [
        ("3445", "0.666667", "0.500000"),
        ("23344", "0.650000", "0.640000"),
        ("12345", "0.000000", "1.200000"),
        ("1155", "0.000000", "2.000000"),
    ],
)
def test_item_as_the_literature_has_it(printed: str, r_wg: str, ad: str) -> None:
    statistics = item_statistics(levels(printed))
    assert (str(six_decimals(statistics.r_wg)), str(six_decimals(statistics.ad))) == (r_wg, ad)


@pytest.mark.parametrize("given_levels", [[], [3]])
def test_below_two_levels_there_are_no_statistics(given_levels: list[int]) -> None:
    assert item_statistics(given_levels) == ItemStatistics(len(given_levels))


def test_item_with_an_even_number_of_levels() -> None:
    assert item_statistics([4, 1, 3, 2]) == ItemStatistics(
        n=4,
        mean=Fraction(5, 2),
        median=Fraction(5, 2),
        lower_median=2,
        range=3,
        near_median=Fraction(3, 4),  # 1, 2 and 3 lie within one of 2
        ad=Fraction(1),
        variance=Fraction(5, 3),
        r_wg=Fraction(1, 6),
        contested=True,
        outlying=False,
    )


@pytest.mark.parametrize(
    ("given_levels", "contested", "outlying"),
    [
        ([2, 2], False, False),
        ([2, 3], False, False),
        ([1, 3], True, False),  # AD 1
        ([2, 3, 4, 4, 4], False, False),  # AD 0.72, and 4 of 5 within one of 4: not below 0.8
        ([2, 2, 4, 4, 4], True, False),  # AD 0.96
        ([1, 3, 3, 3, 3, 3], False, False),  # a range of 2
        ([0, 3, 3, 3, 3, 3], True, False),  # AD 5/6 exactly
        ([0, 3, 3, 3, 3, 3, 3], False, True),
        ([0, 0, 0, 2, 0, 2, 0, 0], True, False),  # 6 of 8 are near 0; AD is 0.75 alone
    ],
)
def test_contested_and_outlying(given_levels: list[int], contested: bool, outlying: bool) -> None:
    statistics = item_statistics(given_levels)
    assert (statistics.contested, statistics.outlying) == (contested, outlying)


@given(st.lists(st.integers(0, 4), min_size=2, max_size=40))
def test_item_statistics_stay_within_their_bounds(given_levels: list[int]) -> None:
    statistics = item_statistics(given_levels)
    assert min(given_levels) <= statistics.lower_median <= statistics.median <= max(given_levels)
    assert 0 <= statistics.r_wg <= 1
    assert 0 <= statistics.ad <= 2
    assert 0 < statistics.near_median <= 1
    assert not (statistics.contested and statistics.outlying)


def statistics_of_variance(variance: Fraction, ad: Fraction = Fraction(0)) -> ItemStatistics:
    return ItemStatistics(n=4, variance=variance, ad=ad)


def test_r_wg_j_of_three_items() -> None:
    items = [statistics_of_variance(Fraction(*v)) for v in ((2, 3), (1, 4), (1, 4))]
    agreement = subject_agreement([*items, ItemStatistics(1)], {}, {})
    assert str(six_decimals(agreement.r_wg_j)) == "0.925532"


def test_r_wg_j_caps_the_mean_of_the_variances_and_no_single_one() -> None:
    # Variances 8/3 above the cap and 4/3 below it: their mean is 2, which is no agreement.
    items = [statistics_of_variance(Fraction(8, 3)), statistics_of_variance(Fraction(4, 3))]
    assert subject_agreement(items, {}, {}).r_wg_j == 0
    items = [statistics_of_variance(Fraction(8, 3)), statistics_of_variance(Fraction(0))]
    # S = 4/3, so 2 · 1/3 over (2 · 1/3 + 2/3)
    assert subject_agreement(items, {}, {}).r_wg_j == Fraction(1, 2)


def test_ad_of_a_subject_is_the_mean_of_its_items() -> None:
    items = [item_statistics([3, 3]), item_statistics([1, 3]), item_statistics([0])]
    assert subject_agreement(items, {}, {}).ad == Fraction(1, 2)


def test_subject_without_two_levels_on_an_item_has_no_agreement() -> None:
    agreement = subject_agreement([ItemStatistics(1)], {"r1": Fraction(3)}, {})
    assert agreement.r_wg_j is agreement.ad is agreement.range is agreement.interval is None


def test_range_from_two_scores_and_interval_from_five() -> None:
    scores = {f"r{n}": Fraction(n) for n in range(4)}
    assert subject_agreement([], scores, {}).range == (0, 3)
    assert subject_agreement([], scores, {}).interval is None
    scores["r4"] = Fraction(4)
    # mean 2, s² = 10/4, t(4) = 2.776
    expected = Interval(Fraction(2), Fraction("2.776") ** 2 * Fraction(5, 2) / 5)
    assert subject_agreement([], scores, {}).interval == expected


def test_role_gap_needs_three_scores_a_side() -> None:
    groups = {"a": "leadership", "b": "management", "c": "board", "x": "clinical-front-line"}
    groups |= {"y": "other-front-line", "z": "other-front-line", "q": "quality"}
    scores = {"a": 4, "b": 3, "c": 3, "x": 2, "y": 2, "z": 1, "q": 0, "nobody": 0}
    fractions = {rater: Fraction(score) for rater, score in scores.items()}
    expected = RoleMeans(Fraction(10, 3), 3, Fraction(5, 3), 3)
    assert role_means(fractions, groups) == expected
    assert subject_agreement([], fractions, groups).role_gap == Fraction(5, 3)
    del fractions["z"]
    assert role_means(fractions, groups) is None


def test_own_scores_follow_the_rules_of_one_subject() -> None:
    ratings = ratings_of(
        # r1 all levels; r2 essentials alone; r3 half; r4 one of four; r5 one applicable of one,
        safe_1="32--n",  # essential
        safe_2="12--n",  # essential
        safe_3="1-313",
        safe_4="1-2-n",
    )
    assert rater_scores(DEFINITION, "safe", ratings) == {
        "r1": Fraction(3, 2),
        "r2": 2,
        "r3": Fraction(5, 2),
        "r5": 3,
    }


def test_own_not_applicable_takes_an_essential_item_away() -> None:
    # One of three applicable items is answered: below half, but it is the last essential one.
    ratings = ratings_of(safe_1="n", safe_2="3", safe_3="?")
    assert rater_scores(DEFINITION, "safe", ratings) == {"r1": 3}


def test_own_score_without_any_essential_item_needs_half() -> None:
    ratings = ratings_of(safe_1="n", safe_2="n", safe_3="?", safe_4="?")
    assert rater_scores(DEFINITION, "safe", ratings) == {}


def test_own_scores_weigh_items_by_the_decimal_that_is_written() -> None:
    weights = {"safe.1": "0.1", "safe.2": "3.333333333"}
    definition = definition_from_document(make_document(items=2, weights=weights))
    assert rater_scores(definition, "safe", ratings_of(safe_1="4-", safe_2="1-")) == {
        "r1": (Fraction("0.4") + Fraction("3.333333333")) / Fraction("3.433333333")
    }


def test_own_scores_of_another_subject_play_no_part() -> None:
    assert rater_scores(DEFINITION, "safe", ratings_of(S1_1="4", S1_2="4", S1_3="4")) == {}


@pytest.mark.parametrize(
    ("rated", "can"),
    [
        ({"safe.1", "safe.2"}, True),  # both essential items, or half of the weight
        ({"safe.3", "safe.4"}, True),
        ({"safe.1"}, False),
        ({"safe.4"}, False),
        (set(), False),
    ],
)
def test_what_was_rated_says_whether_a_score_is_possible(rated: set[str], can: bool) -> None:
    items = DEFINITION.items_by_subject["safe"]
    assert can_have_a_score(items, rated) is can
    # By trying: no choice of levels and "not applicable" gives a score to the others.
    said = itertools.product("3n?", repeat=len(rated))
    words = [dict(zip(sorted(rated), letters, strict=True)) for letters in said]
    scored = [
        rater_scores(
            DEFINITION, "safe", ratings_of(**{k.replace(".", "_"): v for k, v in word.items()})
        )
        for word in words
    ]
    assert any(scored) is can


def test_essential_items_alone_make_a_score_possible() -> None:
    weights = {"safe.1": "0.1", "safe.2": "5"}
    items = definition_from_document(
        make_document(items=2, essentials=1, weights=weights)
    ).items_by_subject["safe"]
    assert can_have_a_score(items, {"safe.1"})
    assert can_have_a_score(items, {"safe.2"})
