from hypothesis import given
from hypothesis import strategies as st

from reports.charts.measuring import width_of, wrap


def test_wrap_breaks_between_words() -> None:
    assert wrap("Evidence generation from routine care", 14, 150) == (
        "Evidence generation",
        "from routine care",
    )


def test_wrap_breaks_a_word_that_is_wider_than_the_line() -> None:
    lines = wrap("x" * 400, 14, 200)
    assert "".join(lines) == "x" * 400
    assert all(width_of(line, 14) <= 200 for line in lines)


@given(st.text(max_size=300), st.integers(40, 400))
def test_wrap_keeps_every_word_within_the_width(text: str, width: int) -> None:
    lines = wrap(text, 14, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width_of(line, 14) <= width for line in lines)
