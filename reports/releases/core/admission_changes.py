"""Changes since the cycle before: who came and went, and what both scores and changes say."""

from collections.abc import Sequence

import numpy as np

from reports.releases.core.admission_layers import change_layer, find_measure, measure_layer
from reports.releases.core.admitted import PastRelease
from reports.releases.core.measures import Measure
from reports.releases.core.members import Bools, Members
from reports.releases.core.publishable import places_of, sound_cells
from reports.releases.core.tables import Table
from reports.releases.core.thresholds import Thresholds
from reports.releases.core.unknowns import Layer


def change_candidates(
    members: Members,
    change: Measure,
    base: Measure,
    earlier: Sequence[PastRelease],
    thresholds: Thresholds,
    tables: Sequence[Table],
) -> list[bool]:
    """Tables in which, cell by cell, a score's respondents and a change's differ on either side
    by none or a publishable set: of this release, and of each earlier one with those cards.
    """
    return [
        _differ_soundly(
            members, base.respondents, members.cards,
            members, change.respondents, members.cards, table, thresholds,
        )
        and all(
            _differ_soundly(
                one.members, before.respondents, one.members.cards,
                members, change.respondents, change.earlier, table, thresholds,
            )
            for one in earlier
            if (before := find_measure(one.measures, base.code))
            and not set(change.earlier).isdisjoint(one.members.cards)
        )
        for table in tables
    ]  # fmt: skip


def _differ_soundly(
    members: Members,
    mask: Bools,
    cards: Sequence[str],
    other: Members,
    other_mask: Bools,
    other_cards: Sequence[str],
    table: Table,
    thresholds: Thresholds,
) -> bool:
    """Cell by cell, the cards of one mask that the other has not there, and the reverse."""
    pairs = {}
    for side, (who, chosen, names) in enumerate(
        ((members, mask, cards), (other, other_mask, other_cards))
    ):
        cells = table.assign(who)
        for place in np.flatnonzero(chosen).tolist():
            pairs[side, names[place], int(cells[place])] = who.systems[place]
    for side in (0, 1):
        alone = [
            (cell, system)
            for (at, card, cell), system in pairs.items()
            if at == side and (1 - side, card, cell) not in pairs
        ]
        if alone:
            cells = np.array([cell for cell, _ in alone])
            systems = places_of([system for _, system in alone])
            if not sound_cells(cells, systems, thresholds, count=len(table.cells)).all():
                return False
    return True


def change_layers(
    members: Members,
    change: Measure,
    base: Measure,
    scores: Sequence[Table],
    earlier: Sequence[PastRelease],
    tables: Sequence[Table],
) -> list[Layer]:
    """Scores and changes of all releases; those of this one stand last."""
    layers = []
    for one in earlier:
        before = find_measure(one.measures, base.code)
        changed = find_measure(one.measures, change.code)
        for measure, make in ((before, _scores), (changed, change_layer)):
            if measure and (places := one.admission.measures[measure.code]):
                chosen = [one.admission.tables[place] for place in places]
                layers.append(make(one.members, measure, chosen))
    if scores:
        layers.append(measure_layer(members, base.respondents, scores))
    layers.append(change_layer(members, change, tables))
    return layers


def _scores(members: Members, measure: Measure, tables: Sequence[Table]) -> Layer:
    return measure_layer(members, measure.respondents, tables)
