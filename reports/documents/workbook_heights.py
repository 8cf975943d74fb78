"""How high a row has to be: said in the file, because not every program works it out."""

import unicodedata
from collections.abc import Sequence

LINE = 15.0
HIGHEST = 409.0  # of any row, in points
_SMALL, _CAPITAL, _WIDE = 0.88, 1.15, 2.0  # as wide as so many digits, rather too wide

_INDENT = 1  # of a text in its cell


def height_of(texts: Sequence[tuple[str, int]]) -> float:
    """In points, of a row with these texts in columns of these widths."""
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return min(HIGHEST, lines * LINE + 1)


def _lines(text: str, width: int) -> int:
    """Words are kept whole where they fit into a line, as every program does."""
    return sum(_lines_of_one(line, width - _INDENT) for line in text.split("\n"))


def _lines_of_one(text: str, room: int) -> int:
    if len(text) * 2 <= room:
        return 1
    lines, used = 1, 0.0
    for word in text.split(" "):
        size = _size(word)
        if used and used + _SMALL + size > room:
            lines, used = lines + 1, 0.0
        if size > room:
            lines, size = lines + int(size // room), size % room
        used += size + (_SMALL if used else 0)
        if lines * LINE > HIGHEST:
            break
    return lines


def _size(word: str) -> float:
    if word.isascii() and word.islower():
        return len(word) * _SMALL
    return sum(_size_of_one(each) for each in word)


def _size_of_one(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    return _CAPITAL if character.isupper() else _SMALL
