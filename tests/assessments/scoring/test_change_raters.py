from fractions import Fraction

import pytest

from assessments.scoring.change_raters import RaterTest, compare_raters, rater_means
from tests.assessments.scoring.sheets import ratings_of


def levels(*values: str) -> list[Fraction]:
    return [Fraction(value) for value in values]


def test_means_are_exact_for_weights_that_binary_fractions_are_not() -> None:
    weights = {"safe.1": Fraction("0.1"), "safe.2": Fraction("0.2")}
    means = rater_means(weights, ratings_of(safe_1="3", safe_2="1", safe_3="4"))
    assert means == {"r1": Fraction(5, 3)}


def test_half_of_the_weight_is_enough_and_less_is_not() -> None:
    weights = {"safe.1": Fraction(1), "safe.2": Fraction(2), "safe.3": Fraction(1)}
    ratings = ratings_of(safe_1="4-4", safe_2="-2?", safe_3="n--")
    assert rater_means(weights, ratings) == {"r2": Fraction(2)}


def test_agreement_finer_than_a_quarter_of_a_level_is_not_claimed() -> None:
    """SE² = (1/16)/3 + (1/16)/4 = 7/192; degrees: (7/192)² / ((1/48)²/2 + (1/64)²/3) = 4.9…"""
    found = compare_raters(levels("1", "1", "1"), levels("2", "2", "2", "2"))
    assert found == RaterTest(Fraction(1), Fraction(7, 192), 4)


def test_degrees_are_whole_where_the_fraction_is_whole() -> None:
    """Floating point gives 7.999…: (1/8)² / (2 · (1/16)² / 4) = 8."""
    found = compare_raters(levels(*"11111"), levels(*"22222"))
    assert found is not None
    assert found.degrees == 8


def test_exactly_at_the_limit_nothing_is_confirmed() -> None:
    """Eight a side that all agree: SE² = 1/64, 14 degrees, t = 2.145; D = t · SE = 0.268125."""
    at = compare_raters(levels(*["1"] * 8), levels(*["1.268125"] * 8))
    above = compare_raters(levels(*["1"] * 8), levels(*["1.268126"] * 8))
    assert at is not None
    assert above is not None
    assert (at.degrees, at.standard_error_squared) == (14, Fraction(1, 64))
    assert not at.confirms(Fraction(1))
    assert above.confirms(Fraction(1))
    assert above.confirms(Fraction(1, 4))
    assert not above.confirms(Fraction("0.2499999"))
    assert not above.confirms(Fraction(-1))


@pytest.mark.parametrize(("before", "after"), [(2, 9), (9, 2), (0, 3), (0, 0)])
def test_three_raters_a_side_are_needed(before: int, after: int) -> None:
    assert compare_raters([Fraction(0)] * before, [Fraction(4)] * after) is None


def test_many_raters_take_the_last_entry_of_the_table() -> None:
    found = compare_raters([Fraction(1)] * 2000, [Fraction(2)] * 2000)
    assert found is not None
    assert found.degrees == 3998
    assert found.confirms(Fraction(1))
