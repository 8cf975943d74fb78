"""When evidence says that it is old."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.evidence_age import is_old

DAYS = st.dates(min_value=date(1905, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("dated", "on", "old"),
    [
        (date(2024, 11, 22), date(2026, 11, 22), False),
        (date(2024, 11, 21), date(2026, 11, 22), True),
        (date(2026, 11, 23), date(2026, 11, 22), False),
        (date(2024, 2, 29), date(2026, 2, 28), False),
        (date(2024, 2, 29), date(2026, 3, 1), True),
        (date(2026, 2, 28), date(2028, 2, 28), False),
        (date(2026, 2, 28), date(2028, 2, 29), True),
        (date(2026, 3, 1), date(2028, 2, 29), False),
    ],
)
def test_age_by_hand(dated: date, on: date, old: bool) -> None:
    assert is_old(dated, on=on) is old


@given(DAYS, DAYS, DAYS)
def test_what_is_old_stays_old_and_nothing_older_is_young(
    dated: date, on: date, later: date
) -> None:
    if is_old(dated, on=on):
        assert dated < on
        assert is_old(dated, on=max(on, later))
        assert is_old(min(dated, later), on=on)


@given(DAYS, DAYS)
def test_two_years_have_730_or_731_days(dated: date, on: date) -> None:
    days = (on - dated).days
    if days <= 730:
        assert not is_old(dated, on=on)
    if days > 731:
        assert is_old(dated, on=on)
