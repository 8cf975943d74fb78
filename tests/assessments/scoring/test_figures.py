from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring.figures import (
    mean,
    mean_where_half_is_known,
    six_decimals,
    six_decimals_of_interval,
)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(5, 2), "2.500000"),
        (Fraction(1, 3), "0.333333"),
        (Fraction(2, 3), "0.666667"),
        (Fraction(1, 2_000_000), "0.000001"),
        (Fraction(-1, 2_000_000), "-0.000001"),
        (Fraction(3, 2_000_000), "0.000002"),
        (Fraction(-3, 2_000_000), "-0.000002"),
        (Fraction(1, 2_000_001), "0.000000"),
        (Fraction(-1, 2_000_001), "0.000000"),
        (Fraction(-6, 5), "-1.200000"),
        (Fraction(0), "0.000000"),
        (Fraction(4), "4.000000"),
    ],
)
def test_six_decimals_rounds_ties_away_from_zero(value: Fraction, shown: str) -> None:
    assert f"{six_decimals(value):.6f}" == shown


def test_six_decimals_of_a_small_negative_has_no_sign() -> None:
    assert not six_decimals(Fraction(-1, 10**9)).is_signed()
    assert six_decimals(Fraction(-1, 10**9)) == Decimal(0)


def test_mean_is_exact() -> None:
    assert mean([Fraction(1), Fraction(1), Fraction(2)]) == Fraction(4, 3)


def test_mean_where_exactly_half_of_the_weight_is_known() -> None:
    assert mean_where_half_is_known([(1, Fraction(3)), (1, None)]) == 3


def test_mean_where_less_than_half_of_the_weight_is_known() -> None:
    assert mean_where_half_is_known([(1, Fraction(3)), (2, None)]) is None


def test_mean_without_weight_is_absent() -> None:
    assert mean_where_half_is_known([(0, Fraction(3)), (0, None)]) is None
    assert mean_where_half_is_known([]) is None


@pytest.mark.parametrize(
    ("middle", "square", "low", "high"),
    [
        ("2", "0", "2.000000", "2.000000"),
        ("2", "2", "0.585786", "3.414214"),  # √2 = 1.41421356…
        ("1", "4", "0.000000", "3.000000"),  # cut below
        ("3", "4", "1.000000", "4.000000"),  # cut above
        ("2", "1/4000000000000", "2.000000", "2.000001"),  # 1.9999995 and 2.0000005: both ties
        ("1/3", "1/9", "0.000000", "0.666667"),
        ("0", "1/4000000000000", "0.000000", "0.000001"),  # -0.0000005 is cut before it is rounded
    ],
)
def test_interval_is_cut_and_rounded(middle: str, square: str, low: str, high: str) -> None:
    ends = six_decimals_of_interval(Fraction(middle), Fraction(square), 0, 4)
    assert tuple(f"{end:.6f}" for end in ends) == (low, high)


@given(st.fractions(0, 4, max_denominator=1000), st.fractions(0, 9, max_denominator=10**6))
def test_interval_ends_are_the_nearest_six_decimals(middle: Fraction, square: Fraction) -> None:
    """Asked of squares, which are exact: is a value outside middle ± √square?"""
    low, high = six_decimals_of_interval(middle, square, 0, 4)
    half = Fraction(1, 2_000_000)
    above, below = Fraction(high) + half, Fraction(low) - half
    assert high == 4 or (above > middle and (above - middle) ** 2 > square)
    assert Fraction(high) - half <= middle or (Fraction(high) - half - middle) ** 2 <= square
    assert low == 0 or (below < middle and (middle - below) ** 2 >= square)
    assert Fraction(low) + half >= middle or (middle - Fraction(low) - half) ** 2 < square
