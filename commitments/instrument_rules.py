"""The rules of writing the instrument that a machine can check, as hints to its writers. Pure.

A hint is not a fault: a framework with hints is valid. The project's own framework has none.
"""

import itertools
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from commitments.definition import Definition, Item
from commitments.readability import grade_of, words_of
from lhs_portal.lib.wording import mark, say, say_count

ITEMS_A_SUBJECT = 4
ESSENTIALS_A_SUBJECT = 2
FEWEST_WORDS, MOST_WORDS = 12, 45
FEWEST_EXAMPLES, MOST_EXAMPLES = 2, 4
HARDEST_GRADE = 10.0
# Shares of common character 4-grams. Two descriptors above it read as one with a noun exchanged.
NEAR_DUPLICATE = 0.5
NEAR_DUPLICATE_SENTENCE = 0.7
SHORTEST_SENTENCE = 7
# Items whose texts are kept taken apart: those of some versions.
ITEMS_KEPT = 1024

# Why there is each rule.
REASONS = {
    "four items": mark("Scores of subjects can only be set side by side if each asks as much."),
    "two essentials": mark("The essentials are the two without which a definition is not met."),
    "complete": mark("Raters and the people they ask need examples, and help for their size."),
    "one question": mark("Who is asked two things at once can answer only one of them."),
    "no attitude": mark("An attitude cannot be shown to a stranger; a decision can."),
    "vague word": mark("Nobody can check it: say how many, how often, or where it is written."),
    "length": mark("Shorter says too little to tell levels apart; longer is not read."),
    "a fact apart": mark("Raters tell levels apart by facts: units, frequencies, records."),
    "reading grade": mark("Front-line staff and patients read it too."),
    "near-duplicate": mark("Two items that say the same count one practice twice."),
    "repeated sentence": mark("A sentence that fits two items fits any item."),
}

VAGUE = re.compile(
    r"\b(?:appropriate(?:ly)?|adequate(?:ly)?|sufficient(?:ly)?|regular(?:ly)?|as needed|robust"
    r"|best-in-class|world-class|state-of-the-art|comprehensive(?:ly)?|proper(?:ly)?"
    r"|optimal(?:ly)?|timely|effective(?:ly)?|meaningful(?:ly)?|strong(?:ly)?|where possible"
    r"|when possible|various|relevant|culture of|committed|commitment to|fostered|embraced)\b"
    r"|and/or",
    re.IGNORECASE,
)
HOW_OFTEN = re.compile(
    r"\b(?:rarely|seldom|sometimes|occasionally|often|usually|generally|frequently"
    r"|periodically|routinely|mostly|mainly|always|consistently|systematically)\b",
    re.IGNORECASE,
)
ATTITUDE = re.compile(
    r"\bhow (?:committed|strongly|well|important|much do you (?:value|believe|support))\b"
    r"|\bdo you (?:believe|feel|value|think)\b",
    re.IGNORECASE,
)
_ASKS = r"(?:how|who|whom|what|which|when|where|why|is|are|do|does|did)"
# A question may open with a clause ("When a patient is in front of you, where is …"); one that
# opens by asking has no room for another after a comma.
SECOND_QUESTION = re.compile(
    rf"(?:\band|\bor|;)\s+{_ASKS}\b"
    rf"|^(?:how|who|whom|what|which|why|is|are|do|does)\b.*,"
    rf"\s+(?!when|where|which){_ASKS}\b",
    re.IGNORECASE,
)
# These words are wanted to be the same everywhere.
REACH_WORDS = re.compile(
    r"\b(?:(?:in|of) )?(?:at least (?:nine of ten|half)(?: of)?(?: the)?(?: units)?"
    r"|(?:one|some) units?|(?:in )?the last 12 months|every (?:month|quarter)|once a year)\b",
    re.IGNORECASE,
)
ADVERB = re.compile(
    rf"{HOW_OFTEN.pattern}|\b\w+ly\b|\b(?:very|more|most|many|few|several|all|quite|well)\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.?!;])\s+")
_Grams = frozenset[str]


