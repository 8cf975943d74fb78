"""Terms of the glossary within the framework's texts."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.definition import GlossaryTerm, Text
from commitments.glossing import Glossary

TERMS = [
    GlossaryTerm(code, Text(term), Text(f"What {term} means."))
    for code, term in {
        "unit": "unit",
        "anchor": "anchor feature",
        "feature": "feature",
        "lhs": "learning health system (LHS)",
        "outcome": "patient-reported outcome",
        "hilo": "hilo conductor",
    }.items()
]


def marked(glossary: Glossary, text: str) -> str:
    return glossary.gloss(text, lambda term, words: f"[{term.code}:{words}]")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A unit and a unit.", "A [unit:unit] and a unit."),
        ("All Units use it", "All [unit:Units] use it"),
        ("An anchor feature, a feature", "An [anchor:anchor feature], a [feature:feature]"),
        ("A community, an unit-cost, units2", "A community, an unit-cost, units2"),
        ("the LHS", "the [lhs:LHS]"),
        ("Learning health systems (LHS)", "[lhs:Learning health systems] (LHS)"),
        ("patient-reported outcomes", "[outcome:patient-reported outcomes]"),
        ('<b title="unit">unit</b>', '<b title="unit">[unit:unit]</b>'),
        ('<a href="#">a unit</a> in a unit', '<a href="#">a unit</a> in a [unit:unit]'),
        ("un hilo conductor", "un [hilo:hilo conductor]"),
        ("nothing of it", "nothing of it"),
    ],
)
def test_a_term_is_found_in_its_forms(text: str, shown: str) -> None:
    assert marked(Glossary(TERMS), text) == shown


def test_only_the_first_of_a_page_is_explained_and_all_explained_are_listed() -> None:
    glossary = Glossary(TERMS)
    assert marked(glossary, "a feature of a unit") == "a [feature:feature] of a [unit:unit]"
    assert marked(glossary, "another unit") == "another unit"
    texts = ["Units and anchor features", "the LHS"]
    assert [term.code for term in glossary.in_texts(texts)] == ["anchor", "lhs"]
    assert [term.code for term in glossary.explained] == ["feature", "unit", "anchor", "lhs"]


def test_without_a_glossary_nothing_changes() -> None:
    assert marked(Glossary(()), "a unit") == "a unit"
    assert list(Glossary(()).in_texts(["a unit"])) == []


@given(st.text(alphabet="unitfeaturs <>&\"'", max_size=60))
def test_what_is_shown_is_the_text_and_no_markup_breaks(text: str) -> None:
    escaped = html.escape(text)
    shown = Glossary(TERMS).gloss(escaped, lambda _, words: f"\x01{words}\x02")
    assert shown.replace("\x01", "").replace("\x02", "") == escaped
    assert shown.count("\x01") == shown.count("\x02")
