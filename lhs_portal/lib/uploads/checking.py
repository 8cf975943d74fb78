"""The way in: a file that somebody sent becomes one that may be stored, or a refusal."""

import hashlib
import tempfile
import weakref
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import TracebackType
from typing import BinaryIO

import structlog
from django.conf import settings

from lhs_portal.lib.uploads import policy
from lhs_portal.lib.uploads.apart import examine_apart
from lhs_portal.lib.uploads.policy import RefusedFile
from lhs_portal.lib.uploads.scanner import scan
from lhs_portal.lib.uploads.shown_names import shown_name

log = structlog.get_logger("lhs_portal.uploads")

CHUNK = 256 * 1024


@dataclass(eq=False)
class Accepted:
    """A checked file. Its content is a temporary file without a name; it closes when forgotten."""

    name: str
    media_type: str
    size: int
    sha256: str
    scan: str
    content: BinaryIO = field(repr=False)

    def __post_init__(self) -> None:
        weakref.finalize(self, self.content.close)

    def close(self) -> None:
        self.content.close()

    def __enter__(self) -> "Accepted":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def check_upload(file: BinaryIO, name: str) -> Accepted:
    """What may be stored of this file. Raises RefusedFile, and nothing else, whatever the bytes."""
    try:
        return _check(file, name)
    except OSError as error:
        if not policy.is_lack_of_room(error):
            raise
        log.exception("file_not_checked", error=type(error).__name__)
        raise RefusedFile(policy.NO_ROOM) from None


def _check(file: BinaryIO, name: str) -> Accepted:
    limit = settings.UPLOAD_MAX_BYTES
    with ExitStack() as both:
        received = both.enter_context(tempfile.TemporaryFile())
        drawn = both.enter_context(tempfile.TemporaryFile())
        if _copy(file, received, limit) > limit:
            raise policy.too_large(limit)
        kind = examine_apart(received, name, drawn)
        kept, other = (drawn, received) if kind in policy.IMAGES else (received, drawn)
        size, sha256 = _measure(kept)
        if size > limit:
            raise policy.too_large_drawn(limit)
        accepted = Accepted(
            name=shown_name(name, kind),
            media_type=kind.media_type,
            size=size,
            sha256=sha256,
            scan=scan(kept),
            content=kept,
        )
        other.close()
        both.pop_all()
        return accepted


def _copy(file: BinaryIO, target: BinaryIO, limit: int) -> int:
    """Stops where the limit is passed; returns how many bytes came."""
    file.seek(0)
    copied = 0
    while copied <= limit and (chunk := file.read(CHUNK)):
        target.write(chunk)
        copied += len(chunk)
    target.flush()
    return copied


def _measure(content: BinaryIO) -> tuple[int, str]:
    content.seek(0)
    digest = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
    size = content.tell()
    content.seek(0)
    return size, digest
