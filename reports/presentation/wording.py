"""Figures, dates and lists in words. English, as the rest of the screens."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from reports.charts.cells import show_cell

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_HALF = Decimal("0.5")
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def figure(value: Decimal) -> str:
    """Two decimals, with a real minus sign; what rounds to nothing has no sign."""
    return show_cell(value)


def signed(value: Decimal) -> str:
    shown = figure(value)
    return shown if shown == "0.00" or value < 0 else f"+{shown}"


def signed_lag(lag: Decimal) -> str:
    """As `signed`, but what is in step never reads as the half level that would not be."""
    if abs(lag) < _HALF and figure(abs(lag)) == "0.50":
        shown = f"{abs(lag).quantize(Decimal('0.001'), ROUND_DOWN)}"
        return f"\N{MINUS SIGN}{shown}" if lag < 0 else f"+{shown}"
    return signed(lag)


def of_hundred(score: Decimal) -> int:
    """A score on 0 to 4 as a whole number of 100."""
    return int((score * 25).quantize(Decimal(1), ROUND_HALF_UP))


def percent(share: Decimal) -> str:
    """A share of 1 as a percentage; less than all is never rounded up to 100."""
    tenth = (share * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if share < 1 and tenth == 100:
        tenth = Decimal("99.9")
    return f"{tenth.normalize():f} %".replace(" ", "\N{NO-BREAK SPACE}")


def listed(parts: Sequence[str]) -> str:
    """'Safe', 'Safe and Secure', 'Safe, Secure, and Adaptive'."""
    if len(parts) < 3:
        return " and ".join(parts)
    return f"{', '.join(parts[:-1])}, and {parts[-1]}"


def count_of(number: int, noun: str, plural: str = "") -> str:
    """'one answer', '12 answers'."""
    return f"{number_word(number)} {noun if number == 1 else plural or noun + 's'}"


def number_word(number: int) -> str:
    return _SMALL[number] if number < len(_SMALL) else str(number)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def day(iso: str) -> str:
    return _day(date.fromisoformat(iso))


def period(start: str, end: str) -> str:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first.year == last.year:
        return f"{_MONTHS[first.month - 1]} {first.day} to {_day(last)}"
    return f"{_day(first)} to {_day(last)}"


def moment(iso: str) -> datetime:
    """Raises ValueError for a time without a zone: files carry it, so it has to be exact."""
    parsed = datetime.fromisoformat(iso)
    if parsed.tzinfo is None:
        raise ValueError(f"a time without a zone: {iso!r}")
    return parsed.astimezone(UTC)


def _day(value: date) -> str:
    return f"{_MONTHS[value.month - 1]} {value.day}, {value.year}"


def moment_in_words(iso: str) -> str:
    parsed = moment(iso)
    return f"{_day(parsed.date())}, {parsed:%H:%M} UTC"
