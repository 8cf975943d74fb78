"""In which groups a table is tried: the finest first, by membership alone.

A grouping is worth what it divides. Groupings that divide the members alike are one: of them that
with most groups stands, so that a value that no member has stands alone unless a merged group
reaches over it or it is among "all others". Its cells are empty, which looks the same as withheld.
"""

from collections.abc import Iterator
from itertools import combinations, pairwise, product

import numpy as np

from reports.releases.core.attributes import Attribute
from reports.releases.core.members import Ints, Members
from reports.releases.core.publishable import sound_cells
from reports.releases.core.tables import Grouping, Table
from reports.releases.core.thresholds import Thresholds

Groups = tuple[tuple[int, ...], ...]


def table_candidates(
    members: Members, systems: Ints, attributes: tuple[Attribute, ...], thresholds: Thresholds
) -> Iterator[Table]:
    """Tables of these attributes that pass rule 1: most cells with members first, ties by the
    declared order, at most as many as may be tried.
    """
    lists = [groupings(attribute, members) for attribute in attributes]
    tables = [Table(choice) for choice in product(*lists)]
    values = tuple(len(attribute.values) for attribute in attributes)
    places = tuple(members.attributes[attribute.code] for attribute in attributes)
    held = np.ravel_multi_index(places, values)
    profiles, inverse = np.unique(held, return_inverse=True)
    sizes = np.bincount(inverse)
    cells = [_cells_of(table, np.unravel_index(profiles, values)) for table in tables]
    ranked = sorted(range(len(tables)), key=lambda one: -len(np.unique(cells[one])))
    found = 0
    for one in ranked:
        if found == thresholds.groupings_tried:
            return
        smallest = np.bincount(cells[one], sizes)
        if (smallest[smallest > 0] < thresholds.organizations).any():
            continue
        sound = sound_cells(cells[one][inverse], systems, thresholds, count=len(smallest))
        if sound.all():
            found += 1
            yield tables[one]


def groupings(attribute: Attribute, members: Members) -> list[Grouping]:
    """Most groups with members first, ties by the declared order; at least two such groups."""
    sizes = np.bincount(members.attributes[attribute.code], minlength=len(attribute.values))
    make = _smallest_merged if attribute.merging == "smallest" else _neighbours_merged
    by_division: dict[Groups, Groups] = {}
    for groups in sorted(make(sizes), key=lambda groups: (-len(groups), groups)):
        division = tuple(
            kept for group in groups if (kept := tuple(one for one in group if sizes[one]))
        )
        if len(division) > 1:
            by_division.setdefault(tuple(sorted(division)), groups)
    ranked = sorted(by_division.items(), key=lambda pair: (-len(pair[0]), pair[1]))
    return [Grouping(attribute.code, groups) for _, groups in ranked]


def _smallest_merged(sizes: Ints) -> Iterator[Groups]:
    """Each value alone, then the two, three … smallest as "all others", which stand last."""
    by_size = sorted(range(len(sizes)), key=lambda one: (sizes[one], one))
    yield tuple((one,) for one in range(len(sizes)))
    for merged in range(2, len(sizes)):
        others = tuple(sorted(by_size[:merged]))
        yield (*((one,) for one in sorted(by_size[merged:])), others)


def _neighbours_merged(sizes: Ints) -> Iterator[Groups]:
    places = range(len(sizes))
    for kept in range(len(sizes)):
        for cuts in combinations(places[1:], kept):
            edges = (0, *cuts, len(sizes))
            yield tuple(tuple(places[start:end]) for start, end in pairwise(edges))


def _cells_of(table: Table, values: tuple[Ints, ...]) -> Ints:
    cells = np.zeros(len(values[0]), dtype=np.int64)
    for grouping, held in zip(table.groupings, values, strict=True):
        group_of = {one: place for place, group in enumerate(grouping.groups) for one in group}
        lookup = np.array([group_of[one] for one in sorted(group_of)])
        cells = cells * len(grouping.groups) + lookup[held]
    return cells
