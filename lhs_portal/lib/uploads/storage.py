"""Where checked files are kept: `evidence/<2>/<2>/<id>` under the media root.

Nothing of the given name is in the path, and no web server serves the folder: views do, to those
who may see the file.
"""

import re
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError

from lhs_portal.lib.durable_files import write_durably
from lhs_portal.lib.uploads import policy
from lhs_portal.lib.uploads.checking import CHUNK, Accepted
from lhs_portal.lib.uploads.policy import RefusedFile

log = structlog.get_logger("lhs_portal.uploads")

FOLDER = "evidence"
_PATH = re.compile(rf"{FOLDER}/([0-9a-f]{{2}})/([0-9a-f]{{2}})/\1\2[0-9a-f]{{28}}")

# A younger file may belong to a transaction or a restore that is not finished.
ORPHAN_AGE = 3600.0
_AT_ONCE = 500


def store(accepted: Accepted) -> str:
    """Durably, whole or not at all; returns the path under the media root. Raises RefusedFile."""
    unique = uuid.uuid4().hex
    path = f"{FOLDER}/{unique[:2]}/{unique[2:4]}/{unique}"
    accepted.content.seek(0)
    try:
        write_durably(_absolute(path), iter(lambda: accepted.content.read(CHUNK), b""))
    except OSError as error:
        log.exception("file_not_stored", error=type(error).__name__)
        raise RefusedFile(policy.NO_ROOM) from None
    return path


@contextmanager
def stored(accepted: Accepted) -> Iterator[str]:
    """The path of the stored file, which goes again if the block raises.

    The transaction stands inside: a crash then leaves at most a file without a row.
    """
    path = store(accepted)
    try:
        yield path
    except (OperationalError, InterfaceError):
        # A connection lost at the commit does not say whether there is a row: the file stays, and
        # goes with the orphans if there is none.
        raise
    except BaseException:
        remove_stored(path)
        raise


def open_stored(path: str) -> BinaryIO:
    """Raises FileNotFoundError."""
    return _absolute(path).open("rb")


def remove_stored(path: str) -> None:
    _absolute(path).unlink(missing_ok=True)


def remove_orphans(
    in_use: Callable[[list[str]], set[str]], *, older_than: float = ORPHAN_AGE
) -> int:
    """Remove the files that no row names; returns how many. `in_use` tells which of some are named.

    Unfinished files of killed processes go as well. `older_than` in seconds.
    """
    removed = 0
    batch: list[str] = []
    for path in _old_files(older_than):
        batch.append(path)
        if len(batch) == _AT_ONCE:
            removed += _remove_unused(batch, in_use)
            batch = []
    return removed + _remove_unused(batch, in_use)


def _old_files(age: float) -> Iterator[str]:
    root = Path(settings.MEDIA_ROOT)
    for file in Path(root, FOLDER).glob("*/*/*"):
        path = file.relative_to(root).as_posix()
        try:
            old = time.time() - file.stat().st_mtime >= age
        except FileNotFoundError:
            continue
        if old and (_PATH.fullmatch(path) or file.suffix == ".part"):
            yield path


def _remove_unused(paths: list[str], in_use: Callable[[list[str]], set[str]]) -> int:
    unused = set(paths) - in_use(paths)
    for path in unused:
        Path(settings.MEDIA_ROOT, path).unlink(missing_ok=True)
    return len(unused)


def _absolute(path: str) -> Path:
    """Raises FileNotFoundError for a path that was not made here: it could lead anywhere."""
    if not _PATH.fullmatch(path):
        raise FileNotFoundError(path)
    return Path(settings.MEDIA_ROOT, path)
