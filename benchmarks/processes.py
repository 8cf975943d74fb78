"""The portal's processes as production has them, in a folder of their own."""

import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.clients import Address, Person
from lhs_portal.environment import BASE_DIR
from lhs_portal.lib.signing_keys import make_private_key
from lhs_portal.processes.commands import web_command, worker_command
from tests.services import free_port, fresh_database, private_redis

HOST = "bench.example"
HTTPS = {"Host": HOST, "X-Forwarded-Proto": "https", "Origin": f"https://{HOST}"}
START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Portal:
    """One engine with its broker, migrated and filled; `scene` is what benchmarks.scene made."""

    engine: str
    environment: dict[str, str]
    scene: dict[str, Any]

    @property
    def people(self) -> list[Person]:
        return [Person(person["session"]) for person in self.scene["people"]]

    @property
    def bare_people(self) -> list[Person]:
        """The same, signed in as a stock Django project signs in."""
        return [Person(person["bare_session"]) for person in self.scene["people"]]


@contextmanager
def portal(engine: str, folder: Path) -> Iterator[Portal]:
    """`engine` is sqlite (with messages in a folder) or postgresql (with Redis)."""
    with ExitStack() as stack:
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("LHS_")},
            "LHS_MODE": "production",
            "LHS_SITE_URL": f"https://{HOST}",
            "LHS_SECRET_KEY": secrets.token_urlsafe(60),
            "LHS_SIGNING_KEY": make_private_key(),
            "LHS_DATA_DIR": str(folder),
            "LHS_MEDIA_ROOT": str(folder / "media"),
            "LHS_EMAIL_HOST": "127.0.0.1",
            "LHS_EMAIL_PORT": "9",
            "LHS_FROM_EMAIL": f"portal@{HOST}",
            "LHS_TRUSTED_PROXIES": "1",
            "LHS_DATABASE_URL": f"sqlite:///{folder / 'portal.sqlite3'}",
            "LHS_BROKER_URL": f"spool://{folder / 'spool'}",
        }
        folder.mkdir(parents=True)
        if engine == "postgresql":
            port = free_port()
            stack.enter_context(private_redis(folder, port))
            environment["LHS_DATABASE_URL"] = stack.enter_context(fresh_database())
            environment["LHS_BROKER_URL"] = f"redis://127.0.0.1:{port}/0"
        with (folder / "scene.log").open("wb") as errors:
            made = subprocess.run(
                [sys.executable, "-m", "benchmarks.scene"],
                cwd=BASE_DIR, env=environment, check=True, stdout=subprocess.PIPE, stderr=errors,
            )  # fmt: skip
        yield Portal(engine, environment, json.loads(made.stdout))


@contextmanager
def web(portal: Portal, *, processes: int = 2) -> Iterator[Address]:
    port = free_port()
    command = web_command(host="127.0.0.1", port=port, processes=processes)
    address = Address(port, HTTPS)
    with running(command, portal.environment, "web"):
        wait_for(address, "/readyz")
        yield address


@contextmanager
def worker(portal: Portal) -> Iterator[None]:
    with running(worker_command("bench@%h"), portal.environment, "worker"):
        yield


@contextmanager
def running(
    command: list[str], environment: dict[str, str], name: str, cwd: Path = BASE_DIR
) -> Iterator[None]:
    log = Path(environment["LHS_DATA_DIR"]) / f"{name}.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, cwd=cwd, env=environment, stdout=output, stderr=output, start_new_session=True
        )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def wait_for(address: Address, path: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not address.answers(path):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{path} did not answer within {START_SECONDS} seconds.")
        time.sleep(0.1)
