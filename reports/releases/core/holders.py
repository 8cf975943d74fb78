"""Who stands in which atom, and what is left of the atoms once some systems' answers are known."""

from dataclasses import dataclass

import numpy as np

from reports.releases.core.members import Bools, Ints
from reports.releases.core.thresholds import Thresholds


@dataclass(frozen=True, eq=False)
class Holders:
    """One place a card. No organization has two cards in one atom: these differ in release."""

    atoms: int
    atom: Ints
    organization: Ints
    system: Ints

    def of(self, atoms: Ints) -> "Holders":
        """In these atoms alone, numbered by their order."""
        place = np.full(self.atoms, -1, dtype=np.int64)
        place[atoms] = np.arange(len(atoms))
        kept = place[self.atom] >= 0
        return Holders(
            len(atoms), place[self.atom[kept]], self.organization[kept], self.system[kept]
        )


@dataclass(frozen=True, eq=False)
class Shares:
    """What each system has of each atom: one place for each pair that has anything.

    `names` are sums of organizations' numbers: where one is left, its own.
    """

    atom: Ints
    system: Ints
    counts: Ints
    names: Ints
    all_counts: Ints
    all_names: Ints

    @classmethod
    def of(cls, holders: Holders) -> "Shares":
        width = int(holders.system.max(initial=0)) + 1
        keys, pair = np.unique(holders.atom * width + holders.system, return_inverse=True)
        return cls(
            keys // width,
            keys % width,
            np.bincount(pair),
            _sum(pair, holders.organization, len(keys)),
            np.bincount(holders.atom, minlength=holders.atoms),
            _sum(holders.atom, holders.organization, holders.atoms),
        )

    def left(self, known: Bools) -> tuple[Ints, Ints]:
        """In each atom, how many organizations are left without the marked pairs, and the sum of
        their numbers.
        """
        atom, size = self.atom[known], len(self.all_counts)
        counts = self.all_counts - _sum(atom, self.counts[known], size)
        return counts, self.all_names - _sum(atom, self.names[known], size)


def within_reach(holders: Holders, thresholds: Thresholds) -> Ints:
    """Atoms of which one organization at most is left, if the right systems are known."""
    shares = Shares.of(holders)
    order = np.lexsort((-shares.counts, shares.atom))
    atom = shares.atom[order]
    rank = np.arange(len(atom)) - np.searchsorted(atom, atom)
    far = rank >= thresholds.colluding_systems
    return np.flatnonzero(_sum(atom[far], shares.counts[order][far], holders.atoms) <= 1)


def _sum(place: Ints, values: Ints, size: int) -> Ints:
    return np.bincount(place, weights=values, minlength=size).astype(np.int64)
