"""The launcher: what it refuses in a sentence, and what happens to its processes."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from lhs_portal.environment import BASE_DIR
from tests import services
from tests.browser.portal import Portal, running_portal, worker_is_seen
from tests.faults.workers import wait_for

# The demo is loaded once, in the time of whichever test is the first.
pytestmark = [pytest.mark.xdist_group("workers"), pytest.mark.timeout(900)]
# Processes that start anew on a machine that has much else to do.
BUSY_SECONDS = 150


def launch(
    tmp_path: Path, *arguments: str, **environment: str
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "lhs_portal.run", *arguments],
        cwd=BASE_DIR,
        env={**os.environ, "LHS_MODE": "demo", "LHS_DATA_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


@dataclass(frozen=True)
class Starts:
    """Two starts, one after the other, of a demo that was not there before the first."""

    folder: Path
    port: int
    seconds: list[float]
    processor_seconds: list[float]
    printed: list[list[str]]


@pytest.fixture(scope="module")
def starts(tmp_path_factory: pytest.TempPathFactory) -> Starts:
    made = Starts(tmp_path_factory.mktemp("demo"), services.free_port(), [], [], [])
    run = [sys.executable, "-m", "lhs_portal.run"]
    command = [*run, "demo", "--without-field", "--port", str(made.port)]
    environment = {**os.environ, "LHS_MODE": "demo", "LHS_DATA_DIR": str(made.folder)}
    for _ in range(2):
        started = time.monotonic()
        with subprocess.Popen(
            command, cwd=BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout
            lines: list[str] = []
            while "Ctrl-C" not in (lines or [""])[-1]:
                lines.append(process.stdout.readline())
                assert lines[-1], "It ended before it was ready."
            made.seconds.append(time.monotonic() - started)
            made.processor_seconds.append(processor_seconds(psutil.Process(process.pid)))
            process.send_signal(signal.SIGINT)
            made.printed.append([*lines, process.stdout.read()])
    return made


def processor_seconds(process: psutil.Process) -> float:
    """Of it and of all that it started."""
    family = [process, *process.children(recursive=True)]
    return sum(sum(one.cpu_times()[:4]) for one in family)


@pytest.fixture
def portal(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Portal]:
    """On the embedded engine with a demo that is loaded already, which takes most of a start."""
    if "LHS_DATABASE_URL" not in os.environ:
        loaded: Starts = request.getfixturevalue("starts")
        not_kept = shutil.ignore_patterns("run")
        shutil.copytree(loaded.folder, tmp_path, ignore=not_kept, dirs_exist_ok=True)
    with running_portal(tmp_path, lease_seconds=3) as running:
        yield running


def pid_of(portal: Portal, program: str) -> int:
    """The newest process that the supervisor started for it."""
    log = (portal.data_dir / "run" / "supervisord.log").read_text()
    return int(re.findall(rf"spawned: '{program}' with pid (\d+)", log)[-1])


def test_taken_port_is_told_with_another_one(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = launch(tmp_path, "demo", "--port", str(port))
    assert done.returncode == 1
    assert f"Port {port} cannot be used" in done.stderr
    assert "make demo PORT=" in done.stderr
    assert "Traceback" not in done.stderr


def test_mode_that_does_not_go_with_the_command_is_told(tmp_path: Path) -> None:
    done = launch(tmp_path, "production", "--port", str(services.free_port()))
    assert (done.returncode, "LHS_MODE is “demo”" in done.stderr) == (1, True)


def test_database_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    nobody = f"postgresql://nobody@127.0.0.1:{services.free_port()}/nothing"
    port = str(services.free_port())
    done = launch(tmp_path, "demo", "--port", port, LHS_DATABASE_URL=nobody)
    assert done.returncode == 1
    assert "The database cannot be used (LHS_DATABASE_URL)" in done.stderr
    assert "Traceback" not in done.stderr


def test_reset_leaves_other_databases_alone(tmp_path: Path) -> None:
    done = launch(
        tmp_path, "demo", "--reset", "--port", str(services.free_port()),
        LHS_DATABASE_URL=f"sqlite:///{tmp_path}/mine.sqlite3",
    )  # fmt: skip
    assert (done.returncode, "Only the embedded demo can start over" in done.stderr) == (1, True)


@pytest.mark.database
def test_portal_restarts_what_dies_and_leaves_nothing_behind(portal: Portal) -> None:
    family = psutil.Process(portal.process.pid)
    worker, web = pid_of(portal, "worker1"), pid_of(portal, "web")
    os.kill(worker, signal.SIGKILL)
    os.kill(web, signal.SIGKILL)
    wait_for(
        lambda: pid_of(portal, "worker1") != worker and pid_of(portal, "web") != web,
        seconds=BUSY_SECONDS,
        what="new processes",
    )
    # Supervisor, web server and its two processes, worker.
    wait_for(
        lambda: len(family.children(recursive=True)) >= 5,
        seconds=BUSY_SECONDS,
        what="a whole family",
    )
    wait_for(lambda: seen(portal), seconds=BUSY_SECONDS, what="a portal that answers again")

    children = family.children(recursive=True)
    portal.process.send_signal(signal.SIGINT)
    portal.process.wait(timeout=BUSY_SECONDS)
    _, left = psutil.wait_procs(children, timeout=5)
    assert (portal.process.returncode, left) == (0, [])


def seen(portal: Portal) -> bool:
    try:
        return worker_is_seen(portal.url)
    except OSError:
        return False


@pytest.mark.database
def test_launcher_that_is_killed_takes_everything_with_it(portal: Portal) -> None:
    children = psutil.Process(portal.process.pid).children(recursive=True)
    portal.process.kill()
    portal.process.wait()
    _, left = psutil.wait_procs(children, timeout=60)
    assert left == []


def test_second_start_says_that_the_portal_runs_already(portal: Portal) -> None:
    done = launch(
        portal.data_dir,
        "demo",
        "--port",
        str(services.free_port()),
        **{name: portal.environment[name] for name in portal.environment if "LHS_" in name},
    )
    assert (done.returncode, "already running" in done.stderr) == (1, True)


def test_portal_prints_address_and_sign_ins_and_starts_again_within_10_seconds(
    starts: Starts,
) -> None:
    for printed in starts.printed:
        assert f"The portal is ready: http://localhost:{starts.port}\n" in printed
        assert any("Lead, " in line for line in printed)
        assert "Everything that was typed is kept." in printed[-1]
    # A machine that has something else to do as well gives it less than two processors: then what
    # it took of them is what two that are free do in that time.
    assert starts.seconds[1] < 10 or starts.processor_seconds[1] < 2 * 10
