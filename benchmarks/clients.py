"""People at their browsers: one persistent connection each, on loopback."""

import http.client
import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

TOKEN = "b" * 32
IDLE_SECONDS = 3  # the server closes a connection that is idle for 5; a browser opens a new one


@dataclass(frozen=True, slots=True)
class Person:
    """A sign-in that was made before: the session's cookie."""

    session: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Cookie": f"sessionid={self.session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}


@dataclass(frozen=True, slots=True)
class Address:
    port: int
    headers: Mapping[str, str]

    def answers(self, path: str) -> bool:
        try:
            with Connection(self) as connection:
                return connection.send("GET", path).status < 500
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class UnexpectedStatus(Exception):
    """A benchmark of refusals would measure nothing."""


class Connection:
    def __init__(self, address: Address, person: Person | None = None) -> None:
        self.headers = {**address.headers, **(person.headers if person else {})}
        self.connection = http.client.HTTPConnection("127.0.0.1", address.port, timeout=60)
        self.used_at = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.connection.close()

    def send(self, method: str, path: str, data: Any = None, **headers: str) -> Reply:
        """A mapping goes out as a form; anything else but None goes out as JSON."""
        body, kind = None, {}
        if isinstance(data, Mapping) and method == "POST":
            body, kind = urlencode(data), {"Content-Type": "application/x-www-form-urlencoded"}
        elif data is not None:
            body, kind = json.dumps(data), {"Content-Type": "application/json"}
        if time.monotonic() - self.used_at > IDLE_SECONDS:
            self.connection.close()
        try:
            self.connection.request(method, path, body, {**self.headers, **kind, **headers})
            response = self.connection.getresponse()
            return Reply(response.status, dict(response.getheaders()), response.read())
        except OSError:
            self.connection.close()
            raise
        finally:
            self.used_at = time.monotonic()

    def expect(
        self, method: str, path: str, data: Any = None, *, status: int = 200, **headers: str
    ) -> Reply:
        reply = self.send(method, path, data, **headers)
        if reply.status != status:
            raise UnexpectedStatus(f"{method} {path}: {reply.status} {reply.body[:300]!r}")
        return reply


@dataclass(frozen=True, slots=True)
class Rush:
    """What several clients did at once: their finished turns, and the faults they met."""

    turns: int
    seconds: float
    faults: list[str]

    @property
    def per_second(self) -> float:
        return self.turns / self.seconds


def rush(clients: list[Callable[[], None]], seconds: float) -> Rush:
    """Every client takes its turns one after the other until the time is over."""
    turns = [0] * len(clients)
    faults: list[str] = []
    start = threading.Barrier(len(clients) + 1)
    deadline = 0.0

    def work(number: int) -> None:
        start.wait()
        while time.monotonic() < deadline:
            try:
                clients[number]()
            except Exception as fault:  # noqa: BLE001  (counted, and shown at the end)
                faults.append(f"{type(fault).__name__}: {fault}")
            else:
                turns[number] += 1

    threads = [threading.Thread(target=work, args=[number]) for number in range(len(clients))]
    for thread in threads:
        thread.start()
    began = time.monotonic()
    deadline = began + seconds
    start.wait()
    for thread in threads:
        thread.join()
    return Rush(sum(turns), time.monotonic() - began, faults)
