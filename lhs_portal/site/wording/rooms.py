"""Which file's texts stand in which room's catalog, `locale/<language>/<room>.po`."""

from collections.abc import Iterator
from pathlib import Path

# The longest prefix of a file's path decides.
PREFIXES = {
    "lhs_portal/": "lhs_portal",
    "templates/": "lhs_portal",
    "commitments/": "commitments",
    "templates/commitments/": "commitments",
    "commitments/drafting/": "drafting",
    "templates/drafting/": "drafting",
    "commitments/translating/": "translating",
    "templates/translating/": "translating",
    "assessments/": "assessments",
    "templates/assessments/": "assessments",
    "reports/": "reports",
    "templates/reports/": "reports",
    "reports/plans/": "plans",
    "templates/plans/": "plans",
    "reports/field/": "field",
    "templates/field/": "field",
    "reports/hub/": "hub",
    "templates/hub/": "hub",
    "reports/workbench/": "workbench",
    "templates/workbench/": "workbench",
    "reports/releases/": "releases",
    "templates/releases/": "releases",
    "reports/dryrun/": "dryrun",
    "templates/dryrun/": "dryrun",
}
ROOMS = tuple(sorted(set(PREFIXES.values())))

_ROOTS = ("assessments", "commitments", "lhs_portal", "reports", "templates")
_SUFFIXES = {".py", ".html", ".txt"}
# Commands speak to administrators at a terminal; migrations are what they were.
_SILENT = {"migrations", "management", "__pycache__"}


def room_of(path: str) -> str:
    return PREFIXES[max((prefix for prefix in PREFIXES if path.startswith(prefix)), key=len)]


def files_by_room(base: Path) -> dict[str, list[str]]:
    """The files that may hold texts, as paths from `base`, each room's in order."""
    rooms: dict[str, list[str]] = {room: [] for room in ROOMS}
    for path in sorted(_files(base)):
        rooms[room_of(path)].append(path)
    return rooms


def _files(base: Path) -> Iterator[str]:
    for root in _ROOTS:
        for path in (base / root).rglob("*"):
            within = path.relative_to(base)
            text_of_python = root != "templates" and path.suffix == ".txt"
            if path.suffix in _SUFFIXES and not text_of_python and not _SILENT & {*within.parts}:
                yield within.as_posix()
