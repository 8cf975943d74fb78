"""Days and times of a page in the language that it speaks (lhs_portal.lib.days); no value, no text.

`day` Mar 3, 2026 · `long_day` March 3, 2026 · `short_day` Mar 3 · `month` Mar 2026 ·
`long_month` March 2026 · `weekday` Tuesday, March 3 · `weekday_and_year`; with hours and minutes:
`day_and_time`, `long_day_and_time`, `short_day_and_time`.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from django import template

from lhs_portal.lib.days import Form, in_words, with_time

register = template.Library()


def _day(value: date | None, form: Form) -> str:
    return in_words(value, form) if value else ""


def _moment(value: datetime | None, form: Form) -> str:
    return with_time(value, form) if value else ""


for name, write, form in (
    ("day", _day, Form.DAY),
    ("long_day", _day, Form.LONG_DAY),
    ("short_day", _day, Form.SHORT_DAY),
    ("month", _day, Form.MONTH),
    ("long_month", _day, Form.LONG_MONTH),
    ("weekday", _day, Form.WEEKDAY),
    ("weekday_and_year", _day, Form.WEEKDAY_AND_YEAR),
    ("day_and_time", _moment, Form.DAY),
    ("long_day_and_time", _moment, Form.LONG_DAY),
    ("short_day_and_time", _moment, Form.SHORT_DAY),
):
    filter_: Callable[[date | None], str] = partial(write, form=form)
    register.filter(name, filter_, expects_localtime=True)
