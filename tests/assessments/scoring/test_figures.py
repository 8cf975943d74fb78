from decimal import Decimal
from fractions import Fraction

import pytest

from assessments.scoring.figures import mean, mean_where_half_is_known, six_decimals


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
