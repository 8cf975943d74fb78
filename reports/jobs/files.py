"""The files of reports under the media root: `reports/<job>/<token of the attempt>/<name>`, where
the job is a report, or a rendition of one.

Each attempt has a folder of its own, so that two never write one file, and what a killed worker
left is known by its token.
"""

import hashlib
import shutil
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import structlog
from django.conf import settings

from lhs_portal.lib.durable_files import write_durably
from reports.jobs.claims import Claim
from reports.models import Rendition, Report, State

log = structlog.get_logger("reports.jobs")

# A folder of an attempt that is younger may belong to a restore in progress.
ORPHAN_AGE = 600


def attempt_folder(claim: Claim) -> str:
    return f"reports/{claim.pk}/{claim.token}"


def write(claim: Claim, name: str, content: bytes) -> str:
    """Store one file durably, whole or not at all; returns its path under the media root.

    Raises OSError, and leaves nothing, where the disk is full.
    """
    relative = f"{attempt_folder(claim)}/{name}"
    write_durably(Path(settings.MEDIA_ROOT, relative), [content])
    return relative


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def remove_attempt(claim: Claim) -> None:
    _remove(Path(settings.MEDIA_ROOT, attempt_folder(claim)))


def remove_orphans(*, older_than: float = ORPHAN_AGE) -> int:
    """Remove what no row names: of killed workers, and of reports that were deleted.

    `older_than` in seconds. Returns how many attempts' folders went.
    """
    removed = 0
    for folder in _attempt_folders():
        try:
            age = time.time() - folder.stat().st_mtime
        except FileNotFoundError:
            continue
        if age >= older_than and not _in_use(folder):
            _remove(folder)
            removed += 1
    return removed


def _attempt_folders() -> Iterator[Path]:
    return Path(settings.MEDIA_ROOT, "reports").glob("*/*/")


def _in_use(folder: Path) -> bool:
    try:
        report, token = uuid.UUID(folder.parent.name), uuid.UUID(folder.name)
    except ValueError:
        return True  # not made here: not ours to remove
    return any(
        jobs.filter(pk=report, token=token, state__in=[State.RUNNING, State.READY]).exists()
        for jobs in (Report.objects.all(), Rendition.objects.all())
    )


def _remove(folder: Path) -> None:
    """The attempt's folder, and the report's own where it is empty then."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.parent.rmdir()
    except OSError as error:
        log.debug("folder_kept", folder=folder.parent.name, error=type(error).__name__)
