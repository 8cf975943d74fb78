"""When owners are reminded of their actions. Pure."""

from datetime import date, datetime, timedelta

SOON, LATE = "soon", "late"

AHEAD = timedelta(days=7)
# Who leaves an action open for so long after its day needs no more mail about it.
FORGOTTEN = timedelta(days=28)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
# With more than this many at once, mail comes once a week.
FEW = 3


def occasion_of(due: date, *, today: date) -> str:
    """The occasion for a mail on this day, or nothing. The due day itself is not late yet."""
    if today > due:
        return LATE if today - due <= FORGOTTEN else ""
    return SOON if due - today <= AHEAD else ""


def is_new(occasion: str, *, reminded_of: str) -> bool:
    """Each occasion has one mail, and nothing is soon any more that was late."""
    return occasion not in ("", reminded_of) and reminded_of != LATE


def may_mail(now: datetime, *, last: datetime | None, open_soon_or_late: int) -> bool:
    """`last` is when the person had a mail about actions; they share one mail."""
    pause = WEEK if open_soon_or_late > FEW else DAY
    return last is None or now - last >= pause
