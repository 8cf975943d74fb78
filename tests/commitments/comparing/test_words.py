import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.comparing import words_diff

TEXTS = st.lists(
    st.sampled_from(["a", "the", "unit", "units,", "goal", "—", "don't", "  ", "\n", "é", "."]),
    max_size=30,
).map(" ".join)


def told(before: str, after: str) -> str:
    signs = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(signs[piece.op].format(piece.text) for piece in words_diff(before, after))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("", "", ""),
        ("Same.", "Same.", "Same."),
        ("", "All new.", "{+All new.+}"),
        ("All gone.", "", "[-All gone.-]"),
        (
            "Some units use the practice.",
            "Most units use the practice.",
            "[-Some-]{+Most+} units use the practice.",
        ),
        (
            "Who tells the people what was found?",
            "Who tells people what was found?",
            "Who tells [-the -]people what was found?",
        ),
        # One word in common between two changes is no island to stand on.
        (
            "The owner keeps a list of units each month and shows it.",
            "The owner writes a report of figures each month and shows it.",
            "The owner [-keeps a list of units-]{+writes a report of figures+} each month and shows it.",
        ),
        # So little in common that two whole texts are easier to read.
        ("Nobody goes back to it.", "At each visit the plan is read.", "[-Nobody goes back to it.-]{+At each visit the plan is read.+}"),
        ("Ends here", "Ends here.", "Ends here{+.+}"),
    ],
)  # fmt: skip
def test_differences_read_well(before: str, after: str, shown: str) -> None:
    assert told(before, after) == shown


@given(TEXTS, TEXTS)
def test_pieces_make_up_both_texts(before: str, after: str) -> None:
    pieces = words_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.op != "new") == before
    assert "".join(piece.text for piece in pieces if piece.op != "gone") == after
    assert all(piece.text for piece in pieces)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_is_too_strange(before: str, after: str) -> None:
    pieces = words_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.op != "new") == before
    assert "".join(piece.text for piece in pieces if piece.op != "gone") == after


@given(TEXTS)
def test_equal_texts_have_no_changes(text: str) -> None:
    assert all(piece.op == "same" for piece in words_diff(text, text))


def test_a_hostile_text_is_shown_whole() -> None:
    """20,000 words against as many others: not compared word by word."""
    before, after = "one two " * 10_000, "two three " * 10_000
    pieces = words_diff(before, after)
    assert [piece.op for piece in pieces] == ["gone", "new"]
