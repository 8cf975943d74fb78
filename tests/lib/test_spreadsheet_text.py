import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhs_portal.lib.spreadsheet_text import protect, render_csv, unprotect

# What spreadsheets and their attackers care about, dense enough for Hypothesis to combine.
NASTY = st.text(alphabet="=+-@'\";,\t\r\n \ufeff＝a1", max_size=12)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "\ufeff=1",
        "=HYPERLINK(\"x\")", "=cmd|' /C calc'!A0", "\tplain", "'=1",
    ],
)  # fmt: skip
def test_protect_formula_starts_with_an_apostrophe_more(text: str) -> None:
    assert protect(text).startswith("'")
    assert unprotect(protect(text)) == text


def test_protect_formula_after_a_separator_is_split_from_it() -> None:
    assert protect('";=1') == "\";'=1"


@pytest.mark.parametrize("text", ["", "Safe", "a-b", "it's", "3 of 4", "steps:\n- first\n- second"])
def test_protect_plain_text_is_left_alone(text: str) -> None:
    assert protect(text) == text


@given(st.one_of(NASTY, st.text()))
def test_unprotect_gives_back_what_was_protected(text: str) -> None:
    assert unprotect(protect(text)) == text


@given(NASTY)
def test_protect_leaves_no_field_that_starts_like_a_formula(text: str) -> None:
    assert not protect(text).lstrip().lstrip("\ufeff").startswith(("=", "+", "-", "@", "＝"))


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_render_csv_reads_back_exactly(cells: list[str]) -> None:
    cells = [cell.encode("utf-8", "replace").decode() for cell in cells]
    content = render_csv(["a"], [cells])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [unprotect(cell) for cell in rows[1]] == cells
