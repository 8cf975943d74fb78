"""Days and times in words, in the language of lhs_portal.lib.languages. Pure.

English is as Django's `date` filter writes the format that stands beside each form.
"""

from datetime import date, datetime, time
from enum import Enum
from functools import cache

from babel import Locale
from babel.dates import DateTimePattern, match_skeleton, parse_pattern

from lhs_portal.lib.languages import locale


class Form(Enum):
    """The pattern in English and in Spanish, and the skeleton that other languages fill."""

    DAY = ("MMM d, y", "d MMM y", "yMMMd")  # M j, Y
    LONG_DAY = ("MMMM d, y", "d 'de' MMMM 'de' y", "yMMMMd")  # F j, Y
    SHORT_DAY = ("MMM d", "d MMM", "MMMd")  # M j
    MONTH = ("MMM y", "MMM y", "yMMM")  # M Y
    LONG_MONTH = ("MMMM y", "MMMM 'de' y", "yMMMM")  # F Y
    WEEKDAY = ("EEEE, MMMM d", "EEEE, d 'de' MMMM", "MMMMEEEEd")  # l, F j
    WEEKDAY_AND_YEAR = ("EEEE, MMMM d, y", "EEEE, d 'de' MMMM 'de' y", "yMMMMEEEEd")  # l, F j, Y


def in_words(value: date, form: Form = Form.LONG_DAY) -> str:
    """A moment is read in its own zone."""
    where = locale()
    return str(_pattern(where, form).apply(value, where))


def with_time(value: datetime, form: Form = Form.LONG_DAY) -> str:
    """As in_words, with hours and minutes: 'March 3, 2026, 14:05'."""
    return f"{in_words(value, form)}, {clock(value)}"


def clock(value: datetime | time) -> str:
    return f"{value:%H:%M}"


@cache
def _pattern(where: Locale, form: Form) -> DateTimePattern:
    english, spanish, skeleton = form.value
    ours = {"en": english, "es": spanish}.get(where.language)
    if ours is None:
        known = where.datetime_skeletons
        ours = known[match_skeleton(skeleton, known)].pattern
    return parse_pattern(ours)
