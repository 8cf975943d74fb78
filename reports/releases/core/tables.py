"""Tables: the whole field, one attribute, or two crossed, in groups of their values."""

from dataclasses import dataclass
from itertools import product

import numpy as np

from reports.releases.core.members import Ints, Members


@dataclass(frozen=True, slots=True)
class Grouping:
    """Every value of the attribute stands in exactly one group; groups are places of values."""

    attribute: str
    groups: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """No grouping is the whole field. Cells are all combinations, the last attribute fastest."""

    groupings: tuple[Grouping, ...] = ()

    @property
    def attributes(self) -> tuple[str, ...]:
        return tuple(grouping.attribute for grouping in self.groupings)

    @property
    def cells(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """For each cell, its group of each attribute; the whole field has one empty cell."""
        return tuple(product(*(grouping.groups for grouping in self.groupings)))

    def assign(self, members: Members) -> Ints:
        """The place of each member's cell in `cells`, as int64."""
        place = np.zeros(len(members), dtype=np.int64)
        for grouping in self.groupings:
            size = 1 + max(value for group in grouping.groups for value in group)
            group_of = np.full(size, -1, dtype=np.int64)
            for index, group in enumerate(grouping.groups):
                group_of[list(group)] = index
            place = place * len(grouping.groups) + group_of[members.attributes[grouping.attribute]]
        return place
