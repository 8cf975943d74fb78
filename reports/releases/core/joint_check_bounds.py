"""Which atoms could stand in a set that must not follow: a bound that leaves out most of them.

Let P be the projection on the row space, organization by organization. The total of a set S follows
only if P·1_S = 1_S, so for each i in S the P_ij over all j in S add up to 1. If S keeps few
organizations without two systems, this sum is at most that of the two systems and the few
organizations with most of it; if S touches few systems, that of the few systems. Where that is less
than 1, i is in no such S. What is left out is 0 in every such set, so the space shrinks, and the
bound is asked again.
"""

from collections.abc import Callable

import numpy as np
from scipy.linalg import qr

from reports.releases.core.holders import Holders, Shares
from reports.releases.core.members import Bools, Floats, Ints
from reports.releases.core.row_space import within
from reports.releases.core.thresholds import Thresholds

# How far below 1 a sum must stay to be below it, not rounded to it.
_MARGIN = 1e-6
_AT_ONCE = 256

# From what each organization and each system could add to each atom, and the organizations'
# systems, the most that a set could have.
Most = Callable[[Floats, Floats], Floats]


def narrow(basis: Floats, holders: Holders, kept: Bools, most: Most) -> tuple[Floats, Ints]:
    """Basis of the vectors that are 0 outside the atoms that are left, on these; and the atoms."""
    atoms = np.flatnonzero(kept)
    basis = within(basis, atoms)
    while basis.shape[1]:
        some = holders.of(atoms)
        stays = _largest_sums(basis, some, most) >= 1 - _MARGIN
        if stays.all():
            break
        basis = within(basis, np.flatnonzero(stays))
        atoms = atoms[stays]
    return basis, atoms


def few_organizations(holders: Holders, thresholds: Thresholds) -> tuple[Bools, Most]:
    """Atoms that do not keep enough by themselves, and the bound on sets that do not."""
    shares = Shares.of(holders)
    order = np.lexsort((-shares.counts, shares.atom))
    atom = shares.atom[order]
    rank = np.arange(len(atom)) - np.searchsorted(atom, atom)
    far = rank >= thresholds.colluding_systems
    left = np.bincount(atom[far], shares.counts[order][far], minlength=holders.atoms)

    def most(by_organization: Floats, by_system: Floats) -> Floats:
        return _top(by_organization, thresholds.organizations - 1) + _top(
            by_system, thresholds.colluding_systems
        )

    return left < thresholds.organizations, most


def few_systems(holders: Holders, thresholds: Thresholds) -> tuple[Bools, Most]:
    fewest = thresholds.systems + thresholds.colluding_systems
    touched = np.bincount(Shares.of(holders).atom, minlength=holders.atoms)
    return touched < fewest, lambda _, by_system: _top(by_system, fewest - 1)


def _largest_sums(basis: Floats, holders: Holders, most: Most) -> Floats:
    weight = np.sqrt(np.bincount(holders.atom, minlength=holders.atoms))
    spread = qr(basis * weight[:, None], mode="economic")[0] / weight[:, None]
    _, organization = np.unique(holders.organization, return_inverse=True)
    order = np.argsort(organization, kind="stable")
    starts = np.flatnonzero(np.diff(organization[order], prepend=-1))
    system = holders.system[order][starts]
    by_system = np.argsort(system, kind="stable")
    system_starts = np.flatnonzero(np.diff(system[by_system], prepend=-1))
    sums = np.zeros(holders.atoms)
    for first in range(0, holders.atoms, _AT_ONCE):
        rows = slice(first, first + _AT_ONCE)
        shares = np.maximum(spread[rows] @ spread.T, 0)[:, holders.atom[order]]
        of_one = np.add.reduceat(shares, starts, axis=1)
        of_system = np.add.reduceat(of_one[:, by_system], system_starts, axis=1)
        sums[rows] = most(of_one, of_system)
    return sums


def _top(values: Floats, count: int) -> Floats:
    if values.shape[1] <= count:
        return np.asarray(values.sum(axis=1))
    return np.asarray(np.partition(values, -count, axis=1)[:, -count:].sum(axis=1))
