"""When raters are reminded and leads get their digest. Pure."""

from datetime import date, datetime, timedelta

# Never more than one reminder in this time, whoever asks for it.
PAUSE = timedelta(days=3)
WEEK = timedelta(days=7)
LAST_DAYS = 3
# Leads who leave a round open for so long after its date need no more mail about it.
FORGOTTEN = timedelta(days=28)


def may_remind(now: datetime, *, since: datetime, reminded_at: datetime | None) -> bool:
    """`since` is when the person joined, or when the invitation was sent."""
    return now - max(since, reminded_at or since) >= PAUSE


def reminder_due(
    now: datetime,
    *,
    opened_at: datetime,
    closes_on: date,
    since: datetime,
    reminded_at: datetime | None,
) -> bool:
    """Once a week, and once more in the last days. Not on the days after the closing date."""
    quiet = now - max(since, opened_at, reminded_at or since)
    last_days = closes_on - now.date() <= timedelta(days=LAST_DAYS)
    return now.date() <= closes_on and (quiet >= WEEK or (last_days and quiet >= PAUSE))


def opening_due(
    now: datetime,
    *,
    opened_at: datetime,
    closes_on: date,
    since: datetime,
    reminded_at: datetime | None,
) -> bool:
    """Whoever joined before the round opened is told so, as the first reminder of the round."""
    if now.date() > closes_on or since >= opened_at:
        return False
    return reminded_at is None or (reminded_at < opened_at and now - reminded_at >= PAUSE)


def digest_due(
    now: datetime, *, opened_at: datetime, closes_on: date, digest_at: datetime | None
) -> bool:
    """Once a week, and the day before the closing date."""
    if now.date() > closes_on + FORGOTTEN:
        return False
    day_before = now.date() == closes_on - timedelta(days=1)
    if day_before and max(opened_at, digest_at or opened_at).date() < now.date():
        return True
    return now - max(opened_at, digest_at or opened_at) >= WEEK
