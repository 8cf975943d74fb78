"""Texts as a file of XML can hold them."""

import re
import unicodedata

REPLACEMENT = "\N{WHITE SQUARE}"
_NEWLINES = re.compile("\r\n|[\r\x85\u2028\u2029]")
# XML has no way to write these, not even escaped.
NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A text with these could turn around the words of ours that stand beside it.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


class XmlText:
    """Cleans the texts of one document; `missing` collects the characters that were replaced."""

    def __init__(self) -> None:
        self.missing: set[str] = set()

    def clean(self, text: str) -> str:
        return NOT_XML.sub(self._replaced, _TURNING.sub("", _NEWLINES.sub("\n", text)))

    def _replaced(self, match: re.Match[str]) -> str:
        self.missing.add(match.group())
        return REPLACEMENT


def runs_from_right(text: str) -> bool:
    """Whether its first letter is of a script that runs from right to left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False
