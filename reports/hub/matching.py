"""Which stories fit an organization's gaps, and why, in words. Pure and deterministic.

A story fits only if it is about a subject in which the reader has work to do. Among those the
nearest setting and shared barriers decide; points sort, and are shown to nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lhs_portal.lib.wording import mark, say
from reports.plans.codes import BARRIERS

SAME_TYPE = 3
SAME_RURALITY = 3
SAME_SECTOR = 2
SAME_SIZE = 2
NEAR_SIZE = 1
SAME_REGION = 1
SHARED_BARRIER = 2
MOST_SHARED = 3

# By the kind of area: an organization in one, and one whose kind has no noun.
LIKE_YOURS = {
    "metropolitan": (
        mark("a metropolitan {noun} like yours"),
        mark("in a metropolitan area as you are"),
    ),
    "micropolitan": (
        mark("a small-city {noun} like yours"),
        mark("in a small-city area as you are"),
    ),
    "rural": (mark("a rural {noun} like yours"), mark("in a rural area as you are")),
}
# Nouns without their article; where there is none, the sector is named.
TYPE_NOUNS = {
    "health-system": mark("health system"),
    "academic-center": mark("academic medical center"),
    "hospital": mark("hospital"),
    "critical-access": mark("critical-access hospital"),
    "group-practice": mark("medical group or clinic"),
    "health-center": mark("community health center"),
    "post-acute": mark("provider of long-term or post-acute care"),
    "health-plan": mark("health plan or payer"),
    "health-department": mark("public-health department"),
    "research": mark("research or standards organization"),
    "technology": mark("technology or product company"),
    "advocacy": mark("patient or community organization"),
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
    same = (
        say("Same feature: {name}, {why}", name=need.name, why=need.why)
        if need.kind == "feature"
        else say("Same commitment: {name}, {why}", name=need.name, why=need.why)
    )
    reasons = [same, *setting]
    if barriers:
        named = _listed([say(BARRIERS[code]).lower() for code in barriers])
        reasons.append(say("you both name {barriers}", barriers=named))
    points = near + SHARED_BARRIER * min(len(barriers), MOST_SHARED)
    return Match(story.story, story.subject, tuple(reasons), points)


def _nearness(reader: Reader, theirs: Setting) -> tuple[list[str], int]:
    mine, reasons, points = reader.setting, [], 0
    same_type, same_area = mine.type == theirs.type, mine.rurality == theirs.rurality
    area = LIKE_YOURS.get(theirs.rurality) if same_area else None
    noun = TYPE_NOUNS.get(theirs.type, "") if same_type else ""
    points += SAME_TYPE * same_type + SAME_RURALITY * same_area
    if mine.sector == theirs.sector:
        points += SAME_SECTOR
        if not noun:
            sector = reader.sectors[theirs.sector].lower()
            reasons.append(say("also in {sector}", sector=sector))
    if noun and area:
        reasons.append(say(area[0], noun=say(noun)))
    elif noun and noun[0] in "aeiou":
        reasons.append(say("an {noun} like yours", noun=say(noun)))
    elif noun:
        reasons.append(say("a {noun} like yours", noun=say(noun)))
    elif area:
        reasons.append(say(area[1]))
    apart = abs(reader.sizes.index(mine.size_band) - reader.sizes.index(theirs.size_band))
    if apart == 0:
        points += SAME_SIZE
        reasons.append(say("of your size"))
    elif apart == 1:
        points += NEAR_SIZE
        reasons.append(say("of nearly your size"))
    if mine.region == theirs.region:
        points += SAME_REGION
        reasons.append(say("in your region"))
    return reasons, points


def _listed(words: Sequence[str]) -> str:
    *most, last = words
    return say("{first} and {last}", first=", ".join(most), last=last) if most else last
