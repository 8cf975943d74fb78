"""Rule 5a: no set of organizations whose total follows is other than publishable.

Such a set is a vector of 0 and 1 in the row space. Two integer programs ask for one that, with some
systems taken out, keeps too few organizations, or that touches too few systems. Both must have no
solution; one that is not decided within the limit of nodes counts as one that has.
"""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array

from reports.releases.core.holders import Holders
from reports.releases.core.joint_check_bounds import few_organizations, few_systems, narrow
from reports.releases.core.members import Floats
from reports.releases.core.row_space import reduced_rows
from reports.releases.core.thresholds import Thresholds

_INFEASIBLE = 2
_NODES = 20_000


def sets_are_publishable(basis: Floats, holders: Holders, thresholds: Thresholds) -> bool:
    """`basis`: atoms × rank."""
    for bound, rows in ((few_organizations, _few_organizations), (few_systems, _few_systems)):
        kept, most = bound(holders, thresholds)
        space, atoms = narrow(basis, holders, kept, most)
        if space.shape[1] == 0:
            continue
        if not _impossible(space, *rows(holders.of(atoms), len(atoms), thresholds)):
            return False
    return True


def _impossible(basis: Floats, rows: list[tuple[dict[int, float], float]], extra: int) -> bool:
    """No 0/1 vector x of the space and no y in [0, 1]^extra obey all the rows (… at most …)."""
    atoms = len(basis)
    pivots, reduced = reduced_rows(basis)
    others = np.setdiff1d(np.arange(atoms), pivots)
    span = np.zeros((len(others), atoms + extra))
    span[:, pivots] = -reduced[others]
    span[np.arange(len(others)), others] = 1
    entries = [(row, column, value) for row, (terms, _) in enumerate(rows)
               for column, value in terms.items()]  # fmt: skip
    row, column, value = zip(*entries, strict=True)
    limits = coo_array((value, (row, column)), shape=(len(rows), atoms + extra))
    answer = milp(
        c=np.zeros(atoms + extra),
        integrality=np.concatenate([np.ones(atoms), np.zeros(extra)]),
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(csr_array(span), 0, 0),
            LinearConstraint(csr_array(limits), -np.inf, np.array([limit for _, limit in rows])),
            LinearConstraint(np.concatenate([np.ones(atoms), np.zeros(extra)]), 1, np.inf),
        ],
        options={"node_limit": _NODES},
    )
    return bool(answer.status == _INFEASIBLE)


def _few_organizations(
    holders: Holders, atoms: int, thresholds: Thresholds
) -> tuple[list[tuple[dict[int, float], float]], int]:
    """Rows that say: with some systems out, too few organizations are touched.

    y: for each system of several cards whether it is out, then for each of its organizations and
    for each other one with several cards whether it is touched and left. Any other system holds one
    card; to take out one of these takes one organization away, whichever it is.
    """
    rows: list[tuple[dict[int, float], float]] = []
    total: dict[int, float] = {}
    out: dict[int, float] = {}
    column = atoms
    cards_of_system = np.bincount(holders.system)
    singles = cards_of_system[holders.system] == 1
    for atom in holders.atom[singles]:
        total[int(atom)] = total.get(int(atom), 0) + 1
    for system in np.flatnonzero(cards_of_system > 1):
        gone = column
        out[gone] = 1
        column += 1
        for organization in np.unique(holders.organization[holders.system == system]):
            total[column] = 1
            for atom in holders.atom[holders.organization == organization]:
                rows.append(({int(atom): 1, gone: -1, column: -1}, 0))
            column += 1
    free = column  # how many systems of one card are out
    column += thresholds.colluding_systems
    for place in range(free, column):
        out[place] = 1
        total[place] = -1
    rows.append((out, thresholds.colluding_systems))
    rows.append((total, thresholds.organizations - 1))
    return rows, column - atoms


def _few_systems(
    holders: Holders, atoms: int, thresholds: Thresholds
) -> tuple[list[tuple[dict[int, float], float]], int]:
    """Rows that say: too few systems are touched. y: for each system of several atoms."""
    rows: list[tuple[dict[int, float], float]] = []
    total: dict[int, float] = {}
    column = atoms
    for system in np.unique(holders.system):
        touched = np.unique(holders.atom[holders.system == system])
        if len(touched) == 1:
            total[int(touched[0])] = total.get(int(touched[0]), 0) + 1
            continue
        total[column] = 1
        rows += [({int(atom): 1, column: -1}, 0) for atom in touched]
        column += 1
    rows.append((total, thresholds.systems + thresholds.colluding_systems - 1))
    return rows, column - atoms
