"""The rules of writing the instrument that a machine can check, as hints to its writers. Pure.

A hint is not a fault: a framework with hints is valid. The project's own framework has none.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from commitments.definition import Definition, Item
from commitments.readability import grade_of, words_of

ITEMS_A_SUBJECT = 4
ESSENTIALS_A_SUBJECT = 2
FEWEST_WORDS, MOST_WORDS = 12, 45
FEWEST_EXAMPLES, MOST_EXAMPLES = 2, 4
HARDEST_GRADE = 10.0
# Shares of common character 4-grams. Two descriptors above it read as one with a noun exchanged.
NEAR_DUPLICATE = 0.5
NEAR_DUPLICATE_SENTENCE = 0.7
SHORTEST_SENTENCE = 7

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


@dataclass(frozen=True, slots=True)
class Hint:
    """`place` is the code of an item or a subject; two items where a hint is about both."""

    place: str
    rule: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence} [{self.rule}]"


def instrument_hints(definition: Definition) -> tuple[Hint, ...]:
    hints = [*_subject_hints(definition)]
    for item in definition.items:
        hints += _missing_parts(item)
        hints += _question_hints(item)
        hints += _word_hints(item)
        hints += _neighbour_hints(item)
        hints += _grade_hints(item)
    return (*hints, *_near_duplicates(definition), *_repeated_sentences(definition))


def _subject_hints(definition: Definition) -> Iterator[Hint]:
    for code, items in definition.items_by_subject.items():
        if len(items) != ITEMS_A_SUBJECT:
            yield Hint(code, "four items", f"It has {len(items)} items, not {ITEMS_A_SUBJECT}.")
        essentials = sum(item.essential for item in items)
        if essentials != ESSENTIALS_A_SUBJECT:
            sentence = f"{essentials} of its items are essential, not {ESSENTIALS_A_SUBJECT}."
            yield Hint(code, "two essentials", sentence)


def _missing_parts(item: Item) -> Iterator[Hint]:
    for name, examples in (("evidence", item.evidence), ("ask", item.ask)):
        if not FEWEST_EXAMPLES <= len(examples) <= MOST_EXAMPLES:
            sentence = f"“{name}” has {len(examples)} entries; two to four are wanted."
            yield Hint(item.code, "complete", sentence)
    for name, text in (("small", item.guidance_small), ("large", item.guidance_large)):
        if not text:
            yield Hint(item.code, "complete", f"The guidance “{name}” is missing.")
    if item.weight != Decimal(1):
        yield Hint(item.code, "complete", f"The weight is {item.weight}, not 1.")


def _question_hints(item: Item) -> Iterator[Hint]:
    question = item.question.source
    if not question.endswith("?") or question.count("?") != 1:
        yield Hint(item.code, "one question", "It is not one sentence that ends with “?”.")
    if found := SECOND_QUESTION.search(question):
        yield Hint(item.code, "one question", f"“{found[0]}” seems to ask a second question.")
    if found := ATTITUDE.search(question):
        yield Hint(item.code, "no attitude", f"“{found[0]}” asks about an attitude.")


def _word_hints(item: Item) -> Iterator[Hint]:
    for name, text in _texts_of(item):
        for pattern in (VAGUE, HOW_OFTEN):
            for found in pattern.finditer(text):
                yield Hint(item.code, "vague word", f"“{found[0]}” in {name} hides vagueness.")
    for level, descriptor in enumerate(item.descriptors):
        count = len(words_of(descriptor.source))
        if not FEWEST_WORDS <= count <= MOST_WORDS:
            sentence = (
                f"Level {level} has {count} words; {FEWEST_WORDS} to {MOST_WORDS} are wanted."
            )
            yield Hint(item.code, "length", sentence)


def _neighbour_hints(item: Item) -> Iterator[Hint]:
    for level, (lower, higher) in enumerate(itertools.pairwise(item.descriptors)):
        facts = [Counter(_bare_words(text.source)) for text in (lower, higher)]
        if facts[0] == facts[1]:
            sentence = f"Levels {level} and {level + 1} differ in an adverb, not in a fact."
            yield Hint(item.code, "a fact apart", sentence)


def _grade_hints(item: Item) -> Iterator[Hint]:
    grade = grade_of(" ".join(text for _, text in _texts_of(item)))
    if grade > HARDEST_GRADE:
        sentence = f"It reads at grade {grade:.1f}; {HARDEST_GRADE:.0f} is the limit."
        yield Hint(item.code, "reading grade", sentence)


def _near_duplicates(definition: Definition) -> Iterator[Hint]:
    """Descriptors of different items that say nearly the same."""
    grams = [
        (item.code, level, _four_grams(text.source))
        for item in definition.items
        for level, text in enumerate(item.descriptors)
    ]
    for (code, level, one), (other_code, other_level, other) in itertools.combinations(grams, 2):
        if code != other_code and (share := _likeness(one, other)) > NEAR_DUPLICATE:
            sentence = f"Levels {level} and {other_level} are {share:.0%} alike."
            yield Hint(f"{code} and {other_code}", "near-duplicate", sentence)


def _repeated_sentences(definition: Definition) -> Iterator[Hint]:
    """A sentence that stands in two items fits any item."""
    grams = [
        (item.code, sentence, _four_grams(own_words))
        for item in definition.items
        for text in item.descriptors
        for sentence in _SENTENCES.split(text.source)
        if len(words_of(own_words := REACH_WORDS.sub(" ", sentence))) >= SHORTEST_SENTENCE
    ]
    for (code, sentence, one), (other_code, _, other) in itertools.combinations(grams, 2):
        if code != other_code and _likeness(one, other) > NEAR_DUPLICATE_SENTENCE:
            hint = f"“{sentence}” stands in both, or nearly."
            yield Hint(f"{code} and {other_code}", "repeated sentence", hint)


def _texts_of(item: Item) -> list[tuple[str, str]]:
    """What a rater reads to choose a level."""
    descriptors = [(f"level {n}", text.source) for n, text in enumerate(item.descriptors)]
    return [("the question", item.question.source), *descriptors]


def _bare_words(text: str) -> list[str]:
    return words_of(ADVERB.sub(" ", text).lower())


def _four_grams(text: str) -> frozenset[str]:
    letters = " ".join(words_of(text.lower()))
    return frozenset(letters[start : start + 4] for start in range(len(letters) - 3))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The Dice coefficient. Sets of very different size cannot be alike, and cost nothing."""
    whole = len(one) + len(other)
    if 4 * min(len(one), len(other)) < whole:
        return 0.0
    return 2 * len(one & other) / whole
