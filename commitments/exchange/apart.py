"""Workbooks are written and read in a process of their own, with limits: see the two programs."""

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog

from commitments.exchange.tables import ReadSheet, Table, check_fits, job_of, read_sheets
from lhs_portal.lib.faults import Fault, FaultyDocument
from lhs_portal.lib.wording import say

log = structlog.get_logger("lhs_portal.exchange")

SECONDS = 30
_FOLDER = Path(__file__).parent
# At one time in this process, so that many together stay within its memory too.
_TURNS = threading.BoundedSemaphore(2)


class WorkbookFailed(Exception):
    """The workbook could not be written: a fault of ours."""


def write_workbook(
    tables: Sequence[Table], *, title: str, lead: Sequence[str], lead_name: str, created: str
) -> bytes:
    """Raises TooLong where a text fits into no cell, and WorkbookFailed."""
    check_fits(tables)
    job = job_of(tables, title=title, lead=lead, lead_name=lead_name, created=created)
    code, content, said = _run("write_workbook.py", json.dumps(job).encode())
    if code or not content:
        raise WorkbookFailed(f"Its program ended with {code}: {said}")
    return content


def read_workbook(data: bytes) -> list[ReadSheet]:
    """Raises FaultyDocument. The bytes were examined as any upload is (see lib/uploads)."""
    code, content, said = _run("read_workbook.py", data)
    if code or not content:
        log.warning("workbook_not_read", status=code, said=said)
        raise FaultyDocument([Fault("", _unreadable())])
    answer: Mapping[str, Any] = json.loads(content)
    if "refused" in answer:
        raise FaultyDocument([Fault("", say(answer["refused"], **answer.get("values", {})))])
    return read_sheets(answer)


def _unreadable() -> str:
    return say(
        "The workbook cannot be read, or takes too much time or memory. Open it in Excel, save it "
        "anew as .xlsx, and choose the new file."
    )


def _run(program: str, task: bytes) -> tuple[int, bytes, str]:
    command = [sys.executable, "-I", str(_FOLDER / program)]
    with _turn():
        try:
            done = subprocess.run(  # noqa: S603 - our own file, and no shell
                command,
                input=task,
                capture_output=True,
                timeout=SECONDS,
                check=False,
                # No variable of ours: whoever should break in there finds no secret.
                env={"TMPDIR": tempfile.gettempdir()},
            )
        except subprocess.TimeoutExpired:
            return -1, b"", "too slow"
    said = done.stderr.decode(errors="replace").splitlines()
    return done.returncode, done.stdout, said[-1] if said else ""


@contextmanager
def _turn() -> Iterator[None]:
    if not _TURNS.acquire(timeout=SECONDS):
        raise FaultyDocument(
            [Fault("", say("Many files are being read at this moment. Try again in a minute."))]
        )
    try:
        yield
    finally:
        _TURNS.release()
