"""The space of all that follows linearly from published sums.

A vector over atoms stands for a weighted sum of their unknowns; those in the row space are known.
"""

import numpy as np
from scipy.linalg import qr

from reports.releases.core.members import Floats, Ints

# Sums are of 0, 1 and −1: below this share of the largest pivot, a pivot is rounding.
_RANK = 1e-9


def row_space(sums: Floats) -> Floats:
    """An orthonormal basis, atoms × rank."""
    if not sums.size:
        return np.zeros((len(sums), 0))
    basis, triangle, _ = qr(sums, mode="economic", pivoting=True)
    pivots = np.abs(np.diag(triangle))
    return np.ascontiguousarray(basis[:, : int((pivots > _RANK * pivots[0]).sum())])


def reduced_rows(basis: Floats) -> tuple[Ints, Floats]:
    """Pivot atoms and a matrix R: x is in the space exactly if x = R · x[pivots]."""
    rank = basis.shape[1]
    if rank == 0:
        return np.zeros(0, dtype=np.int64), basis
    _, _, order = qr(basis.T, mode="economic", pivoting=True)
    pivots = np.sort(order[:rank])
    reduced = np.linalg.solve(basis[pivots].T, basis.T).T
    reduced[np.abs(reduced) < _RANK] = 0
    return pivots, reduced


def within(basis: Floats, atoms: Ints) -> Floats:
    """A basis, on these atoms, of the vectors of the space that are 0 on all others."""
    others = np.setdiff1d(np.arange(len(basis)), atoms)
    if basis.shape[1] == 0 or len(others) == 0:
        return basis[atoms]
    triangle = qr(basis[others], mode="r")[0][: basis.shape[1]]
    _, values, right = np.linalg.svd(triangle, full_matrices=True)
    values = np.pad(values, (0, basis.shape[1] - len(values)))
    kept = right[values <= _RANK]
    return np.ascontiguousarray(basis[atoms] @ kept.T)


def half_inverse(square: Floats) -> Floats:
    """H with H·Hᵀ = the pseudo-inverse of a positive semidefinite matrix."""
    values, vectors = np.linalg.eigh(square)
    kept = values > _RANK
    half: Floats = vectors[:, kept] / np.sqrt(values[kept])
    return half
