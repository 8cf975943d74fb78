"""Who is in a release: arrays of equal length, one place for each organization."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Members:
    """`cards` are the unknowns: a score card that stands in two releases has one name in both.

    `organizations` stay the same from cycle to cycle; `systems` are names of parent systems, an
    organization's own where it has none; `attributes` hold places in each attribute's values.
    """

    cards: tuple[str, ...]
    organizations: tuple[str, ...]
    systems: tuple[str, ...]
    attributes: Mapping[str, Ints]

    def __len__(self) -> int:
        return len(self.cards)
