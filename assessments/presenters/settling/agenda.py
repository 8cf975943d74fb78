"""What deserves talk, on paper: numbered, with room to write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.anonymity import Note, ShownItem, show_item, show_notes
from assessments.answer_sheet import Answer
from assessments.presenters.distribution import Distribution, present_distribution
from assessments.presenters.history import item_titles
from assessments.presenters.settling.wording import (
    NOT_NAMED,
    Figure,
    Said,
    Tag,
    beside_in_words,
    figures_of,
    gap_in_words,
    last_in_words,
    tags_of,
    words_of,
)
from assessments.presenters.wording import level_in_words
from assessments.rating_queries import Rated
from assessments.settling_topics import Topic, to_talk_about
from commitments.definition import Definition
from commitments.saying import said
from lhs_portal.lib.wording import say, say_count


@dataclass(frozen=True, slots=True)
class AgendaItem:
    code: str
    title: str
    essential: bool
    tags: tuple[Tag, ...]
    question: str
    dots: Distribution
    in_words: str
    figures: tuple[Figure, ...]
    role_gap: str
    last_cycle: str
    notes: tuple[Said, ...]


def present_agenda(
    definition: Definition,
    topics: Sequence[Topic],
    rated: Rated,
    *,
    last_cycle: Mapping[str, tuple[str, Answer]],
    names: Mapping[str, str],
) -> tuple[AgendaItem, ...]:
    """`names` are those of raters who chose to be named, by their id."""
    titles = item_titles(definition)
    return tuple(
        _item(definition, topic, rated, titles[topic.item.code], last_cycle, names)
        for topic in to_talk_about(topics)
    )


def _item(
    definition: Definition,
    topic: Topic,
    rated: Rated,
    title: str,
    last_cycle: Mapping[str, tuple[str, Answer]],
    names: Mapping[str, str],
) -> AgendaItem:
    code = topic.item.code
    shown = show_item(topic.ratings, named=names, rounds=rated.rounds)
    notes = show_notes(
        [Note(text, rater) for text, rater in rated.notes.get(code, ())],
        topic.ratings,
        named=names,
        rounds=rated.rounds,
    )
    return AgendaItem(
        code=code,
        title=title,
        essential=topic.item.essential,
        tags=tags_of(topic),
        question=said(topic.item.question),
        dots=present_distribution(
            shown.counts or (0,) * len(definition.levels),
            [str(level.name) for level in definition.levels],
            words=words_of(shown),
        ),
        in_words=_in_words(definition, shown),
        figures=figures_of(shown.statistics),
        role_gap=gap_in_words(shown.role_gap),
        last_cycle=last_in_words(definition, last_cycle.get(code)),
        notes=tuple(Said(names.get(note.rater) or say(NOT_NAMED), note.text) for note in notes),
    )


def _in_words(definition: Definition, shown: ShownItem) -> str:
    """5 said 1 Starting, 3 said 3 Established. 2 chose “Not applicable”."""
    said = ", ".join(
        say_count(
            "{count} said {level}",
            "{count} said {level}",
            count,
            level=level_in_words(definition, level),
        )
        for level, count in enumerate(shown.counts)
        if count
    )
    return " ".join(filter(None, (f"{said}." if said else "", beside_in_words(shown))))
