"""Rounding of what is published: exact, from whole numbers alone. Ties go away from zero."""

from decimal import Decimal
from functools import cache

import numpy as np

from reports.releases.core.members import Ints
from reports.releases.core.thresholds import Thresholds


def divide(numerators: Ints, denominators: Ints) -> Ints:
    """Nearest whole numbers; the denominators are positive. Both times 2 must fit in 64 bits."""
    size = (2 * np.abs(numerators) + denominators) // (2 * denominators)
    return np.asarray(np.sign(numerators) * size, dtype=np.int64)


def round_counts(counts: Ints, thresholds: Thresholds) -> Ints:
    """To the nearest step; small ones are 0, which reads "0–2"."""
    step = thresholds.count_step
    rounded = (2 * counts + step) // (2 * step) * step
    return np.where(counts <= thresholds.small_count, 0, rounded)


@cache
def as_decimal(steps: int, decimals: int) -> Decimal:
    """24 → 2.4. Zero has no sign."""
    return Decimal(steps).scaleb(-decimals)
