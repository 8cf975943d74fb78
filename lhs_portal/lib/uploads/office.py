"""Word, Excel and PowerPoint files: zip files of XML that nothing in may run, fetch or swell."""

import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from typing import IO, BinaryIO
from xml.parsers import expat

from lhs_portal.lib.uploads import policy
from lhs_portal.lib.uploads.policy import Kind, RefusedFile
from lhs_portal.lib.uploads.signatures import OLE, ZIP
from lhs_portal.lib.wording import mark

CONTENT_TYPES = "[Content_Types].xml"

NOT_OFFICE = mark(
    "Zip files cannot be taken, except for Word (.docx), Excel (.xlsx) and PowerPoint (.pptx). Add "
    "the files in it one by one."
)
MACROS = mark(
    "The file holds macros, which are programs. Save it without macros (.docx, .xlsx, .pptx), or "
    "as a PDF."
)
EMBEDDED = mark(
    "The file holds another file or a program part (an embedded object). Remove it, or save the "
    "file as a PDF."
)
ODD_XML = mark(
    "The file holds definitions that no Office program writes, such as entities. Open it in "
    "Office, save it anew, and choose the new file."
)
ODD_ZIP = mark(
    "The file is not built as Office builds it: it has parts outside of the file, hidden ones or "
    "two in one. Open it in Office, save it anew, and choose the new file."
)
REMOTE = mark(
    "The file would fetch a template or an object from another computer when it is opened. "
    "Detach it, or save the file as a PDF."
)

_CHUNK = 256 * 1024
_MAIN = {f"{kind.media_type}.main+xml": kind for kind in policy.OFFICE}
_PROGRAM = re.compile(r"macro|vba|activex", re.IGNORECASE)
# With or without a byte order mark, in UTF-8 or UTF-16. The names of parts promise nothing.
_XML = re.compile(rb"(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*<")
# Kinds of relations that are followed without a click when their target is on another computer.
_FOLLOWED = re.compile(r"/(attachedTemplate|oleObject|frame|subDocument|package)$")
_ON_ANOTHER = re.compile(
    r"\s*((https?|ftp|mhtml|mk|smb|ms-\w+):|file:/*\\\\|\\\\|//)", re.IGNORECASE
)
# Of a stored and of a deflated part: what every Office program writes.
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_LINK = 0o120000
_END_RECORD = 22
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError,
    expat.ExpatError,
)  # fmt: skip


class Budget:
    """What all parts together, those of files within files too, may swell to."""

    def __init__(self) -> None:
        self.left = policy.LARGEST_EXPANDED

    def take(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise RefusedFile(policy.TOO_DEMANDING)


def examine_office(source: BinaryIO, budget: Budget | None = None, depth: int = 1) -> Kind:
    """The kind of the file, by its own list of content types. Raises RefusedFile."""
    try:
        _check_ends(source)
        with zipfile.ZipFile(source) as archive:
            _check_directory(archive)
            kind = _kind(archive)
            for part in archive.infolist():
                _check_part(archive, part, budget := budget or Budget(), depth)
    except _DAMAGED:
        raise RefusedFile(policy.UNREADABLE) from None
    return kind


def _check_ends(source: BinaryIO) -> None:
    """The zip file is the whole file: nothing stands behind it, so that it is nothing else too."""
    source.seek(-_END_RECORD, 2)
    if source.read(4) != b"PK\x05\x06":
        raise RefusedFile(ODD_ZIP)
    source.seek(0)


def _check_directory(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > policy.MOST_PARTS:
        raise RefusedFile(policy.TOO_DEMANDING)
    names = [part.filename.lower() for part in parts]
    if CONTENT_TYPES.lower() not in names:
        raise RefusedFile(NOT_OFFICE)
    if len(set(names)) != len(names) or min(part.header_offset for part in parts) != 0:
        raise RefusedFile(ODD_ZIP)
    for part in parts:
        name = part.orig_filename  # as it stands in the file; Python itself cuts it off at a NUL
        steps = re.split(r"[/\\]", name)
        odd_name = (
            ".." in steps or steps[0] == "" or ":" in steps[0] or "\x00" in part.orig_filename
        )
        link = (part.external_attr >> 16) & 0o170000 == _LINK
        odd_method = part.flag_bits & _ENCRYPTED or part.compress_type not in _METHODS
        if odd_name or link or odd_method:
            raise RefusedFile(ODD_ZIP)


def _kind(archive: zipfile.ZipFile) -> Kind:
    kinds = set()

    def element(name: str, attributes: dict[str, str]) -> None:
        content_type = attributes.get("ContentType", "").strip()
        if _PROGRAM.search(content_type):
            raise RefusedFile(MACROS)
        if name.rpartition(":")[2] == "Override" and content_type in _MAIN:
            kinds.add(_MAIN[content_type])

    with archive.open(CONTENT_TYPES) as part:
        _read_xml(part, element)
    if len(kinds) != 1:
        raise RefusedFile(NOT_OFFICE)
    return kinds.pop()


def _check_part(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, budget: Budget, depth: int
) -> None:
    if _PROGRAM.search(part.filename):
        raise RefusedFile(MACROS)
    budget.take(part.file_size)
    with archive.open(part) as content:
        head = content.read(len(OLE))
        while content.read(_CHUNK):
            pass  # to the end, where its checksum is compared
    if head == OLE:
        raise RefusedFile(EMBEDDED)
    if head.startswith(ZIP):
        if depth == policy.DEEPEST_OFFICE_FILE:
            raise RefusedFile(EMBEDDED)
        with archive.open(part) as content, tempfile.TemporaryFile() as inner:
            shutil.copyfileobj(content, inner)
            examine_office(inner, budget, depth + 1)
    elif _XML.match(head):
        with archive.open(part) as content:
            _read_xml(content, _check_relation if part.filename.endswith(".rels") else None)


def _check_relation(_name: str, attributes: dict[str, str]) -> None:
    followed = _FOLLOWED.search(attributes.get("Type", ""))
    if followed and _ON_ANOTHER.match(attributes.get("Target", "")):
        raise RefusedFile(REMOTE)


def _read_xml(content: IO[bytes], element: Callable[[str, dict[str, str]], None] | None) -> None:
    """Call `element` for each; without it, read no further than to where the first one begins.

    No Office program writes a document type; only with one are there entities.
    """

    def document_type(*_: object) -> None:
        raise RefusedFile(ODD_XML)

    def first(*_: object) -> None:
        raise _Begun

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = document_type
    parser.StartElementHandler = element or first
    try:
        while chunk := content.read(_CHUNK):
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except _Begun:
        return


class _Begun(Exception):
    """The first element begins: a document type can no longer come."""
