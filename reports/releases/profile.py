"""The attributes by which a field is divided, in the order in which tables are tried."""

from typing import Any

from lhs_portal.accounts.codes import (
    CensusDivision,
    Ownership,
    Rurality,
    Sector,
    SizeBand,
)
from reports.releases.core.attributes import Attribute

# The four regions of the US Census Bureau, and the two values that lie outside or across them.
REGIONS = {
    "northeast": ("Northeast", (CensusDivision.NEW_ENGLAND, CensusDivision.MIDDLE_ATLANTIC)),
    "midwest": (
        "Midwest",
        (CensusDivision.EAST_NORTH_CENTRAL, CensusDivision.WEST_NORTH_CENTRAL),
    ),
    "south": (
        "South",
        (
            CensusDivision.SOUTH_ATLANTIC,
            CensusDivision.EAST_SOUTH_CENTRAL,
            CensusDivision.WEST_SOUTH_CENTRAL,
        ),
    ),
    "west": ("West", (CensusDivision.MOUNTAIN, CensusDivision.PACIFIC)),
    "territories": ("US territories", (CensusDivision.TERRITORIES,)),
    "national": ("Several regions or national", (CensusDivision.NATIONAL,)),
}
REGION_OF = {str(one): code for code, (_, divisions) in REGIONS.items() for one in divisions}


def _values(choices: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(code), str(name)) for code, name in choices.choices)


ATTRIBUTES = (
    Attribute("sector", "Sector", _values(Sector), "smallest"),
    Attribute("size_band", "Size", _values(SizeBand), "neighbours"),
    Attribute(
        "region",
        "Census region",
        tuple((code, name) for code, (name, _) in REGIONS.items()),
        "smallest",
    ),
    Attribute("ownership", "Ownership", _values(Ownership), "smallest"),
    Attribute("rurality", "Setting", _values(Rurality), "neighbours"),
)
