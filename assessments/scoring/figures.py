"""Exact arithmetic: figures are fractions until they stand in a card, rounded once."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import isqrt

MILLION = 1_000_000
HALF = Fraction(1, 2)


def mean(values: Sequence[Fraction | int]) -> Fraction:
    return Fraction(sum(values)) / len(values)


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


def rounded(value: Fraction | None) -> Decimal | None:
    return None if value is None else six_decimals(value)


def six_decimals_of_interval(
    middle: Fraction, square: Fraction, lowest: int, highest: int
) -> tuple[Decimal, Decimal]:
    """`middle` ± √`square`, cut to `lowest` (0 or more) and `highest`, then correctly rounded.

    The root may be irrational, so nothing is computed of it but the whole part of a multiple.
    """
    scale = 2 * MILLION * middle.denominator
    denominator = 2 * middle.denominator * square.denominator
    # Twice a million times an end, plus a half of one millionth, is (start ± √squared)/denominator.
    start = 2 * MILLION * middle.numerator * square.denominator + denominator // 2
    squared = scale * scale * square.numerator * square.denominator
    root = isqrt(squared)
    root_above = root if root * root == squared else root + 1
    low, high = (start - root_above) // denominator, (start + root) // denominator
    return (
        Decimal(max(low, lowest * MILLION)).scaleb(-6),
        Decimal(min(high, highest * MILLION)).scaleb(-6),
    )
