"""Each rule finds what it is for, in an item that is otherwise fine."""

import dataclasses
from decimal import Decimal
from typing import Any

import pytest

from commitments.definition import EMPTY, Definition, Item, Text
from commitments.instrument_rules import instrument_hints, item_hints
from tests.frameworks import make_definition

QUESTION = "When you lower a cost, how do you find out whether people gain from it?"
LEVELS = (
    "Nobody can say what a saving did for people; it depends on who is on duty.",
    "A written rule says what is looked at after a saving, and it has a named owner.",
    "In some units the owner looks at waiting times and prices after each saving, and notes both.",
    "At least nine of ten units do so. Finance staff see the share of savings without loss every quarter.",
    "In the last 12 months this share led the finance group to undo a saving and to publish why.",
)


def definition_with(**changes: Any) -> Definition:
    """A framework of which only the item safe.1 gives hints about its texts."""
    definition = make_definition()
    item = dataclasses.replace(
        definition.item_by_code["safe.1"],
        question=Text(QUESTION),
        descriptors=tuple(Text(level) for level in LEVELS),
        evidence=(Text("The rule."), Text("The notes.")),
        ask=(Text("Head of finance"), Text("A patient")),
    )
    item = dataclasses.replace(item, **changes)
    items = [item if part.code == item.code else part for part in definition.items]
    return dataclasses.replace(definition, items=tuple(items))


def hints_about(item: str = "safe.1", **changes: Any) -> list[str]:
    return [
        f"{hint.rule}: {hint.sentence}"
        for hint in instrument_hints(definition_with(**changes))
        if hint.place == item
    ]


def with_level(level: int, text: str) -> tuple[Text, ...]:
    return tuple(Text(text if n == level else words) for n, words in enumerate(LEVELS))


def test_item_that_keeps_the_rules_gives_no_hint() -> None:
    assert hints_about() == []


@pytest.mark.parametrize(
    ("question", "hint"),
    [
        ("How do you find out whether people gain, and who decides?", "“and who” seems to ask"),
        ("What do you measure, how is it shown?", "“What do you measure, how” seems to ask"),
        ("How do you find out? Who sees it?", "It is not one sentence"),
        ("Tell us how you find out.", "It is not one sentence"),
        ("How committed are your leaders to lower prices for people?", "“How committed” asks"),
        ("Do you believe that savings should help people?", "“Do you believe” asks"),
        ("How do you regularly look at savings?", "“regularly” in the question hides"),
    ],
)
def test_question_hints(question: str, hint: str) -> None:
    assert any(hint in found for found in hints_about(question=Text(question)))


@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        "Who decides when what a person wants does not fit your plan?",
        "What does a team gain, in money or time, when health improves through its work?",
    ],
)
def test_one_question_with_a_clause_gives_no_hint(question: str) -> None:
    assert hints_about(question=Text(question)) == []


@pytest.mark.parametrize(
    "words",
    [
        "appropriate",
        "adequately",
        "regularly",
        "as needed",
        "robust",
        "best-in-class",
        "often",
        "and/or",
    ],
)
def test_vague_words_in_a_level(words: str) -> None:
    text = f"In some units the owner looks at waiting times {words} prices after each saving."
    assert f"vague word: “{words}” in level 2 hides vagueness." in hints_about(
        descriptors=with_level(2, text)
    )


def test_level_of_too_few_and_too_many_words() -> None:
    short = hints_about(descriptors=with_level(0, "Nobody can say what a saving did."))
    assert short == ["length: Level 0 has 7 words; 12 to 45 are wanted."]
    long = hints_about(descriptors=with_level(0, "Nobody can say so. " * 12))
    assert "length: Level 0 has 48 words; 12 to 45 are wanted." in long


def test_neighbours_that_differ_in_an_adverb() -> None:
    text = "In some units the owner often looks at waiting times and prices after each saving."
    levels = (*with_level(2, text)[:3], Text(text.replace("often", "always")), Text(LEVELS[4]))
    assert "a fact apart: Levels 2 and 3 differ in an adverb, not in a fact." in hints_about(
        descriptors=levels
    )


def test_parts_that_are_missing() -> None:
    found = hints_about(evidence=(Text("One."),), ask=(), guidance_small=EMPTY, weight=Decimal(2))
    assert found == [
        "complete: “evidence” has 1 entry; two to four are wanted.",
        "complete: “ask” has 0 entries; two to four are wanted.",
        "complete: The guidance “small” is missing.",
        "complete: The weight is 2, not 1.",
    ]


def test_hard_words_give_a_reading_grade() -> None:
    hard = "Institutional interoperability architectures systematize multidisciplinary evaluation "
    hard += "organizational accountability infrastructure administration documentation utilization."
    found = hints_about(descriptors=tuple(Text(hard) for _ in range(5)))
    assert any(hint.startswith("reading grade: It reads at grade ") for hint in found)


def other_item(definition: Definition, **changes: Any) -> Definition:
    def changed(item: Item) -> Item:
        return dataclasses.replace(item, **changes) if item.code == "S1.1" else item

    return dataclasses.replace(definition, items=tuple(map(changed, definition.items)))


def test_level_that_fits_another_item_after_exchanging_a_noun() -> None:
    copied = tuple(Text(level.replace("saving", "merger")) for level in LEVELS)
    hints = instrument_hints(other_item(definition_with(), descriptors=copied))
    found = {hint.rule for hint in hints if hint.place == "safe.1 and S1.1"}
    assert found == {"near-duplicate", "repeated sentence"}


def test_words_for_reach_may_repeat() -> None:
    levels = (*LEVELS[:3], "At least nine of ten units do so. Staff count the calls.", LEVELS[4])
    texts = tuple(Text(level if n == 3 else f"Other {n}.") for n, level in enumerate(levels))
    hints = instrument_hints(other_item(definition_with(), descriptors=texts))
    assert [hint for hint in hints if hint.place == "safe.1 and S1.1"] == []


def test_subject_with_too_few_items_and_essentials() -> None:
    hints = instrument_hints(make_definition(items=3, essentials=1))
    found = [str(hint) for hint in hints if hint.place == "safe"]
    assert found == [
        "safe: It has 3 items, not 4. [four items]",
        "safe: 1 of its items are essential, not 2. [two essentials]",
    ]


def test_hints_of_one_item_are_those_of_the_whole_instrument_about_it() -> None:
    definition = definition_with(descriptors=with_level(2, LEVELS[3]))
    item = definition.item_by_code["safe.1"]
    of_all = instrument_hints(definition)
    about_it = {
        hint.sentence
        for hint in of_all
        if item.code in hint.place.split(" and ") and hint.rule not in ("four items",)
    }
    assert {hint.sentence for hint in item_hints(item, definition)} == about_it
    assert all(hint.reason for hint in of_all)


def test_hints_of_an_item_without_words_are_no_failure() -> None:
    definition = definition_with(question=EMPTY, descriptors=(EMPTY,) * 5)
    assert item_hints(definition.item_by_code["safe.1"], definition)
