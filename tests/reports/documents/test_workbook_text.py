from hypothesis import given
from hypothesis import strategies as st

from reports.documents.workbook_heights import HIGHEST, height_of
from reports.documents.workbook_text import LONGEST_CELL, MOST_LINES, WorkbookTexts, split_text


@given(
    st.lists(st.sampled_from(["a" * 9_000, "🏥" * 5_000, "\n" * 90, "é", " ", "\r"]), max_size=12)
)
def test_split_text_loses_nothing_and_fits(pieces: list[str]) -> None:
    text = "".join(pieces)
    parts = split_text(text)
    assert "".join(parts) == text
    for part in parts:
        assert len(part.encode("utf-16-le")) // 2 <= LONGEST_CELL
        assert part.count("\n") <= MOST_LINES


def test_split_text_splits_only_what_does_not_fit() -> None:
    assert split_text("a" * LONGEST_CELL) == ["a" * LONGEST_CELL]
    assert split_text("a" * (LONGEST_CELL + 1)) == ["a" * LONGEST_CELL, "a"]
    assert split_text("🏥" * (LONGEST_CELL // 2 + 1)) == ["🏥" * (LONGEST_CELL // 2), "🏥"]
    assert split_text("") == [""]


@given(st.text(st.characters(exclude_categories=[])))
def test_clean_makes_every_text_fit_for_xml(text: str) -> None:
    texts = WorkbookTexts("Long texts")
    clean = texts.clean(text)
    assert clean == texts.clean(clean)
    clean.encode()
    assert not {character for character in clean if character < " "} - {"\t", "\n"}
    assert len(clean) <= len(text)


def test_clean_reports_what_it_replaced() -> None:
    texts = WorkbookTexts("Long texts")
    assert texts.clean("a\x00\ud800\r\nb\rc\x0c") == "a□□\nb\nc□"
    assert texts.missing == {"\x00", "\ud800", "\x0c"}


def test_height_of_counts_lines_as_they_wrap() -> None:
    one = height_of([("Safe", 20)])
    assert height_of([]) == one
    assert height_of([("a\nb\nc", 20)]) > height_of([("a\nb", 20)]) > one
    assert height_of([("word " * 30, 20)]) > height_of([("word " * 30, 60)])
    assert height_of([("病" * 30, 20)]) > height_of([("i" * 30, 20)])
    assert height_of([("w" * 100_000, 20)]) == HIGHEST
