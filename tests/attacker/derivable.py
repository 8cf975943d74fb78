"""Sets of organizations whose total follows from the published ones, and that are too small."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from tests.attacker.algebra import Matrix, Totals

ORGANIZATIONS, SYSTEMS, COLLUDING = 11, 5, 2
BRUTE_FORCE_UP_TO = 16
SECONDS = 60.0


class Undecided(Exception):
    """The integer program found neither a set nor that there is none."""


def is_publishable(owners: Iterable[tuple[str, str]]) -> bool:
    """Of (organization, system): rule 1, in its own words."""
    held: dict[str, int] = {}
    for _, system in set(owners):
        held[system] = held.get(system, 0) + 1
    worst = sorted(held.values(), reverse=True)[COLLUDING:]
    return sum(worst) >= ORGANIZATIONS and len(worst) >= SYSTEMS


@dataclass(frozen=True, eq=False)
class _Reduced:
    """The row space: x[rest] = `turned` · x[pivots], whatever x[pivots]."""

    pivots: NDArray[np.int64]
    rest: NDArray[np.int64]
    turned: Matrix


def find_unpublishable(
    totals: Totals, owners: Mapping[str, tuple[str, str]]
) -> tuple[str, ...] | None:
    """Unknowns with the factors 0 and 1 whose total follows, and that are not publishable.

    `owners`: unknown → (organization, system). None where there is no such set. Raises Undecided.
    """
    if not totals.rows.size:
        return None
    reduced = _reduce(totals.rows)
    if len(reduced.pivots) <= BRUTE_FORCE_UP_TO:
        return _try_all(totals, reduced, owners)
    few = _few_organizations(totals, reduced, owners)
    return few if few is not None else _few_systems(totals, reduced, owners)


def _reduce(rows: Matrix) -> _Reduced:
    """Gauss and Jordan with the largest pivots."""
    left = rows.astype(float).copy()
    pivots: list[int] = []
    for column in range(left.shape[1]):
        row = len(pivots)
        if row == len(left):
            break
        best = row + int(np.argmax(np.abs(left[row:, column])))
        if abs(left[best, column]) < 1e-9:
            continue
        left[[row, best]] = left[[best, row]]
        left[row] /= left[row, column]
        others = np.arange(len(left)) != row
        left[others] -= np.outer(left[others, column], left[row])
        pivots.append(column)
    chosen = np.array(pivots, dtype=np.int64)
    rest = np.setdiff1d(np.arange(rows.shape[1]), chosen)
    return _Reduced(chosen, rest, left[: len(pivots)][:, rest].T)


def _try_all(
    totals: Totals, reduced: _Reduced, owners: Mapping[str, tuple[str, str]]
) -> tuple[str, ...] | None:
    count = len(reduced.pivots)
    numbers = np.arange(1, 2**count)
    pivots = (numbers[:, None] >> np.arange(count)) & 1
    for some in np.array_split(pivots, max(1, len(pivots) * len(totals.atoms) // 4_000_000)):
        rest = some @ reduced.turned.T
        whole = np.all((np.abs(rest) < 1e-6) | (np.abs(rest - 1) < 1e-6), axis=1)
        for chosen, others in zip(some[whole], rest[whole], strict=True):
            places = [*reduced.pivots[chosen == 1], *reduced.rest[others > 0.5]]
            names = tuple(one for place in places for one in totals.atoms[place])
            if not is_publishable(owners[one] for one in names):
                return names
    return None


def _groups(
    totals: Totals, owners: Mapping[str, tuple[str, str]]
) -> dict[tuple[frozenset[int], str], int]:
    """Organizations that stand in the same atoms (two cards of one may stand in two)."""
    stands: dict[tuple[str, str], set[int]] = {}
    for place, atom in enumerate(totals.atoms):
        for one in atom:
            stands.setdefault(owners[one], set()).add(place)
    groups: dict[tuple[frozenset[int], str], int] = {}
    for (_, system), places in stands.items():
        key = (frozenset(places), system)
        groups[key] = groups.get(key, 0) + 1
    return groups


def _few_organizations(
    totals: Totals, reduced: _Reduced, owners: Mapping[str, tuple[str, str]]
) -> tuple[str, ...] | None:
    """x, and two systems r, so that at most ten organizations of x are not theirs."""
    groups = _groups(totals, owners)
    systems = sorted({system for _, system in groups})
    atoms, count = len(totals.atoms), len(groups)
    first_r = atoms
    first_u = atoms + len(systems)
    width = first_u + count
    at_least: list[tuple[list[int], list[float]]] = []
    for place, (stands, system) in enumerate(groups):
        r = first_r + systems.index(system)
        at_least += [([first_u + place, r, x], [1.0, 1.0, -1.0]) for x in sorted(stands)]
    rows = np.zeros((len(at_least), width))
    for row, (places, factors) in enumerate(at_least):
        rows[row, places] = factors
    kept = np.zeros(width)
    kept[first_u:] = list(groups.values())
    removed = np.zeros(width)
    removed[first_r:first_u] = 1
    return _solve(
        totals,
        reduced,
        width,
        [
            LinearConstraint(rows, 0, np.inf),
            LinearConstraint(kept[None], -np.inf, ORGANIZATIONS - 1),
            LinearConstraint(removed[None], 0, COLLUDING),
        ],
    )


def _few_systems(
    totals: Totals, reduced: _Reduced, owners: Mapping[str, tuple[str, str]]
) -> tuple[str, ...] | None:
    """x that touches no more systems than can be taken out and leave too few."""
    touches = sorted({(owners[one][1], at) for at, atom in enumerate(totals.atoms) for one in atom})
    systems = sorted({system for system, _ in touches})
    atoms = len(totals.atoms)
    width = atoms + len(systems)
    rows = np.zeros((len(touches), width))
    for row, (system, place) in enumerate(touches):
        rows[row, atoms + systems.index(system)] = 1
        rows[row, place] = -1
    touched = np.zeros(width)
    touched[atoms:] = 1
    few = SYSTEMS + COLLUDING - 1
    return _solve(
        totals,
        reduced,
        width,
        [LinearConstraint(rows, 0, np.inf), LinearConstraint(touched[None], 0, few)],
    )


def _solve(
    totals: Totals, reduced: _Reduced, width: int, limits: Sequence[LinearConstraint]
) -> tuple[str, ...] | None:
    atoms = len(totals.atoms)
    follows = np.zeros((len(reduced.rest), width))
    follows[np.arange(len(reduced.rest)), reduced.rest] = 1
    follows[:, reduced.pivots] = -reduced.turned
    something = np.zeros(width)
    something[:atoms] = 1
    constraints = [*limits, LinearConstraint(something[None], 1, np.inf)]
    if len(reduced.rest):
        constraints.append(LinearConstraint(follows, 0, 0))
    # What is not x may be broken: whole x make it whole.
    whole = np.zeros(width)
    whole[:atoms] = 1
    answer = milp(
        np.zeros(width),
        constraints=constraints,
        integrality=whole,
        bounds=Bounds(0, 1),
        options={"time_limit": SECONDS},
    )
    if answer.status == 2:
        return None
    if answer.x is None:
        raise Undecided(answer.message)
    found = np.round(answer.x[:atoms])
    if np.abs(found[reduced.rest] - reduced.turned @ found[reduced.pivots]).max(initial=0) > 1e-5:
        raise Undecided("The set that was found is not in the row space when it is made whole.")
    return tuple(one for place in np.flatnonzero(found) for one in totals.atoms[place])
