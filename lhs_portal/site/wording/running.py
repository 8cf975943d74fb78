"""Brings the catalogs up to date, or says what is wrong with them and with the texts' sources."""

from collections.abc import Iterator
from pathlib import Path

from lhs_portal.lib.languages import INTERFACE, SOURCE
from lhs_portal.site.wording.checking import faults_between_rooms, faults_of_catalog
from lhs_portal.site.wording.extracting import Found, messages_of
from lhs_portal.site.wording.po_files import path_of, read_room, written
from lhs_portal.site.wording.rooms import ROOMS, files_by_room
from lhs_portal.site.wording.unmarked_python import unmarked_in_python
from lhs_portal.site.wording.unmarked_templates import EXEMPT, unmarked_in_template

# The rooms in which nothing may be left in English alone: `make lint` fails on it.
DONE: tuple[str, ...] = (
    "commitments",
    "lhs_portal",
    "assessments",
    "plans",
    "field",
    "hub",
    "workbench",
    "releases",
    "reports",
    "drafting",
    "dryrun",
    "translating",
)
# Names of styles, fonts and steps, programs that draw, and data files with their dictionary, which
# are English. What these say to people is said where pages and documents are presented.
FOR_PROGRAMS = (
    "reports/charts/canvas.py",
    "reports/charts/ink.py",
    "reports/charts/plotly_slope.py",
    "reports/documents/",
    "reports/jobs/",
    "reports/presentation/wording.py",
    "reports/proof/code.py",
    "reports/sharing/actions.py",
    "reports/views/",
)
LANGUAGES = [code for code in INTERFACE if code != SOURCE]


def update(base: Path, rooms: tuple[str, ...]) -> Iterator[str]:
    """Writes the catalogs of `rooms`; a line about each."""
    for room, found in _found(base, rooms).items():
        for language in LANGUAGES:
            yield _update_room(base, language, room, found)


def _update_room(base: Path, language: str, room: str, found: list[Found]) -> str:
    """What another room says already is taken over: one text has one translation."""
    known = {}
    for other in (*(name for name in ROOMS if name != room), room):
        for key, said in read_room(path_of(base, language, other), language).items():
            if all(said.forms):
                known[key] = said
    path = path_of(base, language, room)
    content = written(found, known, language, room)
    path.parent.mkdir(parents=True, exist_ok=True)
    if found and not (path.exists() and path.read_bytes() == content):
        path.write_bytes(content)
    missing = content.count(b'\nmsgstr ""\n\n') + content.count(b'\nmsgstr[0] ""\n')
    return f"{language} {room}: {len({one.key for one in found})} texts, {missing} to translate"


def check(base: Path, rooms: tuple[str, ...]) -> Iterator[str]:
    """The faults, a line each."""
    found = _found(base, rooms)
    for language in LANGUAGES:
        known = {room: read_room(path_of(base, language, room), language) for room in rooms}
        for room, messages in found.items():
            path = path_of(base, language, room).relative_to(base).as_posix()
            yield from faults_of_catalog(messages, known[room], path)
        yield from faults_between_rooms(known)
    files = files_by_room(base)
    for path in (path for room in rooms for path in files[room]):
        for line, text in unmarked(base, path):
            yield f"{path}:{line}: outside of translation: {text!r}"


def unmarked(base: Path, path: str) -> Iterator[tuple[int, str]]:
    """Texts of a file that no catalog can ever hold: line and text."""
    if path in EXEMPT or path.startswith(FOR_PROGRAMS):
        return iter(())
    text = (base / path).read_text(encoding="utf-8")
    if path.endswith(".py"):
        return unmarked_in_python(path, text)
    return unmarked_in_template(text, html=path.endswith(".html"))


def _found(base: Path, rooms: tuple[str, ...]) -> dict[str, list[Found]]:
    files = files_by_room(base)
    return {
        room: [one for path in files[room] for one in messages_of(base, path)] for room in rooms
    }
