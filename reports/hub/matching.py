"""Which stories fit an organization's gaps, and why, in words. Pure and deterministic.

A story fits only if it is about a subject in which the reader has work to do. Among those the
nearest setting and shared barriers decide; points sort, and are shown to nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reports.plans.codes import BARRIERS

SAME_TYPE = 3
SAME_RURALITY = 3
SAME_SECTOR = 2
SAME_SIZE = 2
NEAR_SIZE = 1
SAME_REGION = 1
SHARED_BARRIER = 2
MOST_SHARED = 3

RURALITY_WORDS = {
    "metropolitan": "metropolitan",
    "micropolitan": "small-city",
    "rural": "rural",
}
# Nouns that take an article; where there is none, the sector is named.
TYPE_NOUNS = {
    "health-system": "health system",
    "academic-center": "academic medical center",
    "hospital": "hospital",
    "critical-access": "critical-access hospital",
    "group-practice": "medical group or clinic",
    "health-center": "community health center",
    "post-acute": "provider of long-term or post-acute care",
    "health-plan": "health plan or payer",
    "health-department": "public-health department",
    "research": "research or standards organization",
    "technology": "technology or product company",
    "advocacy": "patient or community organization",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """Codes of lhs_portal.accounts.codes; `region` is one of the Census regions."""

    sector: str
    type: str
    size_band: str
    region: str
    rurality: str


@dataclass(frozen=True, slots=True)
class Need:
    """A subject in which the reader has work to do; `why` completes “Same feature: S1 …, …”."""

    subject: str
    kind: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Candidate:
    story: UUID
    subject: str
    setting: Setting
    barriers: frozenset[str]
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Match:
    story: UUID
    subject: str
    reasons: tuple[str, ...]
    points: int


@dataclass(frozen=True, slots=True)
class Reader:
    """`needs` with the most pressing first; `sizes` are the size bands in their order."""

    setting: Setting
    needs: Sequence[Need]
    barriers: frozenset[str]
    sizes: Sequence[str]
    sectors: Mapping[str, str]


def match_stories(reader: Reader, candidates: Iterable[Candidate]) -> tuple[Match, ...]:
    """By need, the most pressing first; within it the best fit, then the newest."""
    rank = {need.subject: place for place, need in enumerate(reader.needs)}
    by_subject = {need.subject: need for need in reader.needs}
    found = [
        (_match(reader, by_subject[each.subject], each), each)
        for each in candidates
        if each.subject in by_subject
    ]
    found.sort(
        key=lambda pair: (
            rank[pair[0].subject],
            -pair[0].points,
            -pair[1].published_at.timestamp(),
            str(pair[1].story),
        )
    )
    return tuple(match for match, _ in found)


def _match(reader: Reader, need: Need, story: Candidate) -> Match:
    setting, near = _nearness(reader, story.setting)
    barriers = [code for code in BARRIERS if code in reader.barriers & story.barriers]
    reasons = [f"Same {need.kind}: {need.name}, {need.why}", *setting]
    if barriers:
        reasons.append(f"you both name {_listed([BARRIERS[code].lower() for code in barriers])}")
    points = near + SHARED_BARRIER * min(len(barriers), MOST_SHARED)
    return Match(story.story, story.subject, tuple(reasons), points)


def _nearness(reader: Reader, theirs: Setting) -> tuple[list[str], int]:
    mine, reasons, points = reader.setting, [], 0
    same_type, same_area = mine.type == theirs.type, mine.rurality == theirs.rurality
    area = RURALITY_WORDS.get(theirs.rurality, "") if same_area else ""
    noun = TYPE_NOUNS.get(theirs.type, "") if same_type else ""
    points += SAME_TYPE * same_type + SAME_RURALITY * same_area
    if mine.sector == theirs.sector:
        points += SAME_SECTOR
        if not noun:
            reasons.append(f"also in {reader.sectors[theirs.sector].lower()}")
    if noun:
        whole = f"{area} {noun}" if area else noun
        reasons.append(f"{_article(whole)} {whole} like yours")
    elif area:
        reasons.append(f"in a {area} area as you are")
    apart = abs(reader.sizes.index(mine.size_band) - reader.sizes.index(theirs.size_band))
    if apart == 0:
        points += SAME_SIZE
        reasons.append("of your size")
    elif apart == 1:
        points += NEAR_SIZE
        reasons.append("of nearly your size")
    if mine.region == theirs.region:
        points += SAME_REGION
        reasons.append("in your region")
    return reasons, points


def _article(words: str) -> str:
    return "an" if words[0] in "aeiou" else "a"


def _listed(words: Sequence[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
