"""Server time without a server: one process calls the WSGI application, request by request.

`python -m benchmarks.server_time` reads requests as JSON lines and answers with what each cost:
milliseconds from the environ to the last byte of the body, and the statements that it sent (COMMIT
is not among them, BEGIN on SQLite alone). The settings decide whose application it is.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from benchmarks.clients import Person
from benchmarks.processes import HTTPS, Portal
from lhs_portal.environment import BASE_DIR

OURS = "lhs_portal.settings"
BARE = "benchmarks.bare.settings"


@dataclass(frozen=True, slots=True)
class Cost:
    status: int
    milliseconds: float
    queries: int
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Server:
    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def call(
        self, method: str, path: str, person: Person, data: Mapping[str, str] | None = None
    ) -> Cost:
        headers = {**HTTPS, **person.headers, **({"X-Autosave": "1"} if data else {})}
        request = {"method": method, "path": path, "headers": headers, "data": data}
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        cost = Cost(**json.loads(self.process.stdout.readline()))
        if cost.status != 200:
            raise ValueError(f"{method} {path}: {cost.status} {cost.body[:300]}")
        return cost


@contextmanager
def server(portal: Portal, settings: str) -> Iterator[Server]:
    environment = {**portal.environment, "DJANGO_SETTINGS_MODULE": settings}
    log = f"{portal.environment['LHS_DATA_DIR']}/{settings}.log"
    with open(log, "a") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.server_time"],
            cwd=BASE_DIR, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
        )  # fmt: skip
    try:
        yield Server(process)
    finally:
        process.communicate()


def main() -> None:
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    for line in sys.stdin:
        print(json.dumps(_answer(application, json.loads(line))), flush=True)


def _answer(application: Any, request: dict[str, Any]) -> dict[str, Any]:
    from urllib.parse import urlencode

    from django.db import connection
    from django.test import RequestFactory

    environ = (
        RequestFactory()
        .generic(
            request["method"],
            request["path"],
            urlencode(request["data"] or {}),
            "application/x-www-form-urlencoded",
            headers=request["headers"],
        )
        .environ
    )
    started: list[str] = []
    queries = 0

    def count(execute: Any, *arguments: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*arguments)

    with connection.execute_wrapper(count):
        began = time.perf_counter()
        response = application(environ, lambda status, _headers: started.append(status))
        body = b"".join(response)
        response.close()
        seconds = time.perf_counter() - began
    return {
        "status": int(started[0].split()[0]),
        "milliseconds": seconds * 1000,
        "queries": queries,
        "body": body.decode(),
    }


if __name__ == "__main__":
    main()
