"""Web server and workers under one supervisor, in the foreground.

supervisord keeps each child in a process group of its own and starts it again when it dies. It
runs in a session of its own, so that Ctrl-C reaches this process alone, which then stops the rest
in order: a report in progress is finished first.
"""

import ctypes
import os
import shlex
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO

from lhs_portal.environment import BASE_DIR
from lhs_portal.processes.commands import GRACE_SECONDS, web_command, worker_command

JOB_SECONDS = 60
READY_SECONDS = 60
PR_SET_PDEATHSIG = 1


class NotReady(Exception):
    """The web server did not answer in time, or a process ended at once."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`logs` is a folder for logs; None sends them to standard error."""

    host: str
    port: int
    web_processes: int
    workers: int
    folder: Path
    logs: Path | None
    headers: dict[str, str]

    @property
    def probe(self) -> urllib.request.Request:
        host = "127.0.0.1" if self.host == "0.0.0.0" else self.host  # noqa: S104 - a comparison
        return urllib.request.Request(f"http://{host}:{self.port}/readyz", headers=self.headers)


def write_configuration(plan: Plan) -> Path:
    plan.folder.mkdir(parents=True, exist_ok=True)
    if plan.logs:
        plan.logs.mkdir(parents=True, exist_ok=True)
    web = web_command(host=plan.host, port=plan.port, processes=plan.web_processes)
    sections = [
        "[supervisord]",
        "nodaemon=true",
        "silent=true",
        f"logfile={_escaped(plan.folder / 'supervisord.log')}",
        "logfile_maxbytes=1MB",
        "logfile_backups=1",
        f"pidfile={_escaped(plan.folder / 'supervisord.pid')}",
        f"directory={_escaped(BASE_DIR)}",
        "",
        *_program(plan, "web", web, stop_seconds=GRACE_SECONDS + 5),
    ]
    for number in range(1, plan.workers + 1):
        name = f"worker{number}"
        sections += _program(plan, name, worker_command(f"{name}@%h"), stop_seconds=JOB_SECONDS)
    path = plan.folder / "supervisord.conf"
    path.write_text("\n".join(sections) + "\n")
    return path


def _program(plan: Plan, name: str, command: list[str], *, stop_seconds: int) -> list[str]:
    log = _escaped(plan.logs / f"{name}.log") if plan.logs else "/dev/stderr"
    return [
        f"[program:{name}]",
        f"command={_escaped(shlex.join(command))}",
        f"directory={_escaped(BASE_DIR)}",
        "autorestart=true",
        "startsecs=2",
        "startretries=1000",
        # TERM goes to the process alone, so that the worker's own child can finish the PDF; what
        # is left of the group after the time is killed together.
        "stopsignal=TERM",
        "stopasgroup=false",
        "killasgroup=true",
        f"stopwaitsecs={stop_seconds}",
        "redirect_stderr=true",
        f"stdout_logfile={log}",
        f"stdout_logfile_maxbytes={'5MB' if plan.logs else '0'}",
        "stdout_logfile_backups=1",
        "",
    ]


def _escaped(value: Path | str) -> str:
    """supervisord expands %(names)s, and takes ` ;` for a comment."""
    return str(value).replace("%", "%%")


def run_supervised(plan: Plan, on_ready: Callable[[], None]) -> int:
    """Returns the exit status once everything has stopped. Raises NotReady."""
    stop = threading.Event()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ask_to_stop)
    command = [
        sys.executable, "-m", "supervisor.supervisord", "-c", str(write_configuration(plan)),
    ]  # fmt: skip
    process = subprocess.Popen(  # noqa: S603 - our own configuration, and no shell
        command,
        cwd=BASE_DIR,
        stdin=subprocess.DEVNULL,
        stderr=None if plan.logs else subprocess.PIPE,
        start_new_session=True,
        preexec_fn=_end_with_parent,
    )
    if process.stderr:
        threading.Thread(target=_pass_on, args=[process.stderr], daemon=True).start()
    try:
        if _wait_until_ready(plan, process, stop):
            on_ready()
        while not stop.wait(0.5) and process.poll() is None:
            pass
    finally:
        ended_by_itself = process.poll() is not None
        _stop(process)
    return 1 if ended_by_itself else 0


def _pass_on(logs: IO[bytes]) -> None:
    """To our own standard error. supervisord opens its by name, which fails for a socket."""
    for line in logs:
        os.write(2, line)


def _wait_until_ready(
    plan: Plan, process: "subprocess.Popen[bytes]", stop: threading.Event
) -> bool:
    deadline = time.monotonic() + READY_SECONDS
    while not stop.is_set():
        if process.poll() is not None:
            raise NotReady("The supervisor ended at once.")
        if time.monotonic() > deadline:
            raise NotReady(f"The web server did not answer within {READY_SECONDS} seconds.")
        if answers(plan.probe):
            return True
        stop.wait(0.1)
    return False


def answers(request: urllib.request.Request) -> bool:
    try:
        with urllib.request.urlopen(request, timeout=2) as response:  # noqa: S310 - our own address
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _stop(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(timeout=JOB_SECONDS + 15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _end_with_parent() -> None:
    """On Linux: a launcher that is killed outright takes the supervisor with it, in order."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