@dataclass(frozen=True, slots=True)
class Hint:
    """`place` is the code of an item or a subject; two items where a hint is about both."""

    place: str
    rule: str
    sentence: str

    @property
    def reason(self) -> str:
        return say(REASONS[self.rule])

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence} [{self.rule}]"


def instrument_hints(definition: Definition) -> tuple[Hint, ...]:
    hints = [*_subject_hints(definition)]
    for item in definition.items:
        hints += _own_hints(item)
    pairs = list(itertools.combinations(map(_compared, definition.items), 2))
    return (*hints, *_near_duplicates(pairs), *_repeated_sentences(pairs))


def item_hints(item: Item, definition: Definition) -> tuple[Hint, ...]:
    """Those of one item, which need not be in the definition as it is here.

    As `instrument_hints` says of it, in a fraction of the time.
    """
    own = _compared(item)
    pairs = [(own, _compared(other)) for other in definition.items if other.code != item.code]
    return (*_own_hints(item), *_near_duplicates(pairs), *_repeated_sentences(pairs))


def _own_hints(item: Item) -> Iterator[Hint]:
    yield from _missing_parts(item)
    yield from _question_hints(item)
    yield from _word_hints(item)
    yield from _neighbour_hints(item)
    yield from _grade_hints(item)


def _subject_hints(definition: Definition) -> Iterator[Hint]:
    for code, items in definition.items_by_subject.items():
        if len(items) != ITEMS_A_SUBJECT:
            sentence = say(
                "It has {count} items, not {wanted}.", count=len(items), wanted=ITEMS_A_SUBJECT
            )
            yield Hint(code, "four items", sentence)
        essentials = sum(item.essential for item in items)
        if essentials != ESSENTIALS_A_SUBJECT:
            sentence = say(
                "{count} of its items are essential, not {wanted}.",
                count=essentials,
                wanted=ESSENTIALS_A_SUBJECT,
            )
            yield Hint(code, "two essentials", sentence)


def _missing_parts(item: Item) -> Iterator[Hint]:
    for name, examples in ((mark("evidence"), item.evidence), (mark("ask"), item.ask)):
        if not FEWEST_EXAMPLES <= len(examples) <= MOST_EXAMPLES:
            sentence = say_count(
                "“{name}” has {count} entry; two to four are wanted.",
                "“{name}” has {count} entries; two to four are wanted.",
                len(examples),
                name=say(name),
            )
            yield Hint(item.code, "complete", sentence)
    for name, text in (
        (mark("small"), item.guidance_small),
        (mark("large"), item.guidance_large),
    ):
        if not text:
            sentence = say("The guidance “{name}” is missing.", name=say(name))
            yield Hint(item.code, "complete", sentence)
    if item.weight != Decimal(1):
        sentence = say("The weight is {weight}, not 1.", weight=item.weight)
        yield Hint(item.code, "complete", sentence)


def _question_hints(item: Item) -> Iterator[Hint]:
    question = item.question.source
    if not question.endswith("?") or question.count("?") != 1:
        sentence = say("It is not one sentence that ends with “?”.")
        yield Hint(item.code, "one question", sentence)
    if found := SECOND_QUESTION.search(question):
        sentence = say("“{words}” seems to ask a second question.", words=found[0])
        yield Hint(item.code, "one question", sentence)
    if found := ATTITUDE.search(question):
        sentence = say("“{words}” asks about an attitude.", words=found[0])
        yield Hint(item.code, "no attitude", sentence)


def _word_hints(item: Item) -> Iterator[Hint]:
    for name, text in _texts_of(item):
        for pattern in (VAGUE, HOW_OFTEN):
            for found in pattern.finditer(text):
                sentence = say("“{word}” in {place} hides vagueness.", word=found[0], place=name)
                yield Hint(item.code, "vague word", sentence)
    for level, descriptor in enumerate(item.descriptors):
        count = len(words_of(descriptor.source))
        if not FEWEST_WORDS <= count <= MOST_WORDS:
            sentence = say(
                "Level {level} has {count} words; {fewest} to {most} are wanted.",
                level=level,
                count=count,
                fewest=FEWEST_WORDS,
                most=MOST_WORDS,
            )
            yield Hint(item.code, "length", sentence)


