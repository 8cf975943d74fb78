"""A story's text as its readers see it."""

from dataclasses import dataclass

from lhs_portal.accounts.codes import CensusDivision, OrganizationType, Rurality, Sector, SizeBand
from lhs_portal.accounts.models import Organization
from lhs_portal.lib.wording import say
from reports.hub.areas import AREAS
from reports.hub.content import PARTS
from reports.hub.models import StoryVersion
from reports.hub.models.story import FEATURE


@dataclass(frozen=True, slots=True)
class Told:
    """`facts` are the setting in short words; `parts` heading and text."""

    subject: str
    facts: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]
    barriers: tuple[str, ...]


def present_text(text: StoryVersion) -> Told:
    return Told(
        subject=subject_of(text),
        facts=facts_of(text) if text.sector else (),
        parts=tuple((say(name), getattr(text, part)) for part, name in PARTS.items()),
        barriers=tuple(barrier.name for barrier in text.barriers.all()),
    )


def subject_of(text: StoryVersion) -> str:
    story = text.story
    return f"{story.subject} {text.subject_name}" if story.kind == FEATURE else text.subject_name


def facts_of(one: StoryVersion | Organization) -> tuple[str, ...]:
    return (
        say(str(OrganizationType(one.type).label)),
        say(str(Sector(one.sector).label)),
        say("{label} people", label=say(str(SizeBand(one.size_band).label))),
        say(str(CensusDivision(one.census_division).label)),
        say(AREAS[Rurality(one.rurality)]),
    )
