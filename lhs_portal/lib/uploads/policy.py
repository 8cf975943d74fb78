"""What may be uploaded as a file: the one place for types, sizes and the common refusals.

It knows no Django: the process that examines a file apart imports it as well.
"""

import errno
from dataclasses import dataclass

from lhs_portal.lib.wording import mark, say

MEBIBYTE = 1024 * 1024

LONGEST_NAME = 120
LARGEST_IMAGE = 40_000_000  # pixels: a page of 600 dpi has 35 million
LARGEST_WEBP = 25_000_000  # its reader takes four times the memory
LARGEST_EXPANDED = 300 * MEBIBYTE  # all parts of an Office file together
MOST_PARTS = 5_000
DEEPEST_OFFICE_FILE = 2  # a chart in a presentation holds its workbook

# What one examination may take of the machine.
MOST_MEMORY = 512 * MEBIBYTE
MOST_CPU_SECONDS = 8
LONGEST_WAIT_SECONDS = 30  # when the machine has much else to do


class RefusedFile(Exception):
    """The file is not taken. `message` is what a translator knows, with what stands in it."""

    def __init__(self, message: str, **values: str | int) -> None:
        super().__init__(message.format(**values) if values else message)
        self.message = message
        self.values = values

    @property
    def sentence(self) -> str:
        """What happened and what to do, in the language of the moment."""
        return say(self.message, **self.values)


@dataclass(frozen=True, slots=True)
class Kind:
    media_type: str
    name: str
    extensions: tuple[str, ...]
    """The first is the one that a stored file gets."""

    @property
    def extension(self) -> str:
        return self.extensions[0]


_OFFICE = "application/vnd.openxmlformats-officedocument"

PDF = Kind("application/pdf", "PDF", (".pdf",))
PNG = Kind("image/png", "PNG", (".png",))
JPEG = Kind("image/jpeg", "JPEG", (".jpg", ".jpeg"))
WEBP = Kind("image/webp", "WebP", (".webp",))
DOCX = Kind(f"{_OFFICE}.wordprocessingml.document", "Word (.docx)", (".docx",))
XLSX = Kind(f"{_OFFICE}.spreadsheetml.sheet", "Excel (.xlsx)", (".xlsx",))
PPTX = Kind(f"{_OFFICE}.presentationml.presentation", "PowerPoint (.pptx)", (".pptx",))
CSV = Kind("text/csv", "CSV", (".csv",))
TEXT = Kind("text/plain", mark("plain text"), (".txt",))

IMAGES = (PNG, JPEG, WEBP)
OFFICE = (DOCX, XLSX, PPTX)
TEXTS = (CSV, TEXT)
KINDS = (PDF, *IMAGES, *OFFICE, *TEXTS)

ACCEPTED_TEXT = mark(
    "PDF, PNG, JPEG, WebP, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), CSV or plain text"
)
ACCEPT_ATTRIBUTE = ",".join(extension for kind in KINDS for extension in kind.extensions)

EMPTY = mark("The file is empty. Check that it was saved, and choose it again.")
UNKNOWN = mark(
    "This kind of file cannot be taken. Use PDF, PNG, JPEG, WebP, Word (.docx), Excel (.xlsx), "
    "PowerPoint (.pptx), CSV or plain text; or print it to a PDF."
)
UNREADABLE = mark(
    "The file is damaged, or not what its name says. Open it, save it anew, and choose the new "
    "file."
)
TOO_DEMANDING = mark(
    "The file is too large or too complicated to be checked. Save a simpler or smaller one, "
    "such as a PDF of the pages that matter."
)
BUSY = mark("Many files are being checked at this moment. Choose the file again in a minute.")
NO_ROOM = mark(
    "The file could not be stored: the server has no room for it. Nothing else was lost. Tell your "
    "administrator, and add the file later."
)
CHOOSE_AGAIN = mark("Choose the file again: a browser does not send it a second time by itself.")


def too_large_drawn(limit: int) -> RefusedFile:
    return RefusedFile(
        mark(
            "The picture takes more than {megabytes} MB when it is drawn anew without what is "
            "hidden in it. Save it with fewer pixels, or as JPEG."
        ),
        megabytes=limit // MEBIBYTE,
    )


def too_large(limit: int) -> RefusedFile:
    return RefusedFile(
        mark(
            "The file is larger than {megabytes} MB. Save a smaller one, or only the pages that "
            "matter."
        ),
        megabytes=limit // MEBIBYTE,
    )


def is_lack_of_room(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
