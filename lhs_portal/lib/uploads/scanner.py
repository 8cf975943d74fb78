"""The hook for a virus scanner: what its answer means for a file."""

from typing import BinaryIO

import structlog
from django.conf import settings

from lhs_portal.lib.uploads.clamd import ScannerFailed, find_virus
from lhs_portal.lib.uploads.policy import RefusedFile
from lhs_portal.lib.wording import mark

log = structlog.get_logger("lhs_portal.uploads")

CLEAN = "clean"
NOT_SCANNED = "not_scanned"

NO_ANSWER = mark(
    "The file was not stored: the virus scanner gave no answer. Try again in a few minutes; if it "
    "stays so, tell your administrator."
)


def scan(content: BinaryIO) -> str:
    """CLEAN, or NOT_SCANNED where no scanner is set up. Raises RefusedFile.

    A scanner that is set up but fails refuses every file, unless LHS_CLAMD_DOWN says otherwise.
    """
    if not settings.CLAMD:
        return NOT_SCANNED
    content.seek(0)
    try:
        virus = find_virus(settings.CLAMD, content)
    except ScannerFailed as error:
        log.error("virus_scan_failed", reason=str(error))  # noqa: TRY400 - the reason says it all
        if settings.CLAMD_DOWN == "keep":
            return NOT_SCANNED
        raise RefusedFile(NO_ANSWER) from None
    finally:
        content.seek(0)
    if virus:
        log.warning("virus_found", virus=virus)
        raise RefusedFile(
            mark(
                "The virus scanner found “{virus}” in this file, so it was not stored. Check the "
                "computer that it comes from."
            ),
            virus=virus,
        )
    return CLEAN
