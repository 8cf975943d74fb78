from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts.spreading import spread

places = st.lists(
    st.tuples(st.floats(0, 400, allow_nan=False), st.floats(1, 60, allow_nan=False)), max_size=14
)


def test_spread_leaves_what_does_not_touch_where_it_is() -> None:
    assert spread([(10, 10), (90, 10), (50, 20)], 0, 100) == [10, 90, 50]


def test_spread_moves_what_touches_apart_evenly() -> None:
    assert spread([(50, 10), (50, 10)], 0, 100) == [45, 55]
    assert spread([(50, 10), (50, 10), (50, 10)], 0, 100) == [40, 50, 60]


def test_spread_keeps_to_the_room_that_there_is() -> None:
    assert spread([(0, 10), (0, 10)], 0, 100) == [5, 15]
    assert spread([(100, 10), (100, 10)], 0, 100) == [85, 95]


def test_spread_without_room_goes_on_downwards() -> None:
    assert spread([(5, 60), (5, 60)], 0, 100) == [30, 90]


def test_spread_of_nothing_is_nothing() -> None:
    assert spread([], 0, 100) == []


@given(places)
def test_spread_never_lays_a_label_over_another(wanted: list[tuple[float, float]]) -> None:
    room = max(sum(height for _, height in wanted), 400)
    centres = spread(wanted, 0, room)
    laid = sorted(zip(centres, (height for _, height in wanted), strict=True))
    for (above, upper), (below, lower) in pairwise(laid):
        assert above + upper / 2 <= below - lower / 2 + 1e-6
    if laid:
        assert laid[0][0] - laid[0][1] / 2 >= -1e-6
        assert laid[-1][0] + laid[-1][1] / 2 <= room + 1e-6


@given(places)
def test_spread_keeps_the_order(wanted: list[tuple[float, float]]) -> None:
    centres = spread(wanted, 0, 400)
    by_wish = sorted(range(len(wanted)), key=lambda place: wanted[place][0])
    assert [centres[place] for place in by_wish] == pytest.approx(sorted(centres), abs=1e-6)
