"""One subject in settling: each item with all that was said on it, and where it is decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assessments.anonymity import Note, ShownItem, show_agreement, show_item, show_notes
from assessments.answer_sheet import Answer
from assessments.forms.entries import ANSWER
from assessments.migration_queries import Former
from assessments.presenters.distribution import Distribution, present_distribution
from assessments.presenters.migrating import FormerPanel, present_former
from assessments.presenters.remarks import RemarkView, remark_at
from assessments.presenters.section import PageProblem, problems_of
from assessments.presenters.settling.decision import (
    NOTHING_TYPED,
    DecisionFields,
    Typed,
    present_fields,
)
from assessments.presenters.settling.wording import (
    NOT_NAMED,
    Figure,
    Said,
    Tag,
    beside_in_words,
    figures_of,
    gap_in_words,
    last_in_words,
    proposal_in_words,
    settled_in_words,
    tags_of,
    two_places,
    words_of,
)
from assessments.presenters.wording import (
    choice_in_words,
    is_provisional,
    moment_in_words,
    subject_in_words,
)
from assessments.rating_queries import Rated
from assessments.scoring.agreement_cards import agreement_cards
from assessments.scoring.ratings import Rating, Ratings
from assessments.settling_queries import Dissenting
from assessments.settling_topics import Topic
from assessments.signing_queries import Returned
from commitments.definition import Definition, Subject
from commitments.saying import said
from lhs_portal.accounts.models import User
from lhs_portal.audit.sentences import FORMER, Naming
from lhs_portal.lib.wording import say


@dataclass(frozen=True, slots=True)
class SettlingCard:
    code: str
    name: str
    number: str
    essential: bool
    tags: tuple[Tag, ...]
    question: str
    why: str
    settled: str
    settled_how: str
    settled_reason: str
    proposed: str
    dots: Distribution
    figures: tuple[Figure, ...]
    beside: str
    role_gap: str
    named: tuple[Said, ...]
    last_cycle: str
    notes: tuple[Said, ...]
    evidence_uses: tuple[Any, ...]
    dissents: tuple[Said, ...]
    own_dissent: bool
    remark: RemarkView | None
    fields: DecisionFields | None
    former: FormerPanel | None = None


@dataclass(frozen=True, slots=True)
class SettlingSection:
    subject: Subject
    title: str
    provisional: bool
    settled: int
    acceptable: int
    agreement: tuple[Figure, ...]
    role_gap: str
    cards: tuple[SettlingCard, ...]
    problems: tuple[PageProblem, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """What is shown beside the ratings, each by item code."""

    last_cycle: Mapping[str, tuple[str, Answer]]
    dissents: Mapping[str, Sequence[Dissenting]]
    evidence: Mapping[str, Sequence[Any]]
    returned: Returned | None = None
    former: Mapping[str, Former] = field(default_factory=dict)


def present_settling_section(
    definition: Definition,
    subject: Subject,
    topics: Sequence[Topic],
    rated: Rated,
    sides: Sides,
    *,
    reader: User,
    naming: Naming,
    names: Mapping[str, str],
    editable: bool,
    typed: Typed = NOTHING_TYPED,
) -> SettlingSection:
    """`names` are those of raters who chose to be named, by their id."""
    cards = tuple(
        _card(
            definition,
            topic,
            rated,
            sides,
            number=say("{number} of {total}", number=number, total=len(topics)),
            reader=reader,
            naming=naming,
            names=names,
            typed=typed if editable else None,
        )
        for number, topic in enumerate(topics, start=1)
    )
    card = agreement_cards(definition, Ratings.of(rated.ratings)).get(subject.code)
    shown = show_agreement(
        card, definition, subject.code, rated.ratings, named=names, rounds=rated.rounds
    )
    return SettlingSection(
        subject=subject,
        title=subject_in_words(subject),
        provisional=is_provisional(subject),
        settled=sum(topic.settled for topic in topics),
        acceptable=sum(topic.acceptable for topic in topics),
        agreement=tuple(
            Figure(label, two_places(value))
            for label, value in (("r_wg(J)", shown.r_wg_j), ("AD", shown.ad))
            if value is not None
        ),
        role_gap=gap_in_words(shown.role_gap),
        cards=cards,
        problems=tuple(
            problem
            for card in cards
            if card.fields
            for problem in problems_of(
                card.code,
                say("Item {number}", number=card.number),
                card.fields.errors,
                card.fields.conflict,
            )
        ),
    )


def _card(
    definition: Definition,
    topic: Topic,
    rated: Rated,
    sides: Sides,
    *,
    number: str,
    reader: User,
    naming: Naming,
    names: Mapping[str, str],
    typed: Typed | None,
) -> SettlingCard:
    item, code = topic.item, topic.item.code
    shown = show_item(topic.ratings, named=names, rounds=rated.rounds)
    last = sides.last_cycle.get(code)
    dots = dots_of(definition, topic, shown, last)
    dissents = sides.dissents.get(code, ())
    notes = show_notes(
        [Note(text, rater) for text, rater in rated.notes.get(code, ())],
        topic.ratings,
        named=names,
        rounds=rated.rounds,
    )
    return SettlingCard(
        code=code,
        name=f"{ANSWER}-{code}",
        number=number,
        essential=item.essential,
        tags=tags_of(topic),
        question=said(item.question),
        why=said(item.why),
        settled=choice_in_words(definition, topic.answer.entry) if topic.settled else "",
        settled_how=settled_in_words(topic.settlement, naming),
        settled_reason=topic.settlement.reason if topic.settlement else "",
        proposed=proposal_in_words(definition, topic),
        dots=dots,
        figures=figures_of(shown.statistics),
        beside=beside_in_words(shown),
        role_gap=gap_in_words(shown.role_gap),
        named=tuple(
            Said(names[rating.rater], choice_in_words(definition, _answer(rating)))
            for rating in shown.named
        ),
        last_cycle=last_in_words(definition, last),
        notes=tuple(Said(names.get(note.rater) or say(NOT_NAMED), note.text) for note in notes),
        evidence_uses=tuple(sides.evidence.get(code, ())),
        dissents=tuple(
            Said(said.name or say(FORMER), said.text, moment_in_words(said.at)) for said in dissents
        ),
        own_dissent=any(said.author == reader.pk for said in dissents),
        remark=remark_at(sides.returned, code),
        fields=present_fields(definition, topic, dots, typed, reader, naming) if typed else None,
        former=present_former(definition, item, sides.former.get(code)),
    )


def dots_of(
    definition: Definition,
    topic: Topic,
    shown: ShownItem,
    last: tuple[str, Answer] | None,
) -> Distribution:
    """With the descriptors, and marks where the item stood last time and where it was settled."""
    marks: dict[int, list[str]] = {}
    for answer, mark in (
        (topic.answer.entry, say("settled")),
        (last[1] if last else None, say("last time")),
    ):
        if answer and answer.level is not None:
            marks.setdefault(answer.level, []).append(mark)
    return present_distribution(
        shown.counts or (0,) * len(definition.levels),
        [str(level.name) for level in definition.levels],
        [said(text) for text in topic.item.descriptors],
        words=words_of(shown),
        marks=marks,
    )


def _answer(rating: Rating) -> Answer:
    return Answer(rating.item, rating.level, rating.not_applicable, rating.dont_know)
