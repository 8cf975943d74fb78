"""Rule 1: a set of organizations is publishable if it stays large without any two systems."""

from collections.abc import Sequence

import numpy as np

from reports.releases.core.members import Bools, Ints
from reports.releases.core.thresholds import Thresholds


def places_of(names: Sequence[str]) -> Ints:
    """Equal names have equal places."""
    place: dict[str, int] = {}
    return np.array([place.setdefault(name, len(place)) for name in names], dtype=np.int64)


def sound_cells(cells: Ints, systems: Ints, thresholds: Thresholds, *, count: int) -> Bools:
    """Which of `count` cells are empty or publishable; each organization stands in one place.

    The worst case is that the systems with most organizations in the cell are taken out.
    """
    width = int(systems.max(initial=0)) + 1
    keys, sizes = np.unique(cells * width + systems, return_counts=True)
    cell = keys // width
    order = np.lexsort((-sizes, cell))
    cell, sizes = cell[order], sizes[order]
    rank = np.arange(len(cell)) - np.searchsorted(cell, cell)
    left = rank >= thresholds.colluding_systems
    organizations = np.bincount(cell[left], sizes[left], minlength=count)
    held_by = np.bincount(cell[left], minlength=count)
    empty = np.bincount(cell, minlength=count) == 0
    publishable = (organizations >= thresholds.organizations) & (held_by >= thresholds.systems)
    result: Bools = empty | publishable
    return result


def is_sound(mask: Bools, systems: Ints, thresholds: Thresholds) -> bool:
    """The marked organizations are none, or a publishable set."""
    chosen = systems[mask]
    return bool(sound_cells(np.zeros_like(chosen), chosen, thresholds, count=1)[0])
