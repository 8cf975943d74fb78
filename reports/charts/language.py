"""The language in which figures and dates are written just now (lhs_portal.lib.languages).

A context rather than an argument, because every sentence holds figures: what presents or draws a
report enters it once.
"""

from functools import cache

from babel import Locale, UnknownLocaleError

from lhs_portal.lib.languages import language, locale, locale_of, speaking

__all__ = ["decimal_symbol", "language", "locale", "name_of_language", "speaking"]


def name_of_language(code: str) -> str:
    """As people choose it, in the language of the moment; the code itself where we know none."""
    try:
        return str(Locale.parse(code, sep="-").get_display_name(locale().language) or code)
    except (UnknownLocaleError, ValueError):
        return code


def decimal_symbol() -> str:
    return _symbol_of(language())


@cache
def _symbol_of(language: str) -> str:
    return str(locale_of(language).number_symbols["latn"]["decimal"])
