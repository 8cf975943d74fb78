"""Makes any text printable with the fonts at hand, and says what they could not draw.

PDF/UA forbids a missing glyph, so such a character is replaced before it gets that far.
"""

import re
import unicodedata
from pathlib import Path
from typing import Any

REPLACEMENT = "\N{WHITE SQUARE}"
_BREAK = "\N{ZERO WIDTH SPACE}"
_LONG_WORD = re.compile(r"\S{36,}")
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def _read_ranges() -> frozenset[int]:
    points: set[int] = set()
    for line in (Path(__file__).parent / "glyphs.txt").read_text().splitlines():
        if not line.startswith("#"):
            first, _, last = line.partition("-")
            points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


DRAWABLE = _read_ranges()


class PrintText:
    """Cleans texts of one document; `missing` collects the characters that were replaced."""

    def __init__(self) -> None:
        self.missing: set[str] = set()

    def clean(self, value: Any) -> Any:
        """Every text in JSON-like data; keys stay as they are."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {key: self.clean(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [self.clean(each) for each in value]
        return value

    def text(self, text: str) -> str:
        return _LONG_WORD.sub(_breakable, self.characters(text))

    def characters(self, text: str) -> str:
        """As `text`, but long words get no places to break at: for drawings."""
        composed = unicodedata.normalize("NFC", _NEWLINES.sub("\n", text))
        return "".join(self._drawn(character) for character in composed)

    def _drawn(self, character: str) -> str:
        if character == "\n" or ord(character) in DRAWABLE:
            return character
        if character == "\t":
            return " "
        # Format characters have no shape. Without them a text cannot turn its line around.
        if unicodedata.category(character) == "Cf":
            return ""
        self.missing.add(character)
        return REPLACEMENT


def _breakable(match: re.Match[str]) -> str:
    word = match.group()
    return _BREAK.join(word[start : start + 18] for start in range(0, len(word), 18))
