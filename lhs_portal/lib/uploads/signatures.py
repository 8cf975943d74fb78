"""The kind of a file by its first bytes. The module of its kind examines what it then holds."""

import re
from pathlib import PurePosixPath

from lhs_portal.lib.uploads import policy
from lhs_portal.lib.uploads.policy import Kind, RefusedFile
from lhs_portal.lib.wording import mark

HEAD = 512  # bytes that are enough to tell

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

OLD_OFFICE = mark(
    "This is an Office file of the old kind (.doc, .xls, .ppt), or one with a password. Save it "
    "without a password as .docx, .xlsx or .pptx, or as a PDF."
)
MARKUP = mark(
    "This is a web page or a drawing in code (HTML, SVG or XML), which could run in a reader’s "
    "browser. Save it as a PDF or a picture."
)
RICH_TEXT = mark("This is a file in Rich Text Format. Save it as .docx, as a PDF or as plain text.")
GIF = mark("GIF pictures cannot be taken. Save it as PNG or JPEG.")
SYMBOLIC_LINK = mark(
    "The file begins with “ID”, which spreadsheet programs take for another format. "
    "Rename the first column, and save it again."
)

# Known by their first bytes and refused, with a sentence that helps more than “cannot be taken”.
_REFUSED = {
    OLE: OLD_OFFICE,
    b"GIF8": GIF,
    b"{\\rtf": RICH_TEXT,
    b"ID;": SYMBOLIC_LINK,
    b"%!PS": policy.UNKNOWN,
    b"MIME-Version:": MARKUP,
}
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_MARKUP = re.compile(rb"\s*<[A-Za-z!?/]")


def claimed_extension(name: str) -> str:
    """The extension of the name if it is one that we know, in small letters."""
    extension = PurePosixPath(name).suffix.lower()
    return extension if any(extension in kind.extensions for kind in policy.KINDS) else ""


def kind_of(head: bytes, claimed: str) -> Kind | None:
    """The kind that these first bytes show; None for a zip file, which only its parts can tell.

    Text has no signature: what nothing else claims counts as text, and the claimed extension says
    whether it is CSV. Raises RefusedFile.
    """
    if not head:
        raise RefusedFile(policy.EMPTY)
    if head.startswith(b"%PDF-"):
        return policy.PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return policy.PNG
    if head.startswith(b"\xff\xd8\xff"):
        return policy.JPEG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return policy.WEBP
    if head.startswith(ZIP):
        return None
    return _kind_of_text(head.removeprefix(_BYTE_ORDER_MARK), claimed)


def _kind_of_text(head: bytes, claimed: str) -> Kind:
    for signature, sentence in _REFUSED.items():
        if head.startswith(signature):
            raise RefusedFile(sentence)
    if _MARKUP.match(head):
        raise RefusedFile(MARKUP)
    for kind in policy.KINDS:
        if kind not in policy.TEXTS and claimed in kind.extensions:
            raise RefusedFile(
                mark(
                    "The name ends in {ending}, but the content is not {kind}. Open it, save it "
                    "anew, and choose the new file."
                ),
                ending=claimed,
                kind=kind.name,
            )
    return policy.CSV if claimed in policy.CSV.extensions else policy.TEXT
