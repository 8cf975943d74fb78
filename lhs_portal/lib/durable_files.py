"""Writing files that are there whole, or not at all, after a crash too."""

import os
import uuid
from collections.abc import Iterable
from pathlib import Path


def write_durably(target: Path, chunks: Iterable[bytes]) -> None:
    """Under a temporary name beside it, flushed to the disk, then renamed. Folders are made.

    Raises OSError, and leaves nothing behind, where the disk is full.
    """
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = target.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as f:
            for chunk in chunks:
                f.write(chunk)
            f.flush()
            os.fsync(f.fileno())
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
