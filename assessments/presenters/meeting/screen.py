"""The wall of a meeting room: one item with its first ratings, its vote, and how it is settled."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from assessments.answer_sheet import Answer
from assessments.forms.entries import ANSWER
from assessments.meeting_queries import Course
from assessments.presenters.history import item_titles
from assessments.presenters.meeting.agenda import Way, present_way
from assessments.presenters.meeting.ladder import Ladder
from assessments.presenters.section import PageProblem, problems_of
from assessments.presenters.settling.decision import DecisionFields, Typed, present_fields
from assessments.presenters.settling.wording import Tag, last_in_words, settled_in_words, tags_of
from assessments.presenters.wording import choice_in_words
from assessments.settling_topics import Topic
from commitments.definition import Definition
from commitments.saying import said
from lhs_portal.accounts.models import User
from lhs_portal.audit.sentences import Naming
from lhs_portal.lib.wording import say

TOKEN = re.compile(r"(over|\d{1,18}-\d{1,18})\.(\d{1,9})\.(\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class SettledNow:
    """Empty words where the item is open."""

    answer: str
    how: str
    reason: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a screen shows of what others may change: the vote, its count, and the answer."""

    vote: str
    answered: int
    version: int

    @classmethod
    def of(cls, course: Course, version: int, *, settling: bool) -> Self:
        if not settling:
            return cls("over", 0, version)
        return cls(f"{course.open}-{course.closed}", course.answered, version)

    @classmethod
    def from_token(cls, token: str) -> Self:
        """Anything that is no token is a screen that has shown nothing yet."""
        match = TOKEN.fullmatch(token)
        return cls(match[1], int(match[2]), int(match[3])) if match else cls("", -1, -1)

    @property
    def token(self) -> str:
        return f"{self.vote}.{self.answered}.{self.version}"


@dataclass(frozen=True, slots=True)
class MeetingPage:
    code: str
    name: str
    title: str
    subject: str
    essential: bool
    tags: tuple[Tag, ...]
    question: str
    why: str
    ladder: Ladder
    last_cycle: str
    settled: SettledNow
    fields: DecisionFields | None
    problems: tuple[PageProblem, ...]
    way: Way


def present_meeting(
    definition: Definition,
    topics: Sequence[Topic],
    code: str,
    ladder: Ladder,
    last: tuple[str, Answer] | None,
    *,
    reader: User,
    naming: Naming,
    typed: Typed | None,
) -> MeetingPage:
    """`typed` is None for those who watch."""
    topic = topic_of(topics, code)
    titles = item_titles(definition)
    dots = ladder.first.dots
    fields = present_fields(definition, topic, dots, typed, reader, naming) if typed else None
    problems = problems_of(code, say("Consensus"), fields.errors, fields.conflict) if fields else ()
    return MeetingPage(
        code=code,
        name=f"{ANSWER}-{code}",
        title=titles[code],
        subject=topic.item.subject,
        essential=topic.item.essential,
        tags=tags_of(topic),
        question=said(topic.item.question),
        why=said(topic.item.why),
        ladder=ladder,
        last_cycle=last_in_words(definition, last),
        settled=present_settled(definition, topic, naming),
        fields=fields,
        problems=tuple(problems),
        way=present_way(topics, code, titles),
    )


def topic_of(topics: Iterable[Topic], code: str) -> Topic:
    return next(topic for topic in topics if topic.item.code == code)


def present_settled(definition: Definition, topic: Topic, naming: Naming) -> SettledNow:
    entry, settlement = topic.answer.entry, topic.settlement
    return SettledNow(
        answer=choice_in_words(definition, entry) if entry.complete else "",
        how=settled_in_words(settlement, naming),
        reason=settlement.reason if settlement else "",
    )
