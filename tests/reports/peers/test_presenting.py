"""An own score beside published quartiles: worked by hand, and nothing finer than what is published."""

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.presentation.page_peers import PeersView
from reports.presentation.peers_standing import find_stand, tell_stands
from reports.releases.shown import FigureView
from tests.reports import samples
from tests.reports.peers.samples import figure, measures, peers

ENDS = (Decimal("0.1"), Decimal("3.9"))
RANKING = re.compile(
    r"rank|percentile|percent|%|better|worse|best|worst|top|bottom|\bof \d+ org", re.I
)


def with_quartiles(first: str, third: str) -> FigureView:
    middle = (Decimal(first), Decimal(first), Decimal(third))
    return FigureView("safe", n=45, mean=Decimal("2.1"), quartiles=middle, ends=ENDS)


@pytest.mark.parametrize(
    ("own", "first", "third", "stand"),
    [
        ("2.64", "1.6", "2.6", "within"),  # reads 2.6, as the third quartile does
        ("2.65", "1.6", "2.6", "above"),
        ("1.55", "1.6", "2.6", "within"),
        ("1.54", "1.6", "2.6", "below"),
        ("4", "3.2", "3.9", "within"),  # 3.9 stands for "3.9 or more"
        ("3.84", "3.9", "3.9", "below"),
        ("0", "0.1", "1.0", "within"),
        ("3.9", "4.0", "4.0", "within"),  # an end is an end, however it came there
    ],
)
def test_stand_by_hand(own: str, first: str, third: str, stand: str) -> None:
    assert find_stand(Decimal(own), with_quartiles(first, third)) == stand


def test_nothing_is_said_without_own_score_or_quartiles() -> None:
    assert find_stand(None, with_quartiles("1.0", "2.0")) == ""
    assert find_stand(Decimal(2), FigureView("safe", n=15, mean=Decimal(2), ends=ENDS)) == ""


tenths = st.integers(0, 40).map(lambda tenth: Decimal(tenth) / 10)


@given(tenths, st.decimals("-0.0499", "0.0499", places=4), tenths, tenths)
def test_what_reads_the_same_stands_the_same(
    own: Decimal, finer: Decimal, one: Decimal, other: Decimal
) -> None:
    published = with_quartiles(str(min(one, other)), str(max(one, other)))
    assert find_stand(own, published) == find_stand(own + finer, published)


def view(frozen_peers: Any = None, **changes: Any) -> PeersView:
    page = samples.make_page({**samples.full(), **changes, "peers": frozen_peers or peers()})
    assert page.peers is not None
    return page.peers


def test_report_made_before_there_were_peers_has_none() -> None:
    assert samples.make_page(samples.full()).peers is None


def test_view_says_release_number_and_whose_figures() -> None:
    shown = view()
    assert shown.cell_shown == "Sector: Care delivery"
    assert shown.opening[0] == (
        "Release 2 of September 15, 2026. Sector: Care delivery: about 45 organizations, rounded "
        "to the nearest 5. They chose to take part: they are self-selected, not representative."
    )
    assert "Answers of this organization are part" in shown.opening[1]
    assert "is not part" in view(peers(own=False)).opening[1]
    assert {row.code for row in shown.rows} == set(measures())


def test_rows_by_hand() -> None:
    safe = next(row for row in view().commitments if row.code == "safe")
    own = samples.make_page(samples.full()).commitments
    score = next(each.subject.score for each in own if each.subject.code == "safe")
    assert (safe.own, safe.own_shown) == (score.value, score.shown)
    assert (safe.mean_shown, safe.middle_shown, safe.n_shown) == ("2.1", "1.6 to 2.6", "45")
    assert safe.stand_shown.endswith("the middle half")


def test_ends_and_missing_quartiles_read_in_words() -> None:
    figures = {**peers()["figures"], "safe": figure("3.9", None)}
    del figures["S1"]
    shown = view(peers(figures=figures))
    by_code = {row.code: row for row in shown.rows}
    assert by_code["safe"].mean_shown == "3.9 or more"
    assert by_code["safe"].stand_shown == "not shown"
    assert by_code["S1"].mean_shown == by_code["S1"].n_shown == "not shown"


def test_nothing_published_shows_nothing() -> None:
    shown = view(peers(figures={}, n=None, cell=[]))
    assert not shown.shown
    assert shown.rows == ()
    assert shown.charts == ()


def test_report_of_a_unit_says_that_peers_are_whole_organizations() -> None:
    unit = {**samples.full()["assessment"], "scope": "unit", "unit": "Surgery"}
    assert "of one unit" in view(assessment=unit).notes[0]
    assert not any("of one unit" in note for note in view().notes)


def test_words_never_rank() -> None:
    shown = view()
    said = [shown.headline, *shown.opening, *shown.notes]
    said += [chart.title + chart.alt for chart in shown.charts]
    said += [row.stand_shown for row in shown.rows]
    for words in said:
        assert not RANKING.search(words), words


def test_headline_counts_by_hand() -> None:
    rows = view().commitments
    told = tell_stands(rows, "commitment")
    counts = [sum(row.stand == stand for row in rows) for stand in ("above", "within", "below")]
    assert sum(counts) == len(rows)
    assert "the middle half of peers" in told
    assert tell_stands(rows[:1], "commitment").startswith("One commitment lies ")
    assert tell_stands([], "commitment").startswith("For no commitment")


def test_charts_draw_the_middle_half_and_the_mean() -> None:
    chart = view().charts[0]
    assert (chart.bounds, chart.dot, chart.target) == (
        "The middle half of peers", "Own score", "Peers’ mean",
    )  # fmt: skip
    assert {(dot.low, dot.high, dot.target) for dot in chart.rows} == {
        (Decimal("1.6"), Decimal("2.6"), Decimal("2.1"))
    }
    assert chart.table.header[2] == "Peers’ mean"
