"""Small fields by hand: members in lists, thresholds as shipped."""

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from reports.releases.core.measures import Kind, Measure
from reports.releases.core.members import Members
from reports.releases.core.tables import Grouping, Table
from reports.releases.core.thresholds import Thresholds

THRESHOLDS = Thresholds(
    organizations=11,
    systems=5,
    colluding_systems=2,
    holders=2,
    quartiles_from=20,
    count_step=5,
    small_count=2,
    decimals=1,
    lowest_mean=Decimal("0.1"),
    highest_mean=Decimal("3.9"),
    attributes_at_once=2,
    groupings_tried=6,
    tolerance=Decimal("0.0000001"),
)

WHOLE = Table()
BY_SIDE = Table((Grouping("side", ((0,), (1,))),))


def make_members(sides: Sequence[int], systems: Sequence[str] | None = None) -> Members:
    names = tuple(f"o{place}" for place in range(len(sides)))
    return Members(
        cards=names,
        organizations=names,
        systems=tuple(systems) if systems else names,
        attributes={"side": np.array(sides, dtype=np.int64)},
    )


def make_measure(code: str, kind: Kind, values: Sequence[float]) -> Measure:
    """It rests on all that have a value; of an item, on those that have a level."""
    given = np.array(values, dtype=np.float64)
    mask = ~np.isnan(given)
    return Measure(code, kind, mask & (given < 5) if kind == "levels" else mask)
