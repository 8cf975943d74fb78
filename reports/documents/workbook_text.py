"""Makes any text fit for a cell: nothing is cut off silently, nothing breaks the file."""

import re
from dataclasses import dataclass

from lhs_portal.lib.wording import say
from reports.documents.xml_text import NOT_XML, REPLACEMENT

LONGEST_CELL = 32_000  # UTF-16 units; a cell takes 32,767, and a sentence may follow
MOST_LINES = 250  # a cell takes 253 line breaks

_NEWLINES = re.compile("\r\n|\r")


@dataclass(frozen=True, slots=True)
class LongPart:
    where: str
    part: str
    text: str


class WorkbookTexts:
    """Of one workbook. `missing` collects characters that were replaced, `long` what overflowed."""

    def __init__(self, overflow: str) -> None:
        """`overflow` is the title of the sheet that keeps long texts whole."""
        self.missing: set[str] = set()
        self.long: list[LongPart] = []
        self._overflow = overflow

    def clean(self, text: str) -> str:
        return NOT_XML.sub(self._replace, _NEWLINES.sub("\n", text))

    def cell(self, text: str, where: str) -> str:
        """The text, or of a long one its beginning, and where all of it stands."""
        clean = self.clean(text)
        parts = split_text(clean)
        if len(parts) == 1:
            return clean
        number = len(parts)
        for place, part in enumerate(parts, 1):
            shown = say("{place} of {number}", place=place, number=number)
            self.long.append(LongPart(where, shown, part))
        rest = say(
            "[Longer than a cell can hold: all of it is on the sheet “{sheet}”, in {number} "
            "parts.]",
            sheet=self._overflow,
            number=number,
        )
        return f"{parts[0]}\n{rest}"

    def _replace(self, found: re.Match[str]) -> str:
        self.missing.add(found.group())
        return REPLACEMENT


def split_text(text: str) -> list[str]:
    """Parts that each fit into a cell and together are the text again."""
    if len(text) * 2 <= LONGEST_CELL and text.count("\n") <= MOST_LINES:
        return [text]
    parts, start, units, lines = [], 0, 0, 0
    for place, character in enumerate(text):
        more = 2 if character > "\uffff" else 1
        if units + more > LONGEST_CELL or lines >= MOST_LINES:
            parts.append(text[start:place])
            start, units, lines = place, 0, 0
        units += more
        lines += character == "\n"
    return [*parts, text[start:]]
