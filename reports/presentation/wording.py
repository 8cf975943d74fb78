"""Figures, dates and lists in words, in the report’s language (reports.charts.language)."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from babel.dates import format_date

from lhs_portal.lib.wording import mark, say
from reports.charts.cells import show_cell
from reports.charts.language import decimal_symbol, language, locale

_HALF = Decimal("0.5")
_ZERO = Decimal(0)
_SMALL = (
    "",
    mark("one"),
    mark("two"),
    mark("three"),
    mark("four"),
    mark("five"),
    mark("six"),
    mark("seven"),
    mark("eight"),
    mark("nine"),
    mark("ten"),
)
# Spanish "y" is "e" before the sound of an i.
_SOUNDS_AS_I = re.compile(r"(?i)h?[ií](?![aeoáéó])")


def figure(value: Decimal) -> str:
    """Two decimals, with a real minus sign; what rounds to nothing has no sign."""
    return show_cell(value)


def signed(value: Decimal) -> str:
    shown = figure(value)
    return shown if shown == figure(_ZERO) or value < 0 else f"+{shown}"


def signed_lag(lag: Decimal) -> str:
    """As `signed`, but what is in step never reads as the half level that would not be."""
    if abs(lag) < _HALF and figure(abs(lag)) == figure(_HALF):
        shown = f"{abs(lag).quantize(Decimal('0.001'), ROUND_DOWN)}".replace(".", decimal_symbol())
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
    shown = f"{tenth.normalize():f}".replace(".", decimal_symbol())
    return f"{shown}\N{NO-BREAK SPACE}%"


def listed(parts: Sequence[str]) -> str:
    """'Safe', 'Safe and Secure', 'Safe, Secure, and Adaptive'."""
    if len(parts) < 2:
        return "".join(parts)
    words = say("{first} and {last}") if len(parts) == 2 else say("{first}, and {last}")
    if words.endswith(" y {last}") and _SOUNDS_AS_I.match(parts[-1]):
        words = words.replace(" y {last}", " e {last}")
    return words.format(first=", ".join(parts[:-1]), last=parts[-1])


def mean_in_words(levels: Sequence[tuple[Decimal, int]]) -> str:
    """Pairs of weight and level: '(3 + 2 + 3) ÷ 3', with the weights where they differ."""
    if len({weight for weight, _ in levels}) == 1:
        return f"({' + '.join(str(level) for _, level in levels)}) ÷ {len(levels)}"
    products = " + ".join(f"{weight.normalize():f} × {level}" for weight, level in levels)
    weights = " + ".join(f"{weight.normalize():f}" for weight, _ in levels)
    return f"({products}) ÷ ({weights})"


def number_word(number: int) -> str:
    """For a message’s `{number}`; its form for one says “one” itself, as other languages have
    genders: say_count("one answer", "{number} answers", n, number=number_word(n))."""
    if not number:
        return say("no {things}").partition(" ")[0]
    return say(_SMALL[number]) if number < len(_SMALL) else str(number)


def lowered(text: str) -> str:
    """To stand within a sentence."""
    return text[:1].lower() + text[1:]


def heading(text: str) -> str:
    """A marked heading as it is said. "Change" is a button elsewhere: the noun is another word."""
    return say("Change:").removesuffix(":") if text == "Change" else say(text)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def shorten(text: str, most: int) -> str:
    """One line of at most so many characters, cut at a word where one ends in the second half."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    whole, _, _ = line[:most].rpartition(" ")
    if len(whole) < most // 2:
        whole = line[: most - 1]
    return f"{whole.rstrip(' ,;:-–')}…"


def day(iso: str) -> str:
    return _day(date.fromisoformat(iso))


def period(start: str, end: str) -> str:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if language() == "en" and first.year == last.year:
        return f"{format_date(first, 'MMMM d', locale())} to {_day(last)}"
    between = "to" if language() == "en" else "\N{EN DASH}"
    return f"{_day(first)} {between} {_day(last)}"


def between(low: Decimal, high: Decimal) -> str:
    """0.50 to 1.25."""
    return say("{low} to {high}", low=figure(low), high=figure(high))


def moment(iso: str) -> datetime:
    """Raises ValueError for a time without a zone: files carry it, so it has to be exact."""
    parsed = datetime.fromisoformat(iso)
    if parsed.tzinfo is None:
        raise ValueError(f"a time without a zone: {iso!r}")
    return parsed.astimezone(UTC)


def _day(value: date) -> str:
    return format_date(value, "long", locale())


def moment_in_words(iso: str) -> str:
    parsed = moment(iso)
    return f"{_day(parsed.date())}, {parsed:%H:%M} UTC"