def _neighbour_hints(item: Item) -> Iterator[Hint]:
    for level, (lower, higher) in enumerate(itertools.pairwise(item.descriptors)):
        facts = [Counter(_bare_words(text.source)) for text in (lower, higher)]
        if facts[0] == facts[1]:
            sentence = say(
                "Levels {level} and {next} differ in an adverb, not in a fact.",
                level=level,
                next=level + 1,
            )
            yield Hint(item.code, "a fact apart", sentence)


def _grade_hints(item: Item) -> Iterator[Hint]:
    text = " ".join(text for _, text in _texts_of(item))
    if words_of(text) and (grade := grade_of(text)) > HARDEST_GRADE:
        sentence = say(
            "It reads at grade {grade}; {limit} is the limit.",
            grade=f"{grade:.1f}",
            limit=f"{HARDEST_GRADE:.0f}",
        )
        yield Hint(item.code, "reading grade", sentence)


@dataclass(frozen=True, slots=True)
class _Compared:
    """What is compared of an item: its levels, and its sentences without the words for reach."""

    code: str
    levels: tuple[_Grams, ...]
    sentences: tuple[tuple[str, _Grams], ...]


_Pairs = Iterable[tuple[_Compared, _Compared]]


def _compared(item: Item) -> _Compared:
    return _compared_texts(item.code, tuple(text.source for text in item.descriptors))


@lru_cache(ITEMS_KEPT)
def _compared_texts(code: str, levels: tuple[str, ...]) -> _Compared:
    return _Compared(
        code,
        tuple(_four_grams(level) for level in levels),
        tuple(
            (sentence, _four_grams(own_words))
            for level in levels
            for sentence in _SENTENCES.split(level)
            if len(words_of(own_words := REACH_WORDS.sub(" ", sentence))) >= SHORTEST_SENTENCE
        ),
    )


def _near_duplicates(pairs: _Pairs) -> Iterator[Hint]:
    """Descriptors of different items that say nearly the same."""
    for one, other in pairs:
        for level, other_level in itertools.product(range(len(one.levels)), repeat=2):
            share = _likeness(one.levels[level], other.levels[other_level])
            if share > NEAR_DUPLICATE:
                sentence = say(
                    "Levels {level} and {other} are {share} alike.",
                    level=level,
                    other=other_level,
                    share=f"{share:.0%}",
                )
                yield Hint(f"{one.code} and {other.code}", "near-duplicate", sentence)


def _repeated_sentences(pairs: _Pairs) -> Iterator[Hint]:
    """A sentence that stands in two items fits any item."""
    for one, other in pairs:
        for (sentence, grams), (_, other_grams) in itertools.product(
            one.sentences, other.sentences
        ):
            if _likeness(grams, other_grams) > NEAR_DUPLICATE_SENTENCE:
                hint = say("“{sentence}” stands in both, or nearly.", sentence=sentence)
                yield Hint(f"{one.code} and {other.code}", "repeated sentence", hint)


def _texts_of(item: Item) -> list[tuple[str, str]]:
    """What a rater reads to choose a level."""
    descriptors = [
        (say("level {level}", level=n), text.source) for n, text in enumerate(item.descriptors)
    ]
    return [(say("the question"), item.question.source), *descriptors]


def _bare_words(text: str) -> list[str]:
    return words_of(ADVERB.sub(" ", text).lower())


def _four_grams(text: str) -> _Grams:
    letters = " ".join(words_of(text.lower()))
    # All texts of a language share most of their grams: each is kept once.
    return frozenset(sys.intern(letters[at : at + 4]) for at in range(len(letters) - 3))


def _likeness(one: _Grams, other: _Grams) -> float:
    """The Dice coefficient. Sets of very different size cannot be alike, and cost nothing."""
    whole = len(one) + len(other)
    if 4 * min(len(one), len(other)) < whole:
        return 0.0
    return 2 * len(one & other) / whole
