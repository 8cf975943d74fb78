"""Thirty phones that re-rate at once, as people do, against one phone that does so alone.

A choice is lost where the portal has confirmed it and the database, once the vote is closed, has
another one or none.
"""

import random
from collections.abc import Iterator
from statistics import quantiles

from benchmarks.asking import ask
from benchmarks.figures import AT_MOST, Figure
from benchmarks.meeting_room import Meeting, Phone, Wall, hold_vote
from benchmarks.processes import Portal, web

PHONES = 30
ASSESSMENT = "rated"
THINKING = (0.3, 4.0)  # seconds until somebody sends
CHANGES_MIND = 0.2
ALONE = 20  # choices that the one phone sends in a vote
ALONE_THINKING = (0.2, 0.5)
FOLLOWS_WITHIN = 2


def measure_meeting(portal: Portal, *, votes: int) -> Iterator[Figure]:
    """In turns, so that both meet the same minutes; the first turn of each is not counted."""
    assessment = portal.scene["assessments"][ASSESSMENT]
    room = ask(portal, "room", assessment)
    item = room["item"]
    with web(portal) as address:
        wall = Wall(address, assessment, portal.people[0])
        phones = [
            Phone(address, assessment, rater, session)
            for rater, session in list(room["phones"].items())[:PHONES]
        ]
        alone, together = [], []
        for _ in range(votes + 1):
            alone.append(hold_vote(wall, item, phones[:1], [ALONE], ALONE_THINKING))
            choices = [1 + (random.random() < CHANGES_MIND) for _ in phones]
            together.append(hold_vote(wall, item, phones, choices, THINKING))
    stored = ask(portal, "ballots", assessment)
    yield from _judge(portal, alone[1:], together[1:], stored)


def _judge(
    portal: Portal,
    alone: list[Meeting],
    together: list[Meeting],
    stored: dict[str, dict[str, str]],
) -> Iterator[Figure]:
    faults = [fault for meeting in (*alone, *together) for fault in meeting.faults]
    for fault in faults[:5]:
        print(fault)
    lost = sum(
        stored.get(meeting.vote, {}).get(rater) != choice
        for meeting in (*alone, *together)
        for rater, choice in meeting.confirmed.items()
    )
    seconds = sum(meeting.closed_at - meeting.open_at for meeting in together)
    requests = sum(meeting.requests for meeting in together)
    saves = [save for meeting in together for save in meeting.saves]
    one = [save for meeting in alone for save in meeting.saves]
    name = f"{PHONES} phones re-rating"
    rate = (
        f"{len(saves)} saves in {len(together)} votes, {requests / seconds:.0f} requests a second"
    )
    yield Figure(portal.engine, f"{name}: faults", len(faults), "", AT_MOST, 0, rate)
    yield Figure(portal.engine, f"{name}: choices that were lost", lost, "", AT_MOST, 0)
    yield Figure(
        portal.engine,
        f"{name}: p95 of a save against one phone’s",
        p95(saves) / p95(one),
        "×",
        AT_MOST,
        3,
        f"{p95(saves) * 1000:.0f} ms against {p95(one) * 1000:.0f} ms of {len(one)} saves",
    )
    for who, late in {
        "a phone shows that a vote is opened or closed": [m.phones_late for m in together],
        "the wall shows the last ballot": [m.wall_late for m in together],
    }.items():
        slowest = max(second for of_meeting in late for second in of_meeting)
        title = f"{name}: slowest until {who}"
        yield Figure(portal.engine, title, slowest, " s", AT_MOST, FOLLOWS_WITHIN)


def p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1]
