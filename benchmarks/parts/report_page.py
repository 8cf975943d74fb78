"""The page of a report with change, plan and raters: server time, queries and bytes.

The portal remembers in its process what a report says; the first request, which makes it, is told.
"""

from collections.abc import Iterator

from benchmarks.asking import ask
from benchmarks.figures import AT_MOST, Figure
from benchmarks.parts.pages import Bounds, alternate, compare
from benchmarks.processes import Portal
from benchmarks.server_time import BARE, OURS, server

BOUNDS = Bounds(times=2.5, queries=12)
NAME = "report with change"
READER = 7  # of the people: the lead of the cycles


def measure_report_page(portal: Portal, *, rounds: int) -> Iterator[Figure]:
    """Of the third of three cycles, rated by thirteen, with two plans."""
    reports = ask(portal, "cycles", portal.scene["assessments"]["last"])
    report, another = reports["planned"], reports["signed"]
    reader, bare_reader = portal.people[READER], portal.bare_people[READER]
    with server(portal, OURS) as ours, server(portal, BARE) as bare:
        ours.call("GET", f"/r/{another}/", reader)  # so that the process itself is warm
        cold = ours.call("GET", f"/r/{report}/", reader)
        own, other = alternate((ours, reader), (bare, bare_reader), f"/r/{report}/", rounds=rounds)
    for section in ("part-change", "part-raters", "part-plan"):
        if section not in own[-1].body:
            raise ValueError(f"The page has no {section}.")
    yield Figure(
        portal.engine,
        f"{NAME}: the first time in a process",
        cold.milliseconds,
        " ms",
        note="of a process that has shown another report",
    )
    yield Figure(
        portal.engine, f"{NAME}: queries, the first time", cold.queries, "", AT_MOST, BOUNDS.queries
    )
    yield from compare(portal, NAME, own, other, BOUNDS)
