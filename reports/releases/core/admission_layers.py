"""What each release publishes of a measure, as layers for the joint check."""

from collections.abc import Iterable, Sequence

import numpy as np

from reports.releases.core.measures import Measure
from reports.releases.core.members import Bools, Members
from reports.releases.core.tables import Table
from reports.releases.core.unknowns import Layer


def measure_layer(members: Members, mask: Bools, tables: Iterable[Table]) -> Layer:
    at = np.flatnonzero(mask)
    return Layer(
        cards=[members.cards[one] for one in at],
        organizations=[members.organizations[one] for one in at],
        systems=[members.systems[one] for one in at],
        cells=tuple(table.assign(members)[at] for table in tables),
    )


def change_layer(members: Members, change: Measure, tables: Iterable[Table]) -> Layer:
    """Of the cards themselves: what a change says of each one's two cards."""
    at = np.flatnonzero(change.respondents)
    layer = measure_layer(members, change.respondents, tables)
    return Layer(
        layer.cards,
        layer.organizations,
        layer.systems,
        layer.cells,
        earlier=[change.earlier[one] for one in at],
    )


def own_change_layer(members: Members, change: Measure, tables: Iterable[Table]) -> Layer:
    """Of a change as a value of its own, which comparable items alone decide."""
    layer = change_layer(members, change, tables)
    cards = [
        f"{later} since {earlier}"
        for later, earlier in zip(layer.cards, layer.earlier, strict=True)
    ]
    return Layer(cards, layer.organizations, layer.systems, layer.cells)


def find_measure(measures: Sequence[Measure], code: str) -> Measure | None:
    return next((measure for measure in measures if measure.code == code), None)
