"""Which systems could, together, solve somebody: a bound that never misses one."""

from collections.abc import Iterator

import numpy as np

from reports.releases.core.holders import Holders, Shares
from reports.releases.core.members import Bools, Floats, Ints
from reports.releases.core.row_space import half_inverse

# Three subspaces, each two of which meet at cosines below 1/2, are independent: the off-diagonal
# part of their Gram matrix has a norm below 1. A little less, so that they are clearly so.
_WEAK = 0.49**2
_NOTHING = 1e-9


class Suspects:
    """`rows` is G, with the rows of each organization's own atoms made orthonormal and all others
    of length 1; `least` is how much of G's length, at least, a combination of these rows has.

    `meets` holds squares of cosines between the spans of systems' own atoms, `leans` those of rows
    with these spans (sums over all directions, so never too small). `shares_atom`: systems that
    have an atom in common.
    """

    def __init__(self, hidden: Floats, holders: Holders, tolerance: float) -> None:
        self.shares = Shares.of(holders)
        self.tolerance = tolerance
        self.owned = self.shares.all_counts == 1
        self.system_of = np.zeros(int(holders.organization.max(initial=0)) + 1, dtype=np.int64)
        self.system_of[holders.organization] = holders.system
        self.systems = int(holders.system.max(initial=0)) + 1
        self.rows, self.least = self._orthonormal(hidden)
        self.leans, self.meets = self._cosines(hidden)
        self.shares_atom = self._sharing()

    @property
    def solved_alone(self) -> bool:
        return bool((self.least[self.owned] <= self.tolerance).any())

    def _orthonormal(self, hidden: Floats) -> tuple[Floats, Floats]:
        least = np.diag(hidden).copy()
        scale = np.diag(1 / np.sqrt(np.maximum(least, _NOTHING)))
        owner = self.shares.all_names
        names, sizes = np.unique(owner[self.owned], return_counts=True)
        for name in names[sizes > 1]:
            block = np.flatnonzero(self.owned & (owner == name))
            values, vectors = np.linalg.eigh(hidden[np.ix_(block, block)])
            least[block] = values[0]
            scale[np.ix_(block, block)] = vectors / np.sqrt(np.maximum(values, _NOTHING))
        if (sizes > 1).any():
            self.scale = scale
            return scale.T @ hidden @ scale, least
        self.scale = np.diag(scale)
        return hidden * self.scale[:, None] * self.scale, least

    def _cosines(self, hidden: Floats) -> tuple[Floats, Floats]:
        shares = self.shares
        alone = shares.counts == shares.all_counts[shares.atom]
        leans = np.zeros((len(hidden), self.systems))
        meets = np.zeros((self.systems, self.systems))
        order = np.argsort(shares.system[alone], kind="stable")
        atom, system = shares.atom[alone][order], shares.system[alone][order]
        blocks, owners = [], []
        for block in np.split(np.arange(len(atom)), np.flatnonzero(np.diff(system)) + 1):
            if len(block):
                half = half_inverse(hidden[np.ix_(atom[block], atom[block])])
                spread = np.zeros((len(hidden), half.shape[1]))
                spread[atom[block]] = half
                blocks.append(spread)
                owners += [int(system[block[0]])] * half.shape[1]
        if not owners:
            return leans, meets
        across, owner = np.concatenate(blocks, axis=1), np.array(owners)
        starts = np.flatnonzero(np.diff(owner, prepend=-1))
        at = owner[starts]
        towards = hidden @ across
        scaled = self.scale.T @ towards if self.scale.ndim == 2 else self.scale[:, None] * towards
        leans[:, at] = np.add.reduceat(scaled**2, starts, axis=1)
        both = np.add.reduceat((across.T @ towards) ** 2, starts, axis=1)
        meets[np.ix_(at, at)] = np.add.reduceat(both, starts, axis=0)
        return leans, meets

    def _sharing(self) -> Bools:
        shares = self.shares
        sharing = np.zeros((self.systems, self.systems), dtype=bool)
        order = np.argsort(shares.atom, kind="stable")
        cuts = np.flatnonzero(np.diff(shares.atom[order])) + 1
        for several in np.split(shares.system[order], cuts):
            sharing[np.ix_(several, several)] = True
        np.fill_diagonal(sharing, False)
        return sharing

    def of(self, known: Ints) -> Iterator[Ints]:
        """Sets of systems, these and at most one more, that might solve somebody."""
        shares = self.shares
        given = np.isin(shares.system, known)
        counts, names = shares.left(given)
        rest = counts[shares.atom] - shares.counts
        single = np.flatnonzero(counts == 1)
        single = single[np.argsort(names[single], kind="stable")]
        nearly = np.flatnonzero(~given & (rest == 1) & (counts[shares.atom] > 1))
        if len(known) == 1:
            near = self._near(int(known[0]), single, names, nearly)
            if not near.any():
                return
        else:
            near = np.ones(self.systems, dtype=bool)
        emptied = np.flatnonzero(counts == 0)
        reach = self.rows[:, emptied] @ half_inverse(self.rows[np.ix_(emptied, emptied)])
        filling = np.flatnonzero(~given & (rest == 0) & near[shares.system])
        last, taken = self._taken(reach, filling)
        first = np.flatnonzero(np.diff(names[single], prepend=-1))
        owners = names[single[first]]
        doubtful = np.zeros(len(last), dtype=bool)
        if len(first):
            least = self.least[single[first]]
            spent = np.add.reduceat((reach[single] ** 2).sum(axis=1), first)
            # An organization's atoms of both kinds were not made orthonormal together.
            shared = np.logical_or.reduceat(~self.owned[single], first)
            crowded = shared & (np.diff(first, append=len(single)) > 1)
            if crowded.any() or (least * (1 - spent) <= self.tolerance).any():
                yield known
            sums = np.add.reduceat(taken[single], first, axis=0)
            solved = least[:, None] * (1 - spent[:, None] - sums) <= self.tolerance
            solved |= crowded[:, None]
            doubtful = (solved & (self.system_of[owners][:, None] != last)).any(axis=0)
        nearly = nearly[near[shares.system[nearly]]]
        for system in np.union1d(
            last[doubtful],
            self._nearly_emptying(nearly, names, owners, (reach**2).sum(axis=1), last, taken),
        ):
            yield np.append(known, system)

    def _near(self, first: int, single: Ints, names: Ints, nearly: Ints) -> Bools:
        """Second systems that need a closer look.

        With k the cosine of a row with the first system's span, m that of the second system's with
        it, and q that of row and second system, 1 − k² − (q + k·m)² / (1 − m²) of the row is left
        at least. Of any three that solve somebody by atoms of their own two meet closely; so it is
        enough to ask this of seconds, and of rows, that meet the first: others are found in turn.
        """
        met = self.meets[first]
        close = self.shares_atom[first] | (met >= _WEAK)
        near: Bools = self.shares_atom[first].copy()
        k = self.leans[:, first]
        mixed = np.bincount(names[single][~self.owned[single]], minlength=len(self.system_of)) > 0
        rows_close = close[self.system_of[names[single]]] | mixed[names[single]]
        for rows, seconds in (
            (single, np.flatnonzero(close)),
            (single[rows_close], np.arange(self.systems)),
        ):
            if not len(rows) or not len(seconds):
                continue
            start = np.flatnonzero(np.diff(names[rows], prepend=-1))
            left = self._left(
                np.add.reduceat(k[rows], start)[:, None],
                met[seconds],
                np.add.reduceat(self.leans[np.ix_(rows, seconds)], start, axis=0),
            )
            owner = names[rows[start]]
            doubt = self.least[rows[start]][:, None] * left <= self.tolerance
            doubt |= mixed[owner][:, None] & (np.diff(start, append=len(rows)) > 1)[:, None]
            doubt &= self.system_of[owner][:, None] != seconds
            near[seconds[doubt.any(axis=0)]] = True
        atom, second = self.shares.atom[nearly], self.shares.system[nearly]
        left = self._left(k[atom], met[second], self.leans[atom, second])
        owner = names[atom] - self.shares.names[nearly]
        _, again, often = np.unique(
            second * len(self.system_of) + owner, return_inverse=True, return_counts=True
        )
        several = np.isin(owner, names[single]) | (often[again] > 1)
        near[second[(self.least[atom] * left <= self.tolerance) | several]] = True
        near[first] = False
        return near

    def _left(self, first: Floats, met: Floats, second: Floats) -> Floats:
        room = np.maximum(1 - met, _NOTHING)
        both: Floats = 1 - first - (np.sqrt(second) + np.sqrt(first * met)) ** 2 / room
        return np.where(met < 1 - _WEAK / 4, both, -1.0)

    def _taken(self, reach: Floats, pairs: Ints) -> tuple[Ints, Floats]:
        """Each system that could be next, and what the atoms that it empties take of each row."""
        order = pairs[np.argsort(self.shares.system[pairs], kind="stable")]
        atoms = self.shares.atom[order]
        systems, starts, sizes = np.unique(
            self.shares.system[order], return_index=True, return_counts=True
        )
        left = self.rows[:, atoms] - reach @ reach[atoms].T
        lengths = left[atoms, np.arange(len(atoms))]
        taken = left**2 / np.where(lengths > _NOTHING, lengths, np.inf)
        result = taken[:, starts]
        for place in np.flatnonzero(sizes > 1):
            block = slice(starts[place], starts[place] + sizes[place])
            spread = left[:, block] @ half_inverse(left[atoms[block], block])
            result[:, place] = (spread**2).sum(axis=1)
        return systems, result

    def _nearly_emptying(
        self, pairs: Ints, names: Ints, owners: Ints, spent: Floats, last: Ints, taken: Floats
    ) -> Ints:
        """Systems that leave one organization of an atom that held several, and may solve it."""
        atom, system = self.shares.atom[pairs], self.shares.system[pairs]
        owner = names[atom] - self.shares.names[pairs]
        column = np.searchsorted(last, system)
        found = np.zeros(len(pairs), dtype=bool)
        found[column < len(last)] = last[column[column < len(last)]] == system[column < len(last)]
        sums = np.zeros(len(pairs))
        sums[found] = taken[atom[found], column[found]]
        solved = self.least[atom] * (1 - spent[atom] - sums) <= self.tolerance
        _, again, often = np.unique(
            np.stack([system, owner]), axis=1, return_inverse=True, return_counts=True
        )
        return system[solved | np.isin(owner, owners) | (often[again.ravel()] > 1)]
