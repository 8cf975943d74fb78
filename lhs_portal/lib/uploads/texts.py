"""Plain text and CSV: UTF-8, and nothing that is no text."""

import codecs
import re
from typing import BinaryIO

from lhs_portal.lib.uploads.policy import RefusedFile
from lhs_portal.lib.wording import mark

# Tab, line feed, form feed and carriage return are the controls that texts have.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_CHUNK = 1024 * 1024

NOT_UTF_8 = mark(
    "The text is not in UTF-8. Save it with the encoding UTF-8 (in Excel: “CSV UTF-8”), and choose "
    "the new file."
)
NOT_TEXT = mark(
    "The file is not of a kind that can be taken, or is no plain text: it holds characters that no "
    "text has. Use a PDF, a picture, an Office file, CSV or plain text."
)


def examine_text(source: BinaryIO) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk = source.read(_CHUNK)
    if chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise RefusedFile(NOT_UTF_8)
    while True:
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError:
            raise RefusedFile(NOT_TEXT if b"\x00" in chunk else NOT_UTF_8) from None
        if _CONTROL.search(text):
            raise RefusedFile(NOT_TEXT)
        if not chunk:
            return
        chunk = source.read(_CHUNK)
