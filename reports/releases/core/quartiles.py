"""Quartiles of many groups after one sort, in whole numbers."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from reports.releases.core.members import Ints
from reports.releases.core.rounding import divide

QUARTERS = (1, 2, 3)


def grouped_quartiles(ascending: Ints, groups: NDArray[Any], sizes: Ints, scale: int) -> Ints:
    """A row of three for each group, in units of `scale`; zeros for an empty one.

    `groups` says of each of the ascending values to which it belongs. Between two values
    linearly, as spreadsheets do: the first quartile of 1, 2, 3, 4 is 1.75.
    """
    ordered = ascending[np.argsort(groups, kind="stable")]
    filled = np.flatnonzero(sizes)
    starts, last = (np.cumsum(sizes) - sizes)[filled], sizes[filled] - 1
    found = np.zeros((len(sizes), len(QUARTERS)), dtype=np.int64)
    denominators = np.full(len(filled), 4 * scale, dtype=np.int64)
    for column, quarter in enumerate(QUARTERS):
        place, rest = np.divmod(last * quarter, 4)
        low, high = ordered[starts + place], ordered[starts + np.minimum(place + 1, last)]
        found[filled, column] = divide(4 * low + (high - low) * rest, denominators)
    return found
