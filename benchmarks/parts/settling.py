"""The two pages of settling: server time, queries and bytes; and the statistics of 200 raters."""

from collections.abc import Iterator

from benchmarks.asking import ask
from benchmarks.figures import AT_MOST, Figure
from benchmarks.parts.pages import Bounds, alternate, compare
from benchmarks.processes import Portal
from benchmarks.rounds_scene import SECTION
from benchmarks.server_time import BARE, OURS, server

PAGES = {
    "settling 4 items × 40 raters": f"settle/{SECTION}/",
    "settling 88 items × 40 raters": "settle/",
}
BOUNDS = Bounds(times=2.5, queries=12)


def measure_settling(portal: Portal, *, rounds: int) -> Iterator[Figure]:
    """By the lead, who has the fields in which it is decided."""
    many, few = (portal.scene["assessments"][name] for name in ("rated", "rated by few"))
    lead, bare_lead = portal.people[0], portal.bare_people[0]
    with server(portal, OURS) as ours, server(portal, BARE) as bare:
        for name, path in PAGES.items():
            own, other = alternate(
                (ours, lead), (bare, bare_lead), f"/a/{many}/{path}", rounds=rounds
            )
            yield from compare(portal, name, own, other, BOUNDS)
            fewer = ours.call("GET", f"/a/{few}/{path}", lead)
            yield Figure(
                portal.engine,
                f"{name}: queries for 5 and for 40 raters differ by",
                abs(own[-1].queries - fewer.queries),
                side=AT_MOST,
                bound=0,
            )
    seconds = ask(portal, "statistics", many)
    yield Figure(portal.engine, "statistics of 88 items × 200 raters", seconds, " s", AT_MOST, 1)
