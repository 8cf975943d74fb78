"""Makes any text printable with the fonts at hand, and says what they could not draw.

PDF/UA forbids a missing glyph, so such a character is replaced before it gets that far.
"""

import re
import string
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from reports.documents.fonts import NONE, Library, Unit

REPLACEMENT = "\N{WHITE SQUARE}"
_BREAK = "\N{ZERO WIDTH SPACE}"
# Chinese and Japanese may break anywhere, by rules of their own.
_LONG_WORD = re.compile(r"[^\s\u2E80-\uA4CF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFFEF]{36,}")
_PIECE = 18
_MOST_MARKS = 60  # on one letter; PDF readers take no longer cluster
_ADDRESSES = frozenset({"url", "verify_url"})
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_JOINERS = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")
_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))  # which of two shapes; none of their own
_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))


def _read_ranges() -> frozenset[int]:
    points: set[int] = set()
    for line in (Path(__file__).parent / "glyphs.txt").read_text().splitlines():
        if not line.startswith("#"):
            first, _, last = line.partition("-")
            points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


DRAWABLE = _read_ranges()
# A mark is drawn by its letter's font, which these cannot say; what is left needs no closer look.
_PLAIN = frozenset(
    chr(point) for point in DRAWABLE if not unicodedata.category(chr(point)).startswith("M")
) | {"\n"}


class PrintText:
    """Cleans texts of one document.

    `missing` collects the characters that were replaced, `units` what needs another font than
    those inside the compiler. A cautious printer keeps nothing whose drawing depends on more than
    one character: for a document in which the fonts disagreed after all.
    """

    def __init__(self, library: Library = NONE, *, cautious: bool = False) -> None:
        self.missing: set[str] = set()
        self.units: set[Unit] = set()
        self._library = library
        self._cautious = cautious

    @property
    def fonts(self) -> tuple[str, ...]:
        return self._library.choose(self.units)

    def clean(self, value: Any) -> Any:
        """Every text in JSON-like data; keys stay as they are. An address stays one that opens,
        and stands as `…_shown` beside it as it is printed."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            cleaned = {key: self.clean(each) for key, each in value.items()}
            for key in _ADDRESSES & cleaned.keys():
                cleaned[key], cleaned[f"{key}_shown"] = _address(value[key]), cleaned[key]
            return cleaned
        if isinstance(value, list | tuple):
            return [self.clean(each) for each in value]
        return value

    def text(self, text: str) -> str:
        return _LONG_WORD.sub(_breakable, self.characters(text))

    def characters(self, text: str) -> str:
        """As `text`, but long words get no places to break at: for drawings."""
        composed = unicodedata.normalize("NFC", _NEWLINES.sub("\n", text))
        if _PLAIN.issuperset(composed):
            return composed
        return "".join(map(self._cluster, _clusters(composed)))

    def draws_simply(self, text: str) -> bool:
        """Whether each character is a shape of its own: inside a drawing the compiler can lead no
        other text back to its characters, as PDF/UA demands."""
        return all(character in _PLAIN or _is_simple(character) for character in text)

    def _cluster(self, cluster: str) -> str:
        if len(cluster) > 1 and not self._cautious and (drawn := self._whole(cluster)):
            return drawn
        return self._alone(cluster[:1]) + "".join(map(self._after, cluster[1:]))

    def _after(self, character: str) -> str:
        """In a cluster that no one font draws: a mark would be drawn by none."""
        if unicodedata.category(character).startswith("M") and character not in _SELECTORS:
            self.missing.add(character)
            return REPLACEMENT
        return self._alone(character)

    def _whole(self, cluster: str) -> str:
        """The cluster, if one font draws all of it."""
        unit = frozenset(cluster) - _JOINERS - _SELECTORS
        if all(ord(character) in DRAWABLE for character in unit):
            return "".join(each for each in cluster if each in unit)
        if not self._covered(unit):
            return ""
        self.units.add(unit)
        return cluster

    def _covered(self, unit: Unit) -> bool:
        """Fonts list control characters too, which PDF/UA forbids."""
        return self._library.covers(unit) and not any(
            unicodedata.category(character).startswith("C") for character in unit
        )

    def _alone(self, character: str) -> str:
        if character in _PLAIN or (not self._cautious and ord(character) in DRAWABLE):
            return character
        if character == "\t":
            return " "
        # Format characters have no shape. Without them a text cannot turn its line around.
        if character in _SELECTORS or unicodedata.category(character) == "Cf":
            return ""
        unit = frozenset(character)
        if not self._cautious and self._covered(unit):
            self.units.add(unit)
            return character
        self.missing.add(character)
        return REPLACEMENT


def _is_simple(character: str) -> bool:
    if unicodedata.bidirectional(character) in {"R", "AL"}:
        return not unicodedata.category(character).startswith("M")
    wide = unicodedata.east_asian_width(character) in {"W", "F"}
    return wide and unicodedata.category(character)[0] in "LP"


def _clusters(text: str) -> Iterator[str]:
    """What one font must draw together: a letter with its marks, an emoji made of several."""
    start = 0
    for place in range(1, len(text)):
        if not _belongs(text, place):
            yield text[start:place]
            start = place
    yield text[start:]


def _belongs(text: str, place: int) -> bool:
    """To the character before it."""
    character = text[place]
    return (
        character in _JOINERS
        or character in _SKIN_TONES
        or text[place - 1] == "\N{ZERO WIDTH JOINER}"
        or unicodedata.category(character).startswith("M")
    )


def _address(url: str) -> str:
    return quote(url.encode(errors="replace"), safe=string.punctuation)


def _breakable(match: re.Match[str]) -> str:
    word, pieces, start = match.group(), [], 0
    for place in range(1, len(word)):
        size = place - start
        if size >= _PIECE and (size >= _MOST_MARKS or not _belongs(word, place)):
            pieces.append(word[start:place])
            start = place
    return _BREAK.join([*pieces, word[start:]])
