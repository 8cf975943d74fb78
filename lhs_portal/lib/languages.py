"""The language in which texts, figures and dates are written just now. Pure, and the one truth.

The house brings Django's active language (bring_language), so that a page's language is also that
of its figures. Without it, as in a process of its own that only draws, it is a context of ours.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import cache

from babel import Locale, UnknownLocaleError

# The languages of the interface, as their speakers call them. English is the source.
INTERFACE = {"en": "English", "es": "Español"}
SOURCE = "en"

# English and Spanish are written as in the United States, where the portal is at home.
TERRITORIES = {"en": "en_US", "es": "es_US"}

_active: ContextVar[str] = ContextVar("language", default=SOURCE)


@contextmanager
def _in_context(language: str) -> Iterator[None]:
    token = _active.set(language)
    try:
        yield
    finally:
        _active.reset(token)


_now: Callable[[], str | None] = _active.get
_override: Callable[[str], AbstractContextManager[None]] = _in_context


def bring_language(
    now: Callable[[], str | None], override: Callable[[str], AbstractContextManager[None]]
) -> None:
    """`now` answers in which language a translator speaks, `override` makes it speak another."""
    global _now, _override
    _now, _override = now, override


def language() -> str:
    """Such as en, es or pt-br: compare it without regard to case."""
    return _now() or SOURCE


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """All that is said within, is said in `language`, such as en, es or pt-BR.

    For mails, documents and jobs: a page speaks the person's language by itself. Raises ValueError
    for a language whose figures nobody knows.
    """
    locale_of(language)
    with _override(language):
        yield


def locale() -> Locale:
    return locale_of(language())


@cache
def locale_of(language: str) -> Locale:
    """Raises ValueError where there is no such language."""
    try:
        return Locale.parse(TERRITORIES.get(language, language.replace("-", "_")))
    except UnknownLocaleError as fault:
        raise ValueError(f"{language!r} is no language that we know the figures of") from fault
