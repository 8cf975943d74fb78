"""The language in which figures and dates are written just now: that of the report at hand.

A context rather than an argument, because every sentence holds figures: what presents or draws a
report enters it once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from babel import Locale, UnknownLocaleError

# English is written as in the United States, where the portal is at home.
TERRITORIES = {"en": "en_US"}

_language: ContextVar[str] = ContextVar("language", default="en")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """`language` as in a framework file, such as en, es or pt-BR. Raises ValueError for no such."""
    _locale_of(language)
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def language() -> str:
    return _language.get()


def locale() -> Locale:
    return _locale_of(language())


def name_of_language(code: str) -> str:
    """In English, as people choose it; the code itself where it is no language that we know."""
    try:
        return str(Locale.parse(code, sep="-").get_display_name("en") or code)
    except (UnknownLocaleError, ValueError):
        return code


def decimal_symbol() -> str:
    return _symbol_of(language())


@cache
def _locale_of(language: str) -> Locale:
    try:
        return Locale.parse(TERRITORIES.get(language, language.replace("-", "_")))
    except UnknownLocaleError as fault:
        raise ValueError(f"{language!r} is no language that we know the figures of") from fault


@cache
def _symbol_of(language: str) -> str:
    return str(_locale_of(language).number_symbols["latn"]["decimal"])
