"""One process for one document: a crash, a hang or a hunger for memory ends that process alone."""

import errno
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from reports.documents.failure import DocumentFailed

SECONDS = 30
MEGABYTES = 400
LARGEST = 256 * 1024 * 1024  # bytes of any file that it writes, of its answer too

_SIGNALS = {
    -signal.SIGKILL: "it was killed",
    -signal.SIGXCPU: "it took too much time",
    -signal.SIGXFSZ: "it wrote too much",
    -signal.SIGABRT: "it ran out of memory or broke",
}


def run_apart(
    worker: Path,
    job: Mapping[str, Any],
    *,
    kind: str,
    seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
) -> bytes:
    """What the worker, a file of ours, wrote to standard output for this job (plain JSON values).

    Raises DocumentFailed, and OSError where the disk is full; nothing is left behind then. The
    worker gets no environment and imports nothing of the portal but what lies beside it.
    """
    task = json.dumps({**job, "seconds": seconds, "megabytes": megabytes}).encode()
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as said:
        code = _run(worker, task, answer, said, kind=kind, seconds=seconds)
        if code:
            _check_space(answer)
            because = _SIGNALS.get(code, f"its program ended with {code}")
            raise DocumentFailed(kind, because, _end_of(said).decode(errors="replace").strip())
        answer.seek(0)
        content = answer.read()
    if not content:
        raise DocumentFailed(kind, "its program gave nothing")
    return content


def _run(
    worker: Path, task: bytes, answer: BinaryIO, said: BinaryIO, *, kind: str, seconds: int
) -> int:
    """The exit code. The process has ended when this returns.

    It stays in the group of the portal's worker, so that it ends with it. Its output goes to files:
    a pipe could be held open by what it started.
    """
    process = subprocess.Popen(  # noqa: S603 - our own file, and no shell
        [sys.executable, "-I", str(worker)],
        stdin=subprocess.PIPE,
        stdout=answer,
        stderr=said,
        env={},
    )
    with process:
        try:
            if hasattr(resource, "prlimit"):  # Linux; the workers set their own limits besides
                resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
            process.communicate(task, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise DocumentFailed(kind, f"it took longer than {seconds} s") from None
        finally:
            process.kill()  # nothing, where it has ended
    return process.returncode


def _check_space(answer: BinaryIO) -> None:
    """A program that found no room for its answer could not say so either. Raises OSError then."""
    block = bytes(64 * 1024)
    if os.write(answer.fileno(), block) < len(block):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _end_of(said: BinaryIO, most: int = 2000) -> bytes:
    size = said.seek(0, os.SEEK_END)
    said.seek(max(0, size - most))
    return said.read()
