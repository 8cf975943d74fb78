"""A table over its members, and class disclosure in it: nearly all systems gave one answer."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reports.releases.core.members import Bools, Ints, Members
from reports.releases.core.tables import Table


@dataclass(frozen=True, eq=False)
class Frame:
    """Whose cell is which, and which systems are in each. A pair is a system in a cell."""

    cells: Ints
    size: int
    pairs: Ints
    cell_of_pair: Ints
    _largest: dict[int, Ints] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Table, members: Members, systems: Ints) -> "Frame":
        cells = table.assign(members)
        if len(cells) and cells.min() < 0:
            raise ValueError("A member's value stands in no group of the table.")
        count = int(systems.max(initial=0)) + 1
        keys, pairs = np.unique(cells * count + systems, return_inverse=True)
        return cls(cells, len(table.cells), pairs.astype(np.int64), keys // count)

    @cached_property
    def narrow_cells(self) -> NDArray[Any]:
        """Small integers, which are sorted by radix."""
        return self.cells.astype(np.int16 if self.size < 2**15 else np.int64)

    @cached_property
    def members(self) -> Ints:
        return np.bincount(self.cells, minlength=self.size).astype(np.int64)

    def count_systems(self, mask: Bools) -> Ints:
        present = np.bincount(self.pairs[mask], minlength=len(self.cell_of_pair)) > 0
        return np.bincount(self.cell_of_pair[present], minlength=self.size).astype(np.int64)

    def largest(self, systems: int) -> Ints:
        """How many members of each cell its largest systems have together, so many of them."""
        if systems not in self._largest:
            sizes = np.bincount(self.pairs, minlength=len(self.cell_of_pair))
            order = np.lexsort((-sizes, self.cell_of_pair))
            cells = self.cell_of_pair[order]
            starts = np.searchsorted(cells, np.arange(self.size))
            first = np.arange(len(order)) - starts[cells] < systems
            found = np.bincount(cells[first], sizes[order][first], minlength=self.size)
            self._largest[systems] = found.astype(np.int64)
        return self._largest[systems]

    def tally(self, given: Ints, places: Ints, cells: Ints | None = None) -> "Tally":
        """`given` are the answers, small whole numbers of either sign, of the members at `places`;
        `cells` are theirs, where the caller has them already.
        """
        cells = self.cells[places] if cells is None else cells
        base = int(given.min()) if len(given) else 0
        width = int(given.max()) - base + 1 if len(given) else 0
        held = np.bincount(cells * width + (given - base), minlength=self.size * width)
        return Tally(self, given, places, cells, base, held.reshape(self.size, width))


@dataclass(frozen=True, eq=False)
class Tally:
    """How many members of each cell gave which answer: `held`, of answers from `base` on."""

    frame: Frame
    given: Ints
    places: Ints
    cells: Ints
    base: int
    held: Ints

    def counts(self, width: int) -> Ints:
        """By cell, of the answers 0 to `width` - 1."""
        counted = np.zeros((self.frame.size, width), dtype=np.int64)
        counted[:, self.base : self.base + self.held.shape[1]] = self.held
        return counted

    def is_concentrated(self, holders: int, *, only: int | None = None) -> bool:
        """Whether in any cell at most `holders` systems gave anything but one answer; `only` asks
        of that answer alone.

        A system whose organizations differ is one that gave something else: with its own answers
        it would know those of all others.
        """
        if not len(self.places):
            return False
        n, held = self.held.sum(axis=1), self.held
        if only is not None:
            held = held[:, [self.base + at == only for at in range(held.shape[1])]]
        others = n - held.max(axis=1, initial=0)
        if np.any((n > 0) & (others <= holders)):
            return True
        # Otherwise more organizations gave something else than the largest systems have.
        doubtful = (n > 0) & (others <= self.frame.largest(holders))
        if not doubtful.any():
            return False
        return self._system_by_system(doubtful[self.cells], holders, only)

    def _system_by_system(self, concerned: Bools, holders: int, only: int | None) -> bool:
        frame, width = self.frame, self.held.shape[1]
        asked = frame.pairs[self.places[concerned]] * width + (self.given[concerned] - self.base)
        pairs, answers = np.divmod(np.unique(asked), width)
        systems, first, kinds = np.unique(pairs, return_index=True, return_counts=True)
        cells = frame.cell_of_pair[systems]
        pure = kinds == 1
        if only is not None:
            pure &= answers[first] == only - self.base
        places = cells[pure] * width + answers[first][pure]
        held = np.bincount(places, minlength=frame.size * width).reshape(frame.size, width)
        n = np.bincount(cells, minlength=frame.size)
        return bool(np.any((n > 0) & (n - held.max(axis=1) <= holders)))


def number_systems(members: Members) -> Ints:
    """A number for each system's name, by which arrays can tell them apart."""
    return np.asarray(np.unique(np.array(members.systems), return_inverse=True)[1], dtype=np.int64)
