"""Every font is in the file, every shown code leads to text, and none is the missing glyph."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from tests.reports.documents.pdf_ua_content import Shown

FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_SINGLE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[)")
NOT_TEXT = {"0000", "FEFF", "FFFE", "FFFD"}


def check_fonts(pages: Iterable[Shown]) -> Iterator[str]:
    fonts: dict[tuple[int, int], Any] = {}
    codes: dict[tuple[int, int], set[bytes]] = {}
    for page in pages:
        fonts |= page.fonts
        for key, strings in page.codes.items():
            codes.setdefault(key, set()).update(strings)
    for key, font in fonts.items():
        yield from _check_font(font, codes.get(key, set()))


def _check_font(font: Any, strings: set[bytes]) -> Iterator[str]:
    name, kind = str(font.get("/BaseFont", "Type 3")), str(font.Subtype)
    if kind != "/Type3":
        descriptor = (font.DescendantFonts[0] if kind == "/Type0" else font).FontDescriptor
        if not any(file in descriptor for file in FILES):
            yield f"31-009: {name} is not in the file"
    if "/ToUnicode" not in font:
        yield f"31-027: {name} leads no code to text"
        return
    mapped = read_to_unicode(bytes(font.ToUnicode.read_bytes()))
    width = 2 if kind == "/Type0" else 1
    shown = {text[at : at + width] for text in strings for at in range(0, len(text), width)}
    for code in sorted(shown):
        if kind == "/Type0" and not any(code):
            yield f"31-030: {name} shows the missing glyph"
        to = mapped.get(int.from_bytes(code, "big"))
        if not to:
            yield f"31-027: {name} leads the code {code.hex()} to no text"
        elif to in NOT_TEXT:
            yield f"31-029: {name} leads the code {code.hex()} to U+{to}"


def read_to_unicode(table: bytes) -> dict[int, str]:
    """By code the text in UTF-16, as hexadecimal digits."""
    mapped: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in _SINGLE.findall(block):
            mapped[int(code, 16)] = text.decode().upper()
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in _RANGE.findall(block):
            start = int(text, 16) if text else 0
            for step in range(int(last, 16) - int(first, 16) + 1):
                mapped[int(first, 16) + step] = f"{start + step:04X}"
    return mapped
