"""The attributes by which a field is divided, in the order in which tables are tried."""

from typing import Any

from lhs_portal.accounts.codes import (
    CensusDivision,
    Ownership,
    Rurality,
    Sector,
    SizeBand,
)
from lhs_portal.lib.wording import mark
from reports.releases.core.attributes import Attribute

# The four regions of the US Census Bureau, and the two values that lie outside or across them.
REGIONS = {
    "northeast": (mark("Northeast"), (CensusDivision.NEW_ENGLAND, CensusDivision.MIDDLE_ATLANTIC)),
    "midwest": (
        mark("Midwest"),
        (CensusDivision.EAST_NORTH_CENTRAL, CensusDivision.WEST_NORTH_CENTRAL),
    ),
    "south": (
        mark("South"),
        (
            CensusDivision.SOUTH_ATLANTIC,
            CensusDivision.EAST_SOUTH_CENTRAL,
            CensusDivision.WEST_SOUTH_CENTRAL,
        ),
    ),
    "west": (mark("West"), (CensusDivision.MOUNTAIN, CensusDivision.PACIFIC)),
    "territories": (mark("US territories"), (CensusDivision.TERRITORIES,)),
    "national": (mark("Several regions or national"), (CensusDivision.NATIONAL,)),
}
REGION_OF = {str(one): code for code, (_, divisions) in REGIONS.items() for one in divisions}


def _values(choices: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(code), str(name)) for code, name in choices.choices)


ATTRIBUTES = (
    Attribute("sector", mark("Sector"), _values(Sector), "smallest"),
    Attribute("size_band", mark("Size"), _values(SizeBand), "neighbours"),
    Attribute(
        "region",
        mark("Census region"),
        tuple((code, name) for code, (name, _) in REGIONS.items()),
        "smallest",
    ),
    Attribute("ownership", mark("Ownership"), _values(Ownership), "smallest"),
    Attribute("rurality", mark("Setting"), _values(Rurality), "neighbours"),
)
