"""A what-if: server time of the whole page, and of the answer alone that a choice brings at once.

Every request asks another question, so that nothing is answered from memory.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median, quantiles
from urllib.parse import urlencode

from benchmarks.asking import ask
from benchmarks.clients import Person
from benchmarks.figures import AT_MOST, Figure
from benchmarks.processes import Portal
from benchmarks.server_time import OURS, server

WARM_UP = 10
ITEMS_SET = 6
MOST_MILLISECONDS = 100
MOST_QUERIES = 8


@dataclass(frozen=True, slots=True)
class AtOnce(Person):
    """A browser that asks by script for the answer alone."""

    @property
    def headers(self) -> dict[str, str]:
        # By name: a dataclass with slots is a new class, which a bare super() does not find.
        return {**Person.headers.__get__(self), "HX-Request": "true"}


def measure_what_if(portal: Portal, *, rounds: int) -> Iterator[Figure]:
    """On the finished report of an assessment whose 88 items all have an answer."""
    report = ask(portal, "finished_report", portal.scene["assessments"]["last"])
    lead = portal.people[0]
    choose = random.Random(5)
    with server(portal, OURS) as ours:
        for name, person in {"page": lead, "answer": AtOnce(lead.session)}.items():
            costs = []
            for _ in range(WARM_UP + rounds):
                levels = {item: str(choose.randint(0, 4)) for item in _some(portal, choose)}
                # The last part is no item: an address that is not in order is led to its own.
                address = f"/r/{report}/what-if/?{urlencode({**levels, 'asked': 'anew'})}"
                costs.append(ours.call("GET", address, person))
            taken = [cost.milliseconds for cost in costs[WARM_UP:]]
            yield Figure(
                portal.engine,
                f"what-if, {name}: server time",
                median(taken),
                " ms",
                AT_MOST,
                MOST_MILLISECONDS,
                f"95 in 100 of {rounds}: {quantiles(taken, n=20)[-1]:.1f} ms",
            )
            yield Figure(
                portal.engine,
                f"what-if, {name}: queries",
                max(cost.queries for cost in costs[WARM_UP:]),
                "",
                AT_MOST,
                MOST_QUERIES,
            )


def _some(portal: Portal, choose: random.Random) -> list[str]:
    items = portal.scene["items"]
    return sorted(choose.sample(items, ITEMS_SET), key=items.index)
