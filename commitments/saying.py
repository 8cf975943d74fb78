"""A text of the framework as a page shows it: one that nobody translated says in which language it
is, to the eye and to a screen reader."""

from django.utils.html import format_html

from commitments.definition import Text
from lhs_portal.lib.languages import language, locale


class _Foreign(str):
    """Words in another language than the page's. A template puts them in an element with `lang`."""

    spoken: str
    told: bool

    def __html__(self) -> str:
        if not self.told:
            return format_html('<span lang="{}">{}</span>', self.spoken, str.__str__(self))
        return format_html(
            '<span lang="{}">{}</span> <span class="tag">{}</span>',
            self.spoken,
            str.__str__(self),
            name_of_language(self.spoken),
        )


def said(text: Text) -> str:
    """For the content of an element, never for an attribute. Equal to `str(text)`."""
    words = str(text)
    if not words or text.spoken.lower() in ("", language().lower()):
        return words
    foreign = _Foreign(words)
    # Where the whole version is untranslated, the page says so once.
    foreign.spoken, foreign.told = text.spoken, not text.shown
    return foreign


def name_of_language(code: str) -> str:
    """In the language of the moment: Spanish, español."""
    return str(locale().languages.get(code.lower().replace("-", "_"), code))
