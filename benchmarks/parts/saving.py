"""Saving one answer: server time against a bare save, and eight people at once."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from statistics import median

from benchmarks.asking import ask
from benchmarks.clients import Address, Connection, UnexpectedStatus, rush
from benchmarks.figures import AT_MOST, Figure, ratio_of
from benchmarks.processes import Portal, web
from benchmarks.server_time import BARE, OURS, server

WARM_UP = 30
ITEM = "safe.1"
TOKEN = re.compile(r'name="i-([^"]+)-version" value="([^"]*)"')
NOTE = "Minutes of the quality council, May {}; the figures are in the dashboard of the units."


def measure_save(portal: Portal, *, rounds: int) -> Iterator[Figure]:
    """Alternately ours and bare, each to an assessment of its own, with every item answered."""
    ours_at, bare_at = (
        f"/a/{portal.scene['assessments'][name]}/s/safe/" for name in ("full", "crowd")
    )
    own, other = [], []
    token = "1"
    with server(portal, OURS) as ours, server(portal, BARE) as bare:
        for number in range(WARM_UP + rounds):
            level, note = str(number % 5), NOTE.format(number)
            form = answer_form(ITEM, level, note, token)
            own.append(ours.call("POST", ours_at, portal.people[1], form))
            token = own[-1].json["versions"][f"i-{ITEM}"]
            posted = {"code": ITEM, "choice": level, "note": note}
            other.append(bare.call("POST", bare_at, portal.bare_people[1], posted))
    own, other = own[WARM_UP:], other[WARM_UP:]
    times, bare_times = ([cost.milliseconds for cost in costs] for costs in (own, other))
    yield Figure(
        portal.engine,
        "save: server time against the bare view",
        ratio_of(times, bare_times),
        "×",
        AT_MOST,
        2,
        f"{median(times):.1f} ms against {median(bare_times):.1f} ms",
    )
    yield Figure(
        portal.engine,
        "save: queries",
        own[-1].queries,
        "",
        AT_MOST,
        8,
        f"the bare view: {other[-1].queries}; COMMIT not counted, BEGIN on SQLite alone",
    )


def answer_form(item: str, level: str, note: str, token: str) -> dict[str, str]:
    return {
        f"i-{item}-choice": level,
        f"i-{item}-reason": "",
        f"i-{item}-note": note,
        f"i-{item}-version": token,
    }


@dataclass
class Writer:
    """One person with a share of the items; remembers what the portal confirmed."""

    connection: Connection
    assessment: str
    items: Iterator[str]
    tokens: dict[str, str] = field(default_factory=dict)
    confirmed: dict[str, str] = field(default_factory=dict)
    saves: int = 0

    def look(self, section: str) -> None:
        """Read the page, and with it what is stored."""
        page = self.connection.expect("GET", f"/a/{self.assessment}/s/{section}/").body.decode()
        self.tokens |= dict(TOKEN.findall(page))

    def save(self) -> None:
        item = next(self.items)
        note = NOTE.format(f"{threading.get_native_id()}-{self.saves}")
        form = answer_form(item, str(self.saves % 5), note, self.tokens.get(item, "1"))
        address = f"/a/{self.assessment}/s/{item.split('.')[0]}/"
        reply = self.connection.expect("POST", address, form, **{"X-Autosave": "1"})
        if reply.json["state"] != "saved":
            raise UnexpectedStatus(f"{address}: {reply.json}")
        self.tokens[item] = reply.json["versions"][f"i-{item}"]
        self.confirmed[item] = note
        self.saves += 1


def writers(portal: Portal, address: Address) -> list[Writer]:
    """Eight people on one assessment; each has every eighth item, so that nobody collides,
    and has read all pages, which say what is stored."""
    items, count = portal.scene["items"], len(portal.people)
    people = [
        Writer(
            Connection(address, person),
            portal.scene["assessments"]["crowd"],
            cycle(items[number::count]),
        )
        for number, person in enumerate(portal.people)
    ]
    for person in people:
        for section in portal.scene["sections"]:
            person.look(section["code"])
    return people


def measure_crowd(portal: Portal, *, seconds: float) -> Iterator[Figure]:
    """Eight people save as fast as they can; then everything is read back from the database."""
    assessment = portal.scene["assessments"]["crowd"]
    before = ask(portal, "stored", assessment)
    with web(portal) as address:
        people = writers(portal, address)
        crowd = rush([person.save for person in people], seconds)
    after = ask(portal, "stored", assessment)
    saves = sum(person.saves for person in people)
    lost = sum(
        after["answers"][item][0] != note
        for person in people
        for item, note in person.confirmed.items()
    )
    for fault in crowd.faults[:5]:
        print(fault)
    name = f"{len(people)} people saving for {seconds:.0f} s"
    rate = f"{saves:,} saves, {saves / crowd.seconds:.0f} a second"
    yield Figure(portal.engine, f"{name}: faults", len(crowd.faults), "", AT_MOST, 0, rate)
    yield Figure(portal.engine, f"{name}: last texts that were lost", lost, "", AT_MOST, 0)
    for what in ("events", "versions"):
        missing = abs(after[what] - before[what] - saves)
        yield Figure(portal.engine, f"{name}: {what} without a save", missing, "", AT_MOST, 0)
