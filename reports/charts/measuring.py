"""Estimates how wide a text is in a common sans-serif font, and wraps it to fit.

A server has no font metrics of the reader's browser. The widths are those of Arial, in
thousandths of the font size, with a margin; whatever is not listed counts as a wide character.
"""

import unicodedata
from functools import lru_cache

_MARGIN = 1.06
_WIDTHS = {
    **dict.fromkeys("ijl'|", 225),
    **dict.fromkeys(" ftI.,:;/!()[]r-", 320),
    **dict.fromkeys('csvxyzJk"*', 505),
    **dict.fromkeys("abdeghnopquL0123456789+=<>?", 580),
    **dict.fromkeys("ABEFKPSTVXYZ&", 680),
    **dict.fromkeys("CDGHNOQRUw", 760),
    **dict.fromkeys("Mm%", 860),
    **dict.fromkeys("W@", 1000),
}


def width_of(text: str, size: float) -> float:
    return sum(_width(character) for character in text) * size * _MARGIN / 1000


@lru_cache(maxsize=2048)
def wrap(text: str, size: float, width: float) -> tuple[str, ...]:
    """Lines no wider than `width`; a word that is wider on its own is broken anywhere."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        candidate = f"{line} {word}" if line else word
        if width_of(candidate, size) <= width:
            line = candidate
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, size, width)
        lines.extend(full)
    return (*lines, line) if line else tuple(lines)


def _pieces(word: str, size: float, width: float) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and width_of(pieces[-1] + character, size) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _width(character: str) -> int:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if unicodedata.combining(character):
        return 0
    return 1000 if unicodedata.east_asian_width(character) in "WF" else 780
