"""The launcher: what it refuses in a sentence, and what happens to its processes."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from lhs_portal.environment import BASE_DIR
from tests import services
from tests.browser.portal import Portal, running_portal, worker_is_seen
from tests.faults.workers import wait_for

pytestmark = pytest.mark.xdist_group("workers")


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


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    with running_portal(tmp_path) as running:
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
        seconds=30,
        what="new processes",
    )
    # Supervisor, web server and its two processes, worker.
    wait_for(lambda: len(family.children(recursive=True)) >= 5, seconds=30, what="a whole family")
    wait_for(lambda: seen(portal), seconds=30, what="a portal that answers again")

    children = family.children(recursive=True)
    portal.process.send_signal(signal.SIGINT)
    portal.process.wait(timeout=60)
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
    tmp_path: Path,
) -> None:
    port = services.free_port()
    command = [sys.executable, "-m", "lhs_portal.run", "demo", "--port", str(port)]
    environment = {**os.environ, "LHS_MODE": "demo", "LHS_DATA_DIR": str(tmp_path)}
    times = []
    for _ in range(2):
        started = time.monotonic()
        with subprocess.Popen(
            command, cwd=BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout
            lines = []
            while "Ctrl-C" not in (lines or [""])[-1]:
                lines.append(process.stdout.readline())
            times.append(time.monotonic() - started)
            process.send_signal(signal.SIGINT)
            rest = process.stdout.read()
        assert f"The portal is ready: http://localhost:{port}\n" in lines
        assert any("Lead, " in line for line in lines)
        assert "Everything that was typed is kept." in rest
    assert times[1] < 10
