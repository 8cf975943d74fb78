"""A meeting as the portal meets it: phones and a wall that follow, and people who choose."""

import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.clients import Address, Connection, Person, Reply, UnexpectedStatus

FROM_PAGE = {"HX-Request": "true"}
PHONE_ASKS = 1.5
WALL_ASKS = 1.0
LONGEST = 60
LEVELS = "01234"
SEEN = re.compile(rb"seen=([\w.-]+)")
VOTE = re.compile(rb'name="vote" value="(\d+)"')
TALLY = re.compile(rb'class="tally">(\d+)<')


@dataclass
class Meeting:
    """One vote as told by all who were there, in seconds; `confirmed` is by rater."""

    vote: str = ""
    open_at: float = 0
    closed_at: float = 0
    last_new: float = 0
    over: bool = False
    requests: int = 0
    saves: list[float] = field(default_factory=list)
    phones_late: list[float] = field(default_factory=list)
    wall_late: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    confirmed: dict[str, str] = field(default_factory=dict)


class Phone:
    """One rater's page: it asks for news, and sends what its owner chooses."""

    def __init__(self, address: Address, assessment: str, rater: str, session: str) -> None:
        self.connection = Connection(address, Person(session))
        self.rater = rater
        self.at = f"/a/{assessment}/vote/"
        self.seen = token_of(self.connection.expect("GET", self.at))
        self.vote = ""

    def take_part(self, meeting: Meeting, choices: int, thinking: tuple[float, float]) -> None:
        """From before the vote is opened until the phone shows that it is closed."""
        ask_at = time.monotonic() + random.uniform(0, PHONE_ASKS)
        send_at = 0.0
        voted = False
        while not meeting.over:
            now = time.monotonic()
            if now >= ask_at:
                ask_at = now + PHONE_ASKS
                if not self._has_news(meeting):
                    continue
                since = meeting.open_at if self.vote else meeting.closed_at
                meeting.phones_late.append(time.monotonic() - since)
                if voted and not self.vote:
                    return
                voted, send_at = True, now + random.uniform(*thinking)
            elif self.vote and choices and now >= send_at:
                self._send(meeting)
                choices -= 1
                send_at = time.monotonic() + random.uniform(*thinking)
            else:
                time.sleep(0.005)

    def _has_news(self, meeting: Meeting) -> bool:
        reply = self.connection.send("GET", f"{self.at}live/?seen={self.seen}", **FROM_PAGE)
        meeting.requests += 1
        if reply.status == 204:
            return False
        if reply.status != 200:
            raise UnexpectedStatus(f"GET {self.at}live/: {reply.status}")
        self.seen = token_of(reply)
        found = VOTE.search(reply.body)
        self.vote = found[1].decode() if found else ""
        return True

    def _send(self, meeting: Meeting) -> None:
        choice = random.choice(LEVELS)
        data = {"vote": self.vote, "choice": choice}
        began = time.monotonic()
        reply = self.connection.expect("POST", self.at, data, **FROM_PAGE)
        ended = time.monotonic()
        if f"Your choice: {choice} ".encode() not in reply.body:
            raise UnexpectedStatus(f"{self.at}: the choice {choice} is not confirmed.")
        meeting.requests += 1
        if self.rater not in meeting.confirmed:
            meeting.last_new = ended
        meeting.confirmed[self.rater] = choice
        meeting.saves.append(ended - began)


class Wall:
    """The facilitator's screen: opens a vote, and closes it when everybody has answered."""

    def __init__(self, address: Address, assessment: str, person: Person) -> None:
        self.connection = Connection(address, person)
        self.at = f"/a/{assessment}/meeting/"

    def hold(self, meeting: Meeting, item: str, phones: int, choices: int) -> None:
        # From the press on: a phone may show it before the wall has its answer.
        meeting.open_at = time.monotonic()
        opened = self._press("open/", item=item)
        found = VOTE.search(opened.body)
        assert found
        meeting.vote, seen, counted = found[1].decode(), token_of(opened), 0
        while counted < phones or len(meeting.saves) < choices:
            if meeting.faults or time.monotonic() - meeting.open_at > LONGEST:
                break
            time.sleep(WALL_ASKS)
            reply = self.connection.send(
                "GET", f"{self.at}live/?item={item}&seen={seen}", **FROM_PAGE
            )
            meeting.requests += 1
            tally = TALLY.search(reply.body)
            if reply.status == 200 and tally:
                seen, counted = token_of(reply), int(tally[1])
                if counted == phones:
                    meeting.wall_late.append(time.monotonic() - meeting.last_new)
        meeting.closed_at = time.monotonic()
        self._press("close/", item=item, vote=meeting.vote)

    def _press(self, button: str, **data: str) -> Reply:
        return self.connection.expect("POST", self.at + button, data, **FROM_PAGE)


def hold_vote(
    wall: Wall, item: str, phones: list[Phone], choices: list[int], thinking: tuple[float, float]
) -> Meeting:
    """`choices` says how often each person chooses, `thinking` within how many seconds."""
    meeting = Meeting()

    def run(work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as fault:  # noqa: BLE001  (counted, and shown at the end)
            meeting.faults.append(f"{type(fault).__name__}: {fault}")

    threads = [
        threading.Thread(
            target=run, args=[lambda p=phone, n=number: p.take_part(meeting, n, thinking)]
        )
        for phone, number in zip(phones, choices, strict=True)
    ]
    for thread in threads:
        thread.start()
    run(lambda: wall.hold(meeting, item, len(phones), sum(choices)))
    ends = time.monotonic() + 5
    for thread in threads:
        thread.join(max(0, ends - time.monotonic()))
    meeting.over = True
    for thread in threads:
        thread.join()
    return meeting


def token_of(page: Reply) -> str:
    """What the page has seen, which it sends when it asks for news."""
    found = SEEN.search(page.body)
    if found is None:
        raise UnexpectedStatus(f"This page does not follow: {page.body[:300]!r}")
    return found[1].decode()
