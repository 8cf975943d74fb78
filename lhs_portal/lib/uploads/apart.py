"""Runs the examination of a file in a process of its own, with limits."""

import json
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import structlog

from lhs_portal.environment import BASE_DIR
from lhs_portal.lib.uploads import policy
from lhs_portal.lib.uploads.policy import Kind, RefusedFile
from lhs_portal.lib.uploads.signatures import claimed_extension

log = structlog.get_logger("lhs_portal.uploads")

# Examinations at one time in this process, so that many together stay within its memory too.
_TURNS = threading.BoundedSemaphore(2)


def examine_apart(source: BinaryIO, name: str, target: BinaryIO) -> Kind:
    """As `examining.examine`. Both must be real files. Raises RefusedFile."""
    with _turn():
        answer = _run(source, name, target)
    if "refused" in answer:
        raise RefusedFile(answer["refused"], **answer.get("values", {}))
    return next(kind for kind in policy.KINDS if kind.media_type == answer["media_type"])


@contextmanager
def _turn() -> Iterator[None]:
    if not _TURNS.acquire(timeout=policy.LONGEST_WAIT_SECONDS):
        raise RefusedFile(policy.BUSY)
    try:
        yield
    finally:
        _TURNS.release()


def _run(source: BinaryIO, name: str, target: BinaryIO) -> dict[str, Any]:
    source.seek(0)
    command = [
        sys.executable, "-m", "lhs_portal.lib.uploads.examining",
        claimed_extension(name), str(target.fileno()),
    ]  # fmt: skip
    # No variable of ours: whoever should break in there finds no secret.
    environment = {"TMPDIR": tempfile.gettempdir()}
    try:
        done = subprocess.run(  # noqa: S603 - ourselves, with arguments of our making
            command, stdin=source, capture_output=True, pass_fds=[target.fileno()], check=False,
            timeout=policy.LONGEST_WAIT_SECONDS, cwd=BASE_DIR, env=environment,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        log.warning("file_not_examined", reason="too slow")
        raise RefusedFile(policy.TOO_DEMANDING) from None
    if done.returncode == 0:
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer
    log.warning("file_not_examined", status=done.returncode, said=_last_line(done.stderr))
    stopped = done.returncode in {-signal.SIGXCPU, -signal.SIGKILL} or b"MemoryError" in done.stderr
    raise RefusedFile(policy.TOO_DEMANDING if stopped else policy.UNREADABLE)


def _last_line(said: bytes) -> str:
    lines = said.decode(errors="replace").splitlines()
    return lines[-1] if lines else ""
