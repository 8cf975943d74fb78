"""Hand-worked days, and what holds on all of them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.plans.reminding import LATE, SOON, is_new, may_mail, occasion_of

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "occasion"),
    [
        (date(2026, 11, 30), ""),
        (date(2026, 11, 29), SOON),
        (date(2026, 11, 22), SOON),
        (date(2026, 11, 21), LATE),
        (date(2026, 10, 25), LATE),
        (date(2026, 10, 24), ""),
    ],
)
def test_occasion(due: date, occasion: str) -> None:
    assert occasion_of(due, today=TODAY) == occasion


@pytest.mark.parametrize(
    ("reminded_of", "new"), [("", {SOON, LATE}), (SOON, {LATE}), (LATE, set())]
)
def test_each_occasion_has_one_mail(reminded_of: str, new: set[str]) -> None:
    assert {one for one in ("", SOON, LATE) if is_new(one, reminded_of=reminded_of)} == new


@pytest.mark.parametrize(
    ("hours", "waiting", "may"), [(23, 1, False), (24, 3, True), (24, 4, False), (168, 4, True)]
)
def test_many_actions_share_a_mail_a_week(hours: int, waiting: int, may: bool) -> None:
    last = NOW - timedelta(hours=hours)
    assert may_mail(NOW, last=last, open_soon_or_late=waiting) is may
    assert may_mail(NOW, last=None, open_soon_or_late=waiting)


@given(start=st.dates(date(2026, 1, 1), date(2026, 12, 31)), ahead=st.integers(-60, 60))
def test_day_after_day_an_action_is_told_of_twice_at_most(start: date, ahead: int) -> None:
    due = start + timedelta(days=ahead)
    reminded_of, told = "", []
    for day in range(120):
        occasion = occasion_of(due, today=start + timedelta(days=day))
        if is_new(occasion, reminded_of=reminded_of):
            told.append(occasion)
            reminded_of = occasion
    assert told in ([], [SOON, LATE], [LATE])
