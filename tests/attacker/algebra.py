"""Linear algebra on published totals: who can be worked out, alone or with two systems' answers.

Unknowns are columns, published totals are rows. Columns that are equal everywhere (atoms) can
only be known together, so everything is worked out for atoms.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import linalg

Matrix = NDArray[np.float64]
Places = NDArray[np.int64]
NOTHING = 1e-7


@dataclass(frozen=True, eq=False)
class Totals:
    """`rows`: one a published total, over `atoms`: the unknowns that are in the same totals."""

    rows: Matrix
    atoms: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, totals: Sequence[Mapping[str, float]]) -> "Totals":
        """`totals`: unknown → its factor in the total, for each published one."""
        columns: dict[str, dict[int, float]] = {}
        for place, total in enumerate(totals):
            for unknown, factor in total.items():
                if factor:
                    columns.setdefault(unknown, {})[place] = round(factor, 12)
        together: dict[tuple[tuple[int, float], ...], list[str]] = {}
        for unknown in sorted(columns):
            together.setdefault(tuple(sorted(columns[unknown].items())), []).append(unknown)
        rows = np.zeros((len(totals), len(together)))
        for place, column in enumerate(together):
            for row, factor in column:
                rows[row, place] = factor
        return cls(rows, tuple(tuple(names) for names in together.values()))


def open_directions(rows: Matrix) -> Matrix:
    """In which ways the unknowns can still move: a basis of the null space, one row an unknown."""
    if not rows.size:
        return np.eye(rows.shape[1])
    return linalg.null_space(rows, rcond=1e-10)


def leverage(totals: Totals) -> dict[str, float]:
    """How much of each unknown's own the totals hold: 1 where it is determined."""
    free = open_directions(totals.rows)
    own = 1 - np.einsum("ij,ij->i", free, free)
    return {
        one: float(own[place]) / len(atom)
        for place, atom in enumerate(totals.atoms)
        for one in atom
    }


def solved(totals: Totals, systems: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every unknown that is determined, with the systems whose answers that takes (at most two).

    An unknown can be told from its atom only where all others of the atom are known.
    """
    names = sorted({systems[one] for atom in totals.atoms for one in atom})
    held = _held(totals, systems, names)
    sizes = np.array([len(atom) for atom in totals.atoms])
    free = open_directions(totals.rows)
    own = np.einsum("ij,ij->i", free, free) < NOTHING

    for place in np.flatnonzero(own & (sizes == 1)):
        yield totals.atoms[place][0], ()
    for first in range(len(names)):
        left = sizes - held[first]
        moving = _without(free, free[left == 0])
        fixed = np.einsum("ij,ij->i", moving, moving) < NOTHING
        for place in np.flatnonzero(fixed & (left == 1)):
            yield _the_rest(totals.atoms[place], systems, (names[first],)), (names[first],)
        for second, place in _with_a_second(first, left, held, moving, fixed):
            known = (names[first], names[second])
            yield _the_rest(totals.atoms[place], systems, known), known


def _with_a_second(
    first: int, left: Places, held: Places, moving: Matrix, fixed: NDArray[np.bool_]
) -> Iterator[tuple[int, int]]:
    """(second system, atom) where both systems' answers leave one unknown, which is determined."""
    unit = moving / np.sqrt(np.maximum(np.einsum("ij,ij->i", moving, moving), NOTHING))[:, None]
    alike = np.abs(unit @ unit.T) > 1 - NOTHING
    alike[fixed] = False
    alike[:, fixed] = False
    after = left - held
    for second in range(first + 1, len(held)):
        one_left = np.flatnonzero((after[second] == 1) & (left > 0))
        if not len(one_left):
            continue
        emptied = np.flatnonzero((after[second] == 0) & (left > 0) & ~fixed)
        certain = fixed[one_left]
        if len(emptied) == 1:
            certain = certain | alike[emptied[0], one_left]
        elif len(emptied) > 1:
            rest = _without(moving[one_left], moving[emptied])
            certain = certain | (np.einsum("ij,ij->i", rest, rest) < NOTHING)
        for place in one_left[certain]:
            yield second, int(place)


def _held(totals: Totals, systems: Mapping[str, str], names: Sequence[str]) -> Places:
    """How many unknowns of each atom are each system's."""
    index = {name: place for place, name in enumerate(names)}
    held = np.zeros((len(names), len(totals.atoms)), dtype=np.int64)
    for place, atom in enumerate(totals.atoms):
        for one in atom:
            held[index[systems[one]], place] += 1
    return held


def _without(rows: Matrix, known: Matrix) -> Matrix:
    """What is left of the rows' directions where the known ones cannot move."""
    if not len(known) or not known.shape[1]:
        return rows
    _, sizes, basis = np.linalg.svd(known, full_matrices=False)
    basis = basis[sizes > NOTHING]
    return rows - (rows @ basis.T) @ basis


def _the_rest(atom: Sequence[str], systems: Mapping[str, str], known: Sequence[str]) -> str:
    return next(one for one in atom if systems[one] not in known)
