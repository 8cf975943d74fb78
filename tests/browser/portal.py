"""The portal as a person gets it: `make demo`'s own processes, started and stopped for the tests."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from lhs_portal.environment import BASE_DIR
from tests import services

# Migrations and the demo's organizations; several times what it takes on an idle machine.
START_SECONDS = 240


@dataclass(frozen=True)
class Portal:
    """A running portal: its address, its data folder, its supervisor and its environment."""

    url: str
    data_dir: Path
    process: "subprocess.Popen[bytes]"
    environment: dict[str, str]

    def run_module(self, name: str) -> str:
        """What `python -m name` prints, with the portal's settings."""
        command = [sys.executable, "-m", name]
        done = subprocess.run(
            command, cwd=BASE_DIR, env=self.environment, capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(f"{name} ended with {done.returncode}:\n{done.stderr[-4000:]}")
        return done.stdout


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return response.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def worker_is_seen(url: str) -> bool:
    request = urllib.request.Request(f"{url}/status", headers={"Accept": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=5) as response:
            return bool(json.load(response)["status"] == "ok")
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@contextmanager
def running_portal(
    folder: Path, *, lease_seconds: int = 30, with_field: bool = False
) -> Iterator[Portal]:
    """Start it on a free port, on the engine that this run of the suite is for.

    A short lease finds a dead worker soon, and takes one on a busy machine for dead.
    """
    port = services.free_port()
    url = f"http://localhost:{port}"
    environment = {
        **os.environ,
        "LHS_MODE": "demo",
        "LHS_SITE_URL": url,
        "LHS_DATA_DIR": str(folder),
        "LHS_LEASE_SECONDS": str(lease_seconds),
        "DJANGO_SETTINGS_MODULE": "lhs_portal.settings",
    }
    with ExitStack() as stack:
        if "LHS_DATABASE_URL" in os.environ:
            redis_port = services.free_port()
            stack.enter_context(services.private_redis(folder, redis_port))
            environment["LHS_DATABASE_URL"] = stack.enter_context(services.fresh_database())
            environment["LHS_BROKER_URL"] = f"redis://127.0.0.1:{redis_port}/0"
        log = stack.enter_context((folder / "portal.log").open("wb"))
        command = [sys.executable, "-m", "lhs_portal.run", "demo", "--port", str(port)]
        if not with_field:
            command.append("--without-field")
        process = subprocess.Popen(
            command, cwd=BASE_DIR, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            deadline = time.monotonic() + START_SECONDS
            while not (_answers(f"{url}/readyz") and worker_is_seen(url)):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError((folder / "portal.log").read_text()[-4000:])
                time.sleep(0.3)
            yield Portal(url, folder, process, environment)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            process.wait(timeout=40)
