"""The section page and the task list: server time and queries."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from benchmarks.clients import Person
from benchmarks.figures import AT_MOST, Figure, ratio_of
from benchmarks.processes import Portal
from benchmarks.server_time import BARE, OURS, Cost, Server, server

WARM_UP = 30
SECTION = "safe"


@dataclass(frozen=True, slots=True)
class Bounds:
    """`times` what the bare view takes."""

    times: float = 2
    queries: int = 8


def measure_pages(portal: Portal, *, rounds: int) -> Iterator[Figure]:
    person = portal.people[1]
    full, few = (portal.scene["assessments"][name] for name in ("full", "few"))
    with server(portal, OURS) as ours, server(portal, BARE) as bare:
        for name, path in {"section page": f"s/{SECTION}/", "task list": ""}.items():
            address = f"/a/{full}/{path}"
            own, other = alternate(
                (ours, person), (bare, portal.bare_people[1]), address, rounds=rounds
            )
            yield from compare(portal, name, own, other, Bounds())
            fewer = ours.call("GET", f"/a/{few}/{path}", person)
            yield Figure(
                portal.engine,
                f"{name}: queries for 4 and for 88 answers differ by",
                abs(own[-1].queries - fewer.queries),
                side=AT_MOST,
                bound=0,
            )


def alternate(
    ours: tuple[Server, Person], bare: tuple[Server, Person], path: str, *, rounds: int
) -> tuple[list[Cost], list[Cost]]:
    """A B A B, one request each, after both are warm."""
    pairs = [
        tuple(side.call("GET", path, person) for side, person in (ours, bare))
        for _ in range(WARM_UP + rounds)
    ][WARM_UP:]
    return [own for own, _ in pairs], [other for _, other in pairs]


def compare(
    portal: Portal, name: str, own: list[Cost], other: list[Cost], bounds: Bounds
) -> Iterator[Figure]:
    ours, bare = ([cost.milliseconds for cost in costs] for costs in (own, other))
    size, bare_size = (len(costs[-1].body.encode()) for costs in (own, other))
    yield Figure(
        portal.engine,
        f"{name}: server time against the bare view",
        ratio_of(ours, bare),
        "×",
        AT_MOST,
        bounds.times,
        f"{median(ours):.1f} ms against {median(bare):.1f} ms",
    )
    yield Figure(
        portal.engine,
        f"{name}: queries",
        own[-1].queries,
        "",
        AT_MOST,
        bounds.queries,
        f"the bare view: {other[-1].queries}",
    )
    yield Figure(
        portal.engine,
        f"{name}: bytes against the bare view",
        abs(size / bare_size - 1) * 100,
        " % apart",
        AT_MOST,
        5,
        f"{size:,} against {bare_size:,}",
    )
