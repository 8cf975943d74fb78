"""Terms of a framework's glossary within its own texts: which stand in a page, and where first.

Pure. A term is found in any case and in its plural; what stands behind it in brackets, such as an
abbreviation, is another way to write it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from commitments.definition import GlossaryTerm

_BRACKETS = re.compile(r"^(.*?)\s*\(([^()]*)\)$")
_TAG = re.compile(r"(<[^>]*>)")
# Within these a term stays what it is: a control in a control works for nobody.
_CLOSED = re.compile(r"</?(a|button|svg|code)\b", re.IGNORECASE)


class Glossary:
    """Of one page: a term is explained where it stands first, and nowhere else."""

    def __init__(self, terms: Iterable[GlossaryTerm]) -> None:
        self._by_name = {name: term for term in terms for name in _names(str(term.term))}
        self._pattern = _pattern(tuple(self._by_name))
        self._explained: dict[str, GlossaryTerm] = {}

    @property
    def explained(self) -> list[GlossaryTerm]:
        """So far, in the order of the page."""
        return list(self._explained.values())

    def gloss(self, html: str, control: Callable[[GlossaryTerm, str], str]) -> str:
        """`html`, escaped as it is shown, with `control(term, words)` in the place of the words."""
        if not self._pattern:
            return html
        inside, parts = 0, []
        for part in _TAG.split(html):
            if part.startswith("<"):
                if _CLOSED.match(part):
                    inside += -1 if part.startswith("</") else 1
                parts.append(part)
            else:
                parts.append(part if inside else self._gloss_text(part, control))
        return "".join(parts)

    def in_texts(self, texts: Iterable[object]) -> Iterator[GlossaryTerm]:
        """The terms that stand in `texts` first of all the page; they count as explained."""
        for text in texts:
            for found in self._pattern.finditer(str(text)) if self._pattern else ():
                term = self._first(found[0])
                if term is not None:
                    yield term

    def _gloss_text(self, text: str, control: Callable[[GlossaryTerm, str], str]) -> str:
        def replaced(found: re.Match[str]) -> str:
            term = self._first(found[0])
            return found[0] if term is None else control(term, found[0])

        return self._pattern.sub(replaced, text) if self._pattern else text

    def _first(self, words: str) -> GlossaryTerm | None:
        term = self._term(words.casefold())
        if term.code in self._explained:
            return None
        self._explained[term.code] = term
        return term

    def _term(self, words: str) -> GlossaryTerm:
        for ending in ("", "s", "es"):
            if words.endswith(ending) and words.removesuffix(ending) in self._by_name:
                return self._by_name[words.removesuffix(ending)]
        raise KeyError(words)


def _names(term: str) -> list[str]:
    found = _BRACKETS.match(term)
    return [name.casefold() for name in (found.groups() if found else (term,)) if name.strip()]


@lru_cache(maxsize=32)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """The longest name wins: “anchor feature” before “feature”."""
    if not names:
        return None
    ordered = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{ordered})(?:s|es)?(?![\w-])", re.IGNORECASE)
