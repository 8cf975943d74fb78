"""Real workers for the tests: processes of their own on the test's database, killed at any moment."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from lhs_portal.environment import BASE_DIR

LEASE_SECONDS = 2


@dataclass(frozen=True)
class Workshop:
    """Where the workers of one test work: its data folder and its broker.

    The lease is short, so that lost jobs are found soon; on a busy machine a job may then be given
    up for lost that is not. Where attempts are counted it has to be longer.
    """

    folder: Path
    broker_url: str
    lease_seconds: int = LEASE_SECONDS

    @property
    def media(self) -> Path:
        return self.folder / "media"

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "LHS_MODE": "test",
            "LHS_DATA_DIR": str(self.folder),
            "LHS_MEDIA_ROOT": str(self.media),
            "LHS_DATABASE_URL": database_url(),
            "LHS_BROKER_URL": self.broker_url,
            "LHS_LEASE_SECONDS": str(self.lease_seconds),
            "DJANGO_SETTINGS_MODULE": "lhs_portal.settings",
        }

    def mails(self) -> int:
        folder = self.folder / "mail"
        return len(list(folder.iterdir())) if folder.exists() else 0

    def files(self) -> list[str]:
        return sorted(
            str(path.relative_to(self.media)) for path in self.media.rglob("*") if path.is_file()
        )

    @contextmanager
    def worker(
        self, *, pause_at: str = "", longest: int = 300
    ) -> Iterator["subprocess.Popen[bytes]"]:
        """A worker's process; with `pause_at` it stops there in its first job, until `resume`."""
        command = [sys.executable, "-m", "tests.faults.worker_program"]
        environment = {**self.environment, "PAUSE_AT": pause_at, "LONGEST": str(longest)}
        with (self.folder / "worker.log").open("ab") as log:
            process = subprocess.Popen(
                command, cwd=BASE_DIR, env=environment, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        try:
            yield process
        finally:
            kill(process)

    def paused(self) -> bool:
        return (self.folder / "paused").exists()

    def resume(self) -> None:
        (self.folder / "resume").touch()

    def log(self) -> str:
        return (self.folder / "worker.log").read_text()


def kill(process: "subprocess.Popen[bytes]") -> None:
    """-9 to the whole group."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def database_url() -> str:
    """The test's own database, for another process."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    user = quote(settings["USER"]) + (
        f":{quote(settings['PASSWORD'])}" if settings["PASSWORD"] else ""
    )
    return f"postgresql://{user}@{settings['HOST']}:{settings['PORT'] or 5432}/{settings['NAME']}"


def wait_for(condition: Callable[[], object], *, seconds: float, what: str) -> float:
    """Returns how many seconds it took; fails with `what` where it does not come true."""
    started = time.monotonic()
    while not condition():
        if time.monotonic() - started > seconds:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.05)
    return time.monotonic() - started
