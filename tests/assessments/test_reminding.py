from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assessments.reminding import (
    PAUSE,
    digest_due,
    may_remind,
    opening_due,
    reminder_due,
)

OPENED = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday
CLOSES = date(2026, 3, 27)


def on(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def due(now: datetime, **times: Any) -> bool:
    return reminder_due(
        now,
        **{
            "opened_at": OPENED,
            "closes_on": CLOSES,
            "since": OPENED,
            "reminded_at": None,
            **times,
        },
    )


def test_reminder_after_a_week_of_silence() -> None:
    assert not due(on(9, 8))
    assert due(on(9))
    assert not due(on(12), since=on(6))
    assert not due(on(12), reminded_at=on(9))
    assert due(on(16), reminded_at=on(9))


def test_reminder_in_the_last_days_and_never_after_the_date() -> None:
    assert not due(on(23), reminded_at=on(20))
    assert due(on(24), reminded_at=on(21))
    assert not due(on(24), reminded_at=on(22))
    assert due(on(27), reminded_at=on(24))
    assert not due(on(28), reminded_at=on(24))
    # Whoever joined yesterday is left in peace.
    assert not due(on(27), since=on(26))


def opening(now: datetime, **times: Any) -> bool:
    return opening_due(
        now,
        **{
            "opened_at": OPENED,
            "closes_on": CLOSES,
            "since": OPENED - timedelta(days=1),
            "reminded_at": None,
            **times,
        },
    )


def test_opening_is_told_once_to_those_who_joined_before() -> None:
    assert opening(OPENED)
    assert not opening(OPENED, since=OPENED)
    assert not opening(on(3), reminded_at=OPENED)
    assert not opening(on(28))
    # A second round, opened two days after a reminder in the first.
    assert not opening(OPENED, reminded_at=OPENED - timedelta(days=2))
    assert opening(OPENED + timedelta(days=1), reminded_at=OPENED - timedelta(days=2))


def test_digest_once_a_week_and_the_day_before_the_end() -> None:
    def digest(now: datetime, digest_at: datetime | None = None) -> bool:
        return digest_due(now, opened_at=OPENED, closes_on=CLOSES, digest_at=digest_at)

    assert not digest(on(8))
    assert digest(on(9))
    assert not digest(on(10), on(9))
    assert digest(on(26), on(23))
    assert not digest(on(26, 18), on(26))
    assert not digest(on(27), on(26))
    assert digest(datetime(2026, 4, 2, 9, tzinfo=UTC), on(26))
    assert not digest(datetime(2026, 5, 2, tzinfo=UTC), on(26))
    # Opened on the day before its end: nothing is to be told yet.
    assert not digest_due(on(26), opened_at=on(26, 8), closes_on=CLOSES, digest_at=None)


HOURS = st.integers(min_value=0, max_value=24 * 60)


@given(since=HOURS, now=HOURS, reminded=st.none() | HOURS, open_for=st.integers(0, 60))
def test_two_reminders_are_never_within_three_days(
    since: int, now: int, reminded: int | None, open_for: int
) -> None:
    def at(hours: int) -> datetime:
        return OPENED + timedelta(hours=hours)

    times: Any = {"since": at(since), "reminded_at": None if reminded is None else at(reminded)}
    of_round: Any = {"opened_at": OPENED, "closes_on": (OPENED + timedelta(days=open_for)).date()}
    sends = (
        may_remind(at(now), **times)
        or reminder_due(at(now), **times, **of_round)
        or opening_due(at(now), **times, **of_round)
    )
    if sends and reminded is not None:
        assert at(now) - at(reminded) >= PAUSE
