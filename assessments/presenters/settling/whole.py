"""The whole assessment in settling: how far it is, what to do next, and every item in brief."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from assessments.anonymity import Rounds, ShownItem, show_item
from assessments.answer_sheet import Answer
from assessments.presenters.history import item_titles
from assessments.presenters.settling.wording import (
    Tag,
    beside_in_words,
    percent,
    proposal_in_words,
    short,
    tags_of,
    two_places,
    words_of,
)
from assessments.presenters.wording import DASH, choice_in_words, subject_in_words
from assessments.settling_topics import (
    Standing,
    Topic,
    in_order_of_talk,
    next_to_talk_about,
    to_talk_about,
)
from commitments.definition import Definition
from commitments.saying import said
from lhs_portal.lib.wording import mark, say

CODE = "CODE"  # stands for a section's code in an address
COLUMN = 24  # from level to level, in units of the drawing
RADIUS = 10  # of the dot that stands for all
GROUPS = (
    (
        "talk",
        mark("Worth talking about"),
        mark("Contested and essential items come first. Outlying views stop nothing."),
        range(Standing.CONTESTED_ESSENTIAL, Standing.ACCEPTABLE),
    ),
    (
        "accept",
        mark("Can be accepted as they are"),
        mark("The raters agree well enough. Accepting takes the lower median of their ratings."),
        (Standing.ACCEPTABLE,),
    ),
    (
        "settled",
        mark("Settled"),
        mark("A lead can still decide otherwise, with a reason."),
        (Standing.SETTLED,),
    ),
)


@dataclass(frozen=True, slots=True)
class Dot:
    """How many chose one level; `radius` is empty where nobody did.

    All as texts: a template takes its time to put a number in a language's form.
    """

    x: str
    count: str
    radius: str


@dataclass(frozen=True, slots=True)
class Row:
    """`settled` is the answer; `proposed` what accepting would make of it; one of them, or none."""

    url: str
    title: str
    question: str
    essential: bool
    tags: tuple[Tag, ...]
    dots: tuple[Dot, ...]
    counts: str
    figures: str
    r_wg: str
    beside: str
    settled: str
    proposed: str
    last_cycle: str


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    title: str
    hint: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SectionOption:
    code: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class WholePage:
    """The counts are of the whole assessment, however the list is filtered.

    `undecided` cannot be accepted as they are; `to_talk` are those and what else deserves talk.
    """

    settled: int
    total: int
    acceptable: int
    undecided: int
    to_talk: int
    next_url: str
    next_title: str
    groups: tuple[Group, ...]
    sections: tuple[SectionOption, ...]
    section: str
    section_url: str

    @property
    def complete(self) -> bool:
        return self.settled == self.total


def present_whole(
    definition: Definition,
    topics: Sequence[Topic],
    *,
    rounds: Rounds,
    last_cycle: Mapping[str, tuple[str, Answer]],
    section_url: str,
    section: str = "",
) -> WholePage:
    """`section_url` is the address of a section with CODE in it: one look-up instead of 88."""
    titles = item_titles(definition)
    following = next_to_talk_about(topics)
    return WholePage(
        settled=sum(topic.settled for topic in topics),
        total=len(topics),
        acceptable=sum(topic.acceptable for topic in topics),
        undecided=sum(not topic.settled and not topic.acceptable for topic in topics),
        to_talk=len(to_talk_about(topics)),
        next_url=address_of(following, section_url) if following else "",
        next_title=titles[following.item.code] if following else "",
        groups=tuple(
            Group(id, say(title), say(hint), rows)
            for id, title, hint, standings in GROUPS
            if (
                rows := tuple(
                    _row(definition, topic, titles, rounds, last_cycle, section_url)
                    for topic in in_order_of_talk(topics)
                    if topic.standing in standings and section in ("", topic.item.subject)
                )
            )
        ),
        sections=tuple(
            SectionOption(subject.code, subject_in_words(subject), subject.code == section)
            for subject in definition.subjects
        ),
        section=subject_in_words(definition.subject_by_code[section]) if section else "",
        section_url=section_url.replace(CODE, section) if section else "",
    )


def address_of(topic: Topic, section_url: str) -> str:
    return f"{section_url.replace(CODE, topic.item.subject)}#{topic.item.code}"


def _row(
    definition: Definition,
    topic: Topic,
    titles: Mapping[str, str],
    rounds: Rounds,
    last_cycle: Mapping[str, tuple[str, Answer]],
    section_url: str,
) -> Row:
    shown = show_item(topic.ratings, rounds=rounds)
    last = last_cycle.get(topic.item.code)
    return Row(
        url=address_of(topic, section_url),
        title=titles[topic.item.code],
        question=said(topic.item.question),
        essential=topic.item.essential,
        tags=tags_of(topic),
        dots=_dots(shown),
        counts=", ".join(map(str, shown.counts)),
        figures=words_of(shown).rstrip(".") or DASH.join(_figures(shown)),
        r_wg=two_places(shown.statistics.r_wg) if shown.statistics else "",
        beside=beside_in_words(shown).rstrip("."),
        settled=choice_in_words(definition, topic.answer.entry) if topic.settled else "",
        proposed=proposal_in_words(definition, topic),
        last_cycle=choice_in_words(definition, last[1]) if last and last[1].complete else "",
    )


def _figures(shown: ShownItem) -> Iterable[str]:
    if found := shown.statistics:
        yield say("mean {figure}", figure=two_places(found.mean))
        yield say("median {figure}", figure=short(found.median))
        yield say("{percent} within one level", percent=percent(found.near_median))
        yield say("AD {figure}", figure=two_places(found.ad))


def _dots(shown: ShownItem) -> tuple[Dot, ...]:
    """A dot at each level, as large in area as its share of the levels given."""
    if not shown.n:
        return ()
    return tuple(
        Dot(
            str(COLUMN * level + COLUMN // 2),
            str(count),
            f"{RADIUS * sqrt(count / shown.n):.1f}" if count else "",
        )
        for level, count in enumerate(shown.counts)
    )
