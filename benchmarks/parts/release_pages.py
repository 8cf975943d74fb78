"""The pages of a release of 40 and of 10,000 organizations: queries, and server time."""

import subprocess
import sys
from collections.abc import Iterator
from statistics import median

from benchmarks.figures import AT_MOST, Figure
from benchmarks.parts.pages import Bounds, alternate, compare
from benchmarks.processes import Portal
from benchmarks.server_time import BARE, OURS, server
from lhs_portal.environment import BASE_DIR

PAGES = ("overview", "communication", "operations", "infrastructure", "questions", "subjects/safe")
BARE_PAGES = ("overview", "operations", "questions")
BOUNDS = Bounds(times=2.5, queries=8)
SMALL, LARGE = 1, 2
WARM = 5


def measure_release_pages(portal: Portal, *, rounds: int) -> Iterator[Figure]:
    """Against a bare view with the same queries and bytes where one was written."""
    command = [sys.executable, "-m", "benchmarks.release_scene"]
    subprocess.run(command, cwd=BASE_DIR, env=portal.environment, check=True)
    reader, bare_reader = portal.people[1], portal.bare_people[1]
    with server(portal, OURS) as ours, server(portal, BARE) as bare:
        for page in PAGES:
            queries = {}
            for number in (SMALL, LARGE):
                address = f"/releases/{number}/{page}/"
                costs = [ours.call("GET", address, reader) for _ in range(WARM + 20)][WARM:]
                queries[number] = costs[-1].queries
                yield Figure(
                    portal.engine,
                    f"release, {page}: server time at {'40' if number == SMALL else '10,000'}",
                    median(cost.milliseconds for cost in costs),
                    " ms",
                    note=f"{len(costs[-1].body.encode()):,} bytes",
                )
            yield Figure(
                portal.engine, f"release, {page}: queries", queries[LARGE], "", AT_MOST,
                BOUNDS.queries,
            )  # fmt: skip
            yield Figure(
                portal.engine,
                f"release, {page}: queries at 40 and 10,000 differ by",
                abs(queries[LARGE] - queries[SMALL]),
                side=AT_MOST,
                bound=0,
            )
        for page in BARE_PAGES:
            own, other = alternate(
                (ours, reader), (bare, bare_reader), f"/releases/{LARGE}/{page}/", rounds=rounds
            )
            yield from compare(portal, f"release, {page}", own, other, BOUNDS)
