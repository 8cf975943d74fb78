"""Requests a second of eight people, against RDMO with the same questionnaire.

RDMO's page is a program in the browser: on turning to a page it asks for the page, the navigation
and the values and has conditions resolved; after a save it asks for the navigation again, has
the progress stored, and conditions resolved (rdmo/projects/assets/js/interview/actions). Those
requests are sent one after the other, and count as one turn. What its first load needs besides
(the frame, settings, templates, the person) is left out, to its advantage.
"""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from benchmarks.clients import Address, Connection, Person, rush
from benchmarks.figures import AT_LEAST, Figure
from benchmarks.parts.saving import writers
from benchmarks.processes import Portal, running, wait_for, web
from lhs_portal.environment import BASE_DIR
from lhs_portal.processes.commands import web_command
from tests.services import free_port, fresh_database

PYTHON = BASE_DIR / "var" / "bench-peer" / "bin" / "python"
CODE = BASE_DIR / "benchmarks" / "peer"
API = "/api/v1/projects/projects"
WARM_UP_SECONDS = 2


def measure_peer(portal: Portal, *, rounds: int, seconds: float) -> Iterator[Figure]:
    with ExitStack() as stack:
        peer, scene = stack.enter_context(rdmo(portal))
        address = stack.enter_context(web(portal))
        turns: dict[str, tuple[Callable[[], list[Callable[[], None]]], ...]] = {
            "page": (lambda: readers(portal, address), lambda: peer_readers(peer, scene)),
            "save": (
                lambda: [writer.save for writer in writers(portal, address)],
                lambda: peer_writers(peer, scene),
            ),
        }
        for name, bound in {"page": 10, "save": 15}.items():
            for side in turns[name]:
                _rate(side(), WARM_UP_SECONDS)
            pairs = [[_rate(side(), seconds) for side in turns[name]] for _ in range(rounds)]
            ours, theirs = (median(rates) for rates in zip(*pairs, strict=True))
            yield Figure(
                portal.engine,
                f"{name}: requests a second against RDMO, 8 clients",
                median(own / other for own, other in pairs),
                "×",
                AT_LEAST,
                bound,
                f"{ours:.0f} against {theirs:.1f} a second",
            )


def _rate(clients: list[Callable[[], None]], seconds: float) -> float:
    result = rush(clients, seconds)
    if result.faults:
        raise RuntimeError(f"{len(result.faults)} requests failed: {result.faults[0]}")
    return result.per_second


def readers(portal: Portal, address: Address) -> list[Callable[[], None]]:
    """Everybody turns the pages of the answered assessment."""
    assessment = portal.scene["assessments"]["full"]
    codes = [section["code"] for section in portal.scene["sections"]]

    def reader(person: Person, number: int) -> Callable[[], None]:
        connection = Connection(address, person)
        sections = cycle(codes[number:] + codes[:number])

        def turn() -> None:
            connection.expect("GET", f"/a/{assessment}/s/{next(sections)}/")

        return turn

    return [reader(person, number) for number, person in enumerate(portal.people)]


def peer_readers(address: Address, scene: dict[str, Any]) -> list[Callable[[], None]]:
    root = f"{API}/{scene['project']}"

    def reader(session: str, number: int) -> Callable[[], None]:
        connection = Connection(address, Person(session))
        pages = cycle(scene["pages"][number:] + scene["pages"][:number])

        def turn() -> None:
            page = next(pages)
            attributes = [("attribute", value["attribute"]) for value in page["values"]]
            connection.expect("GET", f"{root}/pages/{page['id']}/")
            connection.expect("GET", f"{root}/navigation/{page['section']}/")
            connection.expect("GET", f"{root}/values/?{urlencode(attributes)}")
            connection.expect("POST", f"{root}/resolve/", [])

        return turn

    return [reader(session, number) for number, session in enumerate(scene["sessions"])]


def peer_writers(address: Address, scene: dict[str, Any]) -> list[Callable[[], None]]:
    root = f"{API}/{scene['project']}"
    values = [(page["section"], value) for page in scene["pages"] for value in page["values"]]
    count = len(scene["sessions"])

    def writer(session: str, number: int) -> Callable[[], None]:
        connection = Connection(address, Person(session))
        own = cycle(values[number::count])
        stored = {
            value["id"]: connection.expect("GET", f"{root}/values/{value['id']}/").json
            for _, value in values[number::count]
        }
        turns = 0

        def turn() -> None:
            nonlocal turns
            section, value = next(own)
            turns += 1
            option = value["options"][turns % len(value["options"])]
            path = f"{root}/values/{value['id']}/"
            body = {**stored[value["id"]], "option": option, "widget_type": "radio"}
            stored[value["id"]] = connection.expect("PUT", path, body).json
            connection.expect("GET", f"{root}/navigation/{section}/")
            connection.expect("POST", f"{root}/progress/", {})
            connection.expect("POST", f"{root}/resolve/", [])

        return turn

    return [writer(session, number) for number, session in enumerate(scene["sessions"])]


@contextmanager
def rdmo(portal: Portal) -> Iterator[tuple[Address, dict[str, Any]]]:
    """RDMO under the portal's own gunicorn command, on an empty database of the same engine."""
    folder = Path(portal.environment["LHS_DATA_DIR"])
    with ExitStack() as stack:
        url = f"sqlite:///{folder / 'peer.sqlite3'}"
        if portal.engine == "postgresql":
            url = stack.enter_context(fresh_database())
        environment = {
            "PATH": os.environ["PATH"],
            "LHS_DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PEER_DATABASE_URL": url,
            "PEER_FOLDER": str(folder / "peer"),
        }
        made = subprocess.run(
            [PYTHON, "fill.py"],
            cwd=CODE, env=environment, input=json.dumps(portal.scene), text=True, check=True,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        port = free_port()
        command = web_command(host="127.0.0.1", port=port, processes=2)
        command = [str(PYTHON), *command[1:]]
        command[command.index("lhs_portal.wsgi")] = "config.wsgi"
        stack.enter_context(running(command, environment, "peer", CODE))
        address, scene = Address(port, {}), json.loads(made.stdout)
        wait_for(address, "/api/v1/core/settings/")
        check_comparable(address, scene, portal.scene)
        yield address, scene


def check_comparable(address: Address, scene: dict[str, Any], ours: dict[str, Any]) -> None:
    """RDMO itself must say that it has the same questions, and that all are answered."""
    root, items = f"{API}/{scene['project']}", len(ours["items"])
    with Connection(address, Person(scene["sessions"][0])) as connection:
        progress = connection.expect("POST", f"{root}/progress/", {}).json
        page = connection.expect("GET", f"{root}/pages/{scene['pages'][0]['id']}/").json
    questions = [element["text"] for element in page["elements"]]
    asked = [item["question"] for item in ours["sections"][0]["items"]]
    if (progress["count"], progress["total"]) != (items, items) or questions != asked:
        raise ValueError(f"The peer has other content: {progress}, {questions}")
