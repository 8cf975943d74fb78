import re

import pytest
from django.template.loader import render_to_string
from hypothesis import assume, given
from hypothesis import strategies as st

from assessments.presenters.distribution import Distribution, present_distribution

NAMES = ("Not yet", "Starting", "Developing", "Established", "Learning")
DESCRIPTORS = tuple(f"What level {level} asks for." for level in range(5))
COUNTS = st.lists(st.integers(0, 40), min_size=5, max_size=5)


def render(dots: Distribution) -> str:
    return render_to_string("assessments/_distribution.html", {"dots": dots})


def marks(dots: Distribution) -> dict[int, tuple[str, ...]]:
    return {row.level: row.marks for row in dots.rows if row.marks}


def test_present_distribution_marks_median_and_mean_at_their_levels():
    dots = present_distribution([0, 1, 1, 3, 0], NAMES)
    assert (dots.n, dots.mean, dots.median, dots.bars) == (5, "2.40", "3", False)
    assert marks(dots) == {2: ("mean 2.40",), 3: ("median 3",)}
    assert [row.share for row in dots.rows] == [0, 20, 20, 60, 0]


def test_present_distribution_median_between_two_levels_is_marked_at_the_lower():
    dots = present_distribution([0, 2, 2, 0, 0], NAMES)
    assert marks(dots) == {1: ("median 1.5",), 2: ("mean 1.50",)}


def test_present_distribution_keeps_the_marks_of_the_caller_last():
    dots = present_distribution([0, 0, 3, 0, 0], NAMES, marks={2: ["last cycle"], 4: ["target"]})
    assert marks(dots) == {2: ("median 2", "mean 2.00", "last cycle"), 4: ("target",)}


def test_present_distribution_dots_are_a_line_from_the_first_middle_to_the_last():
    rows = present_distribution([1, 0, 12, 0, 0], NAMES).rows
    assert (rows[0].path, rows[0].width) == ("M8 8h0.1", 16)
    assert (rows[1].path, rows[1].width) == ("", 0)
    assert (rows[2].path, rows[2].width) == ("M8 8h176.1", 192)


def test_present_distribution_above_twelve_on_a_level_every_row_is_a_bar_of_its_share():
    dots = present_distribution([0, 1, 13, 26, 0], NAMES)
    assert dots.bars
    assert [row.width for row in dots.rows] == [0, 5, 62, 125, 0]
    assert [row.path for row in dots.rows] == ["", "M0 8h5", "M0 8h62", "M0 8h125", ""]


@pytest.mark.parametrize("counts", [[0] * 5, [0, 0, 1, 0, 0], [1, 0, 0, 0, 1], [0, 2, 0, 0, 0]])
def test_present_distribution_of_fewer_than_three_holds_no_figure(counts):
    dots = present_distribution(counts, NAMES, DESCRIPTORS)
    assert (dots.n, dots.mean, dots.median) == (0, "", "")
    assert dots == present_distribution([0] * 5, NAMES, DESCRIPTORS)
    assert "Fewer than three ratings" in render(dots)
    assert "<path" not in render(dots)


def test_present_distribution_words_replace_figures_however_many():
    words = "Within one level of each other."
    dots = present_distribution([0, 5, 6, 0, 0], NAMES, words=words)
    assert dots == present_distribution([0] * 5, NAMES, words=words)
    assert render(dots).strip() == f'<p class="dist-words">{words}</p>'


@given(COUNTS)
def test_present_distribution_rows_add_up(counts):
    assume(sum(counts) >= 3)
    dots = present_distribution(counts, NAMES)
    assert [row.count for row in dots.rows] == counts
    assert dots.n == sum(counts)
    assert all(bool(row.path) == bool(row.count) for row in dots.rows)
    assert all(0 <= row.width <= 192 for row in dots.rows)
    assert sorted(mark.split()[0] for row in dots.rows for mark in row.marks) == ["mean", "median"]
    widths = [row.width for row in dots.rows]
    assert sorted(widths) == [width for _, width in sorted(zip(counts, widths, strict=True))]


@given(COUNTS)
def test_distribution_says_every_count_in_text(counts):
    assume(sum(counts) >= 3)
    text = re.sub(r"<[^>]+>", "", render(present_distribution(counts, NAMES, DESCRIPTORS)))
    rows = [line for line in text.splitlines() if "What level" in line]
    for level, (row, count) in enumerate(zip(rows, counts, strict=True)):
        said = f"{level}{NAMES[level]} {DESCRIPTORS[level]}{count} of {sum(counts)}"
        assert row.startswith(said)
    assert f"{sum(counts)} ratings" in text


def test_distribution_weighs_little_where_a_page_has_many():
    for counts in ([8] * 5, [200, 100, 100, 100, 100]):
        assert len(render(present_distribution(counts, NAMES)).encode()) < 1500


def test_distribution_escapes_what_it_is_given():
    html = render(present_distribution([1] * 5, ["<b>"] * 5, marks={0: ["<script>"]}))
    assert "<script>" not in html
    assert "<b>&lt;b&gt;</b>" in html
