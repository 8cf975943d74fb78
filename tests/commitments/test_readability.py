import pytest

from commitments.readability import grade_of, words_of


def test_words_with_hyphens_and_apostrophes_are_one() -> None:
    assert words_of("People's point-of-care data, 12 months; HL7.") == [
        "People's",
        "point-of-care",
        "data",
        "12",
        "months",
        "HL7",
    ]


def test_grade_by_hand() -> None:
    # 6 words, 1 sentence, 6 syllables: 0.39 · 6 + 11.8 · 1 - 15.59.
    assert grade_of("The cat sat on the mat.") == pytest.approx(-1.45)
    # 5 words, 1 sentence, 15 syllables (3 + 4 + 1 + 4 + 3).
    grade = grade_of("Variable interoperable structures accelerate institution.")
    assert grade > 20


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("cat", 1),
        ("make", 1),
        ("makes", 1),
        ("table", 2),
        ("asked", 1),
        ("counted", 2),
        ("the", 1),
        ("people", 2),
        ("quarter", 2),
        ("organization", 5),
    ],
)
def test_grade_counts_syllables(word: str, syllables: int) -> None:
    assert grade_of(word) == pytest.approx(0.39 + 11.8 * syllables - 15.59)


def test_long_sentences_are_harder_than_short_ones() -> None:
    assert grade_of("We ask them, and we note it, and we act.") > grade_of(
        "We ask. We note. We act."
    )


def test_text_without_a_word_has_no_grade() -> None:
    with pytest.raises(ValueError, match="without a word"):
        grade_of("…")
