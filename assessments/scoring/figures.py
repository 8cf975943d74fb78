"""Exact arithmetic: figures are fractions until they stand in a card, rounded once."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

MILLION = 1_000_000
HALF = Fraction(1, 2)


def mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)


def mean_where_half_is_known(parts: Iterable[tuple[int, Fraction | None]]) -> Fraction | None:
    """The weighted mean of the known values; None where they carry less than half of the weight.

    `parts` are pairs of weight and value. None too where there is no weight at all.
    """
    known_weight = whole_weight = 0
    total = Fraction()
    for weight, value in parts:
        whole_weight += weight
        if value is not None:
            known_weight += weight
            total += weight * value
    if not whole_weight or 2 * known_weight < whole_weight:
        return None
    return total / known_weight


def six_decimals(value: Fraction) -> Decimal:
    """Rounded to six decimals, ties away from zero. Zero has no sign."""
    millionths, rest = divmod(abs(value.numerator) * MILLION, value.denominator)
    if 2 * rest >= value.denominator:
        millionths += 1
    return Decimal(-millionths if value < 0 else millionths).scaleb(-6)
