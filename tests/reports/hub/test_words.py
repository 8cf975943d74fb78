"""What is typed into the search box becomes words, and no sign of it reaches an engine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.hub.searching.snippets import END, MARK, mark_words
from reports.hub.searching.words import LONGEST_WORD, MOST_WORDS, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Near misses", ("near", "misses")),
        ('"near* NEAR(a b)"', ("near", "a", "b")),
        ("a\x00b", ("a", "b")),
        ("col:umn -not ^x", ("col", "umn", "not", "x")),
        ("e\u0301lan", ("élan",)),
        ("病院 😀", ("病院",)),
        ("\ud800", ()),
        ("x" * 10_000, ("x" * LONGEST_WORD,)),
        ("", ()),
    ],
    ids=range(9),
)
def test_words_by_hand(text, words):
    assert words_of(text) == words


@given(st.text(st.characters(codec=None, categories=None), max_size=300))
def test_words_hold_letters_and_digits_alone(text):
    words = words_of(text)
    assert len(words) <= MOST_WORDS
    assert all(word.isalnum() and len(word) <= LONGEST_WORD for word in words)


def test_marks_become_elements_and_the_rest_is_escaped():
    snippet = f"<b>{MARK}near{END} & {MARK}<i>{END}"
    assert mark_words(snippet) == "&lt;b&gt;<mark>near</mark> &amp; <mark>&lt;i&gt;</mark>"


@given(st.text(st.sampled_from([MARK, END, "<", "a", "&"]), max_size=30))
def test_marks_are_always_closed(text):
    html = str(mark_words(text))
    assert html.count("<mark>") == html.count("</mark>")
    assert "<" not in html.replace("<mark>", "").replace("</mark>", "")
