"""Writing files that are there whole, or not at all, after a crash too."""

import os
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path


def write_durably(target: Path, chunks: Iterable[bytes]) -> None:
    """Under a temporary name beside it, flushed to the disk, then renamed. Folders are made.

    Raises OSError, and leaves nothing behind, where the disk is full.
    """
    folders = [target.parent, *_folders_to_hold(target.parent)]
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
    for folder in folders:
        _flush_folder(folder)


def _folders_to_hold(folder: Path) -> Iterator[Path]:
    """Those in which a new folder will stand: a name is safe once its folder is flushed."""
    while not folder.exists():
        folder = folder.parent
        yield folder


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
