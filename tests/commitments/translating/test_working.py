"""Which texts are missing, outdated, changed or published."""

import pytest

from commitments.definition import Text
from commitments.translating.texts import texts_of
from commitments.translating.working import (
    GROUPS,
    Written,
    entries_of,
    grouped,
    next_texts,
    place_in_words,
    source_digest,
)
from tests.frameworks import make_definition

SOURCES = {"a": Text("one"), "b": Text("two"), "c": Text("three"), "d": Text("four")}


def written(text: str, source: str, revision: int = 1) -> Written:
    return Written(text, source_digest(source), revision)


def test_states_and_the_next_edition() -> None:
    entries = entries_of(
        SOURCES,
        {"a": "uno", "b": "dos", "c": "tres"},
        4,
        {
            "b": written("dos mejor", "two"),
            "c": written("viejo", "three before", 2),
            "d": written("cuatro", "four"),
        },
    )
    assert [(e.state, e.text, e.seen) for e in entries] == [
        ("published", "uno", "e4"),
        ("changed", "dos mejor", "w1"),
        ("outdated", "viejo", "w2"),
        ("changed", "cuatro", "w1"),
    ]
    assert next_texts(entries) == {"a": "uno", "b": "dos mejor", "d": "cuatro"}


def test_text_that_was_emptied_is_missing_and_left_out() -> None:
    entries = entries_of(SOURCES, {"a": "uno"}, 1, {"a": written("", "one")})
    assert [entry.state for entry in entries] == ["missing"] * 4
    assert next_texts(entries) == {}


def test_text_as_it_was_published_is_no_change() -> None:
    (entry, *_) = entries_of(SOURCES, {"a": "uno"}, 1, {"a": written("uno", "one", 5)})
    assert (entry.state, entry.seen) == ("published", "w5")


def test_groups_are_subjects_and_sections() -> None:
    definition = make_definition()
    groups = grouped(definition, entries_of(texts_of(definition), {}, 0, {}))
    codes = [group.code for group in groups]
    assert codes[:6] == ["frame", "levels", "sectors", "pillars", "features", "commitments"]
    assert codes[-7:] == [f"items.{subject.code}" for subject in definition.subjects]
    assert sum(len(group.entries) for group in groups) == len(texts_of(definition))
    assert all(group.missing == len(group.entries) for group in groups)
    assert set(codes) <= {*GROUPS, *(f"items.{s.code}" for s in definition.subjects)}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("items/safe.1/question", "safe.1 · question"),
        ("items/safe.1/descriptors/2", "safe.1 · level 2"),
        ("items/safe.1/evidence/0", "safe.1 · evidence 1"),
        ("items/safe.1/guidance/small", "safe.1 · in a small organization"),
        ("levels/0/name", "0 · name"),
        ("through_line/S1.safe/rationale", "S1.safe · reason"),
        ("raters/role_groups/board/who", "board · who they are"),
        ("rating_notes/0", "note on choosing a level 1"),
        ("title", "title"),
        ("definition/text", "definition · text"),
    ],
)
def test_place_in_words(path: str, words: str) -> None:
    assert place_in_words(path) == words
