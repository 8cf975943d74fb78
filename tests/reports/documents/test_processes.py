"""A worker that crashes, hangs, or writes without end: a sentence, and no process."""

import errno
import os
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reports.documents import processes
from reports.documents.failure import DocumentFailed
from reports.documents.processes import run_apart

Run = Callable[..., bytes]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def of(source: str, **limits: int) -> bytes:
        worker = tmp_path / "worker.py"
        worker.write_text(f"import json, os, signal, sys, time\n{source}")
        return run_apart(worker, {"note": "sécret"}, kind="docx", **limits)

    return of


def test_worker_gets_its_job_and_no_environment(run: Run) -> None:
    found = run("job = json.load(sys.stdin.buffer); print(job['note'], dict(os.environ))")
    # Python itself adds the locale's name.
    assert found.decode().startswith("sécret {")
    assert b"LHS_" not in found
    assert b"PATH" not in found


def test_worker_that_does_not_read_its_job_is_no_fault(run: Run) -> None:
    assert run("print('done')").strip() == b"done"


@pytest.mark.parametrize(
    ("source", "because"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", "it was killed"),
        ("os.abort()", "it ran out of memory or broke"),
        ("os.kill(os.getpid(), signal.SIGXCPU)", "it took too much time"),
        ("print('half'); sys.exit(3)", "its program ended with 3"),
        ("raise ValueError(sys.stdin.read())", "its program ended with 1"),
        ("pass", "its program gave nothing"),
    ],
)
def test_worker_that_breaks_is_told_in_our_words(run: Run, source: str, because: str) -> None:
    with pytest.raises(DocumentFailed) as failure:
        run(source)
    assert (failure.value.kind, failure.value.because) == ("docx", because)


def test_worker_that_hangs_is_ended(run: Run, tmp_path: Path) -> None:
    """Also where something that it started holds its output."""
    pids = tmp_path / "pids"
    source = f"""
child = os.fork()
if child: open({str(pids)!r}, "w").write(f"{{os.getpid()}} {{child}}")
time.sleep(600)
"""
    with pytest.raises(DocumentFailed, match="longer than 2 s"):
        run(source, seconds=2)
    worker, child = map(int, pids.read_text().split())
    os.kill(child, signal.SIGKILL)
    assert not _runs(worker)


def _runs(pid: int) -> bool:
    """A process that has ended and that nobody has asked about is a zombie: it runs no more."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.skipif(not Path("/proc").exists(), reason="Linux alone can bound another process")
def test_worker_that_writes_without_end_fills_neither_disk_nor_memory(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "LARGEST", 1024 * 1024)
    endless = "while True: os.write(1, b'x' * 65536)"
    with pytest.raises(DocumentFailed) as failure:
        run(f"time.sleep(.2); signal.signal(signal.SIGXFSZ, signal.SIG_DFL)\n{endless}")
    assert failure.value.because == "it wrote too much"
    with pytest.raises(DocumentFailed, match="File too large"):
        run(f"time.sleep(.2)\n{endless}")


def test_full_disk_is_told_as_such(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    with pytest.raises(OSError, match="No space left"):
        run("print('done')")


def test_disk_that_is_full_while_a_program_answers_is_told_as_such(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own words find no room either."""
    monkeypatch.setattr(
        tempfile, "TemporaryFile", lambda: os.fdopen(os.open("/dev/full", os.O_RDWR), "w+b")
    )
    with pytest.raises(OSError, match="No space left") as failure:
        run("sys.stdout.buffer.write(b'%PDF' * 10_000)")
    assert failure.value.errno == errno.ENOSPC


def test_words_of_the_program_stay_out_of_the_reason(run: Run) -> None:
    with pytest.raises(DocumentFailed) as failure:
        run("sys.stderr.write('y' * 5000 + 'a note of somebody'); sys.exit(9)")
    assert failure.value.because == "its program ended with 9"
    assert str(failure.value).endswith("a note of somebody")
    assert len(str(failure.value)) < 2_200
