"""The tables of all members: each in the finest grouping that passes with all before it."""

from collections.abc import Iterator, MutableMapping, Sequence
from itertools import combinations

import numpy as np

from reports.releases.core.admission_layers import measure_layer
from reports.releases.core.admitted import PastRelease, Progress, Refusal
from reports.releases.core.attributes import Attribute
from reports.releases.core.groupings import groupings, table_candidates
from reports.releases.core.joint_check import layers_pass
from reports.releases.core.members import Members
from reports.releases.core.publishable import is_sound, places_of
from reports.releases.core.tables import Table
from reports.releases.core.thresholds import Thresholds


def admit_tables(
    members: Members,
    attributes: Sequence[Attribute],
    earlier: Sequence[PastRelease],
    thresholds: Thresholds,
    known: MutableMapping[str, bool],
    progress: Progress,
) -> tuple[tuple[Table, ...], tuple[Refusal, ...]]:
    """In order: the whole field, each attribute, each pair. Nothing without the whole field."""
    everyone = np.ones(len(members), dtype=bool)
    systems = places_of(members.systems)
    past = [
        measure_layer(one.members, np.ones(len(one.members), dtype=bool), one.admission.tables)
        for one in earlier
        if one.admission.tables
    ]
    refused: list[Refusal] = []
    if not len(members) or not is_sound(everyone, systems, thresholds):
        return (), (Refusal(Table(), "", "small_cells"),)

    def passes(tables: list[Table]) -> bool:
        return layers_pass([*past, measure_layer(members, everyone, tables)], thresholds, known)

    if not passes([Table()]):
        return (), (Refusal(Table(), "", "joint_check"),)
    admitted = [Table()]
    divisions = list(_divisions(attributes, thresholds))
    for done, division in enumerate(divisions):
        progress(done, len(divisions), " × ".join(one.name for one in division))
        tried = False
        for table in table_candidates(members, systems, division, thresholds):
            tried = True
            if passes([*admitted, table]):
                admitted.append(table)
                break
            refused.append(Refusal(table, "", "joint_check"))
        if not tried and (finest := _finest(division, members)):
            refused.append(Refusal(finest, "", "small_cells"))
    return tuple(admitted), tuple(refused)


def _divisions(
    attributes: Sequence[Attribute], thresholds: Thresholds
) -> Iterator[tuple[Attribute, ...]]:
    for at_once in range(1, thresholds.attributes_at_once + 1):
        yield from combinations(attributes, at_once)


def _finest(division: tuple[Attribute, ...], members: Members) -> Table | None:
    """None where all members are alike in one of the attributes: there is nothing to divide."""
    lists = [groupings(attribute, members) for attribute in division]
    return Table(tuple(choices[0] for choices in lists)) if all(lists) else None
