"""What people write of a story, as plain data."""

from dataclasses import dataclass
from typing import Any

from lhs_portal.accounts.codes import (
    CensusDivision,
    OrganizationType,
    Rurality,
    Sector,
    SizeBand,
)
from lhs_portal.accounts.models import Organization
from lhs_portal.lib.wording import mark, say
from reports.hub.areas import AREAS
from reports.hub.models import StoryVersion
from reports.hub.models.story import NAMED_BARRIERS

# Each part of a story: its field, its heading for readers.
PARTS = {
    "setting": mark("In what setting"),
    "did": mark("What we did"),
    "cost": mark("What it cost"),
    "differently": mark("What we would do differently"),
}


@dataclass(frozen=True, slots=True)
class StoryContent:
    title: str
    setting: str = ""
    did: str = ""
    cost: str = ""
    differently: str = ""
    links: tuple[str, ...] = ()
    contact: bool = True
    barriers: tuple[str, ...] = ()

    def columns(self) -> dict[str, Any]:
        """As StoryVersion has them; the barriers also have rows of their own."""
        return {
            "title": self.title,
            **{part: getattr(self, part) for part in PARTS},
            "links": list(self.links),
            "contact": self.contact,
            "barrier_names": ", ".join(NAMED_BARRIERS[code] for code in self.barriers),
        }


def content_of(version: StoryVersion) -> StoryContent:
    """As it is stored. Costs no query where the barriers were fetched with it."""
    return StoryContent(
        title=version.title,
        **{part: getattr(version, part) for part in PARTS},
        links=tuple(version.links),
        contact=version.contact,
        barriers=tuple(code for code in NAMED_BARRIERS if code in version.barrier_codes),
    )


def missing_parts(version: StoryVersion) -> tuple[str, ...]:
    """The headings of what a reader would look for in vain."""
    return tuple(say(name) for part, name in PARTS.items() if not getattr(version, part).strip())


def describe_setting(organization: Organization) -> str:
    """A first sentence on the setting, from the profile, to be written on."""
    return say(
        "{type} ({sector}). People employed, as full-time equivalents: {people}. "
        "Census division: {division}. Area: {area}.",
        type=say(str(OrganizationType(organization.type).label)),
        sector=say(str(Sector(organization.sector).label)).lower(),
        people=say(str(SizeBand(organization.size_band).label)).lower(),
        division=say(str(CensusDivision(organization.census_division).label)),
        area=say(AREAS[Rurality(organization.rurality)]).lower(),
    )
