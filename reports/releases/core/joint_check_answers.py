"""Rule 5b: nothing that rests on one organization's answers alone follows, also after the answers
of any two systems are known.

G is the projection on what is *not* known: I less the projection on the row space. Let E be the
atoms that known systems empty, and J those of which one organization is left and all of these are
its own. A vector of the row space that is 0 outside E and J tells something of it. There is none
exactly if what G leaves of J once E is given, G_JJ − G_JE·pinv(G_EE)·G_EJ, is regular.

`solves` says that of one set of systems. All sets are too many for it: `Suspects` finds those that
could solve anybody, by a bound. Rows of G for one organization's atoms, made orthonormal, keep at
least 1 − ‖projection on E‖² of their length.
"""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from reports.releases.core.holders import Holders, within_reach
from reports.releases.core.joint_check_suspects import Suspects
from reports.releases.core.members import Floats, Ints
from reports.releases.core.row_space import half_inverse
from reports.releases.core.thresholds import Thresholds


def nobody_is_solved(basis: Floats, holders: Holders, thresholds: Thresholds) -> bool:
    """`basis`: of the row space, atoms × rank, orthonormal."""
    near = within_reach(holders, thresholds)
    holders = _renumbered(holders.of(near))
    hidden = np.eye(len(near)) - basis[near] @ basis[near].T
    tolerance = float(thresholds.tolerance)
    return not any(
        solves(hidden, holders, known, tolerance)
        for known in _doubtful(hidden, holders, thresholds.colluding_systems, tolerance)
    )


def _renumbered(holders: Holders) -> Holders:
    """Matrices are as wide as the largest number, which in a large field is mostly of others."""
    _, organization = np.unique(holders.organization, return_inverse=True)
    _, system = np.unique(holders.system, return_inverse=True)
    return Holders(holders.atoms, holders.atom, organization.ravel(), system.ravel())


def _doubtful(hidden: Floats, holders: Holders, at_once: int, tolerance: float) -> Iterator[Ints]:
    systems = np.unique(holders.system)
    if len(systems) <= at_once:
        yield from _sets(systems, max(0, len(systems) - 1))
        return
    suspects = Suspects(hidden, holders, tolerance)
    if suspects.solved_alone:
        yield systems[:0]
    for known in _sets(systems, at_once - 1):
        yield from suspects.of(known)


def _sets(systems: Ints, size: int) -> Iterator[Ints]:
    for some in combinations(systems, size):
        yield np.array(some, dtype=np.int64)


def solves(hidden: Floats, holders: Holders, known: Ints, tolerance: float) -> bool:
    """Plainly: whether anybody's answers follow once these systems' are known."""
    out = np.zeros(int(holders.system.max(initial=0)) + 1, dtype=bool)
    out[known] = True
    left = ~out[holders.system]
    counts = np.bincount(holders.atom[left], minlength=len(hidden))
    emptied = np.flatnonzero(counts == 0)
    inner = half_inverse(hidden[np.ix_(emptied, emptied)])
    alone = np.flatnonzero(left & (counts[holders.atom] == 1))
    alone = alone[np.argsort(holders.organization[alone], kind="stable")]
    atom = holders.atom[alone]
    given = hidden[atom[:, None], emptied] @ inner
    starts = np.flatnonzero(np.diff(holders.organization[alone], prepend=-1))
    sizes = np.diff(starts, append=len(alone))
    return any(
        _least(hidden, atom, given, starts[sizes == size], int(size)) <= tolerance
        for size in np.unique(sizes)
    )


def _least(hidden: Floats, atom: Ints, given: Floats, starts: Ints, size: int) -> float:
    """The smallest eigenvalue that is left to any organization that has `size` atoms alone."""
    if size == 1:
        at = atom[starts]
        return float((hidden[at, at] - (given[starts] ** 2).sum(axis=1)).min())
    block = starts[:, None] + np.arange(size)
    at, reach = atom[block], given[block]
    own = hidden[at[:, :, None], at[:, None, :]] - reach @ reach.transpose(0, 2, 1)
    return float(np.linalg.eigvalsh(own)[:, 0].min())
