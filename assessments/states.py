"""The workflow as data: the states of an assessment, the moves between them, and who may move.

Pure. Docs, checks of the database and its triggers are made from these tables.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lhs_portal.lib.wording import mark, say

TOGETHER = "together"
INDEPENDENT = "independent"

MODES = {
    TOGETHER: mark("Answered together"),
    INDEPENDENT: mark("Rated independently, then settled"),
}

PREPARING = "preparing"
RATING = "rating"
SETTLING = "settling"
ANSWERING = "answering"
AWAITING = "awaiting"
SIGNED = "signed"

STATES = {
    PREPARING: mark("Preparing: raters are invited"),
    RATING: mark("Rating: each rater answers alone, and nobody sees another’s ratings"),
    SETTLING: mark("Settling: the ratings are compared, and one answer is found for each item"),
    ANSWERING: mark("Open: answers can be changed"),
    AWAITING: mark("Awaiting sign-off: answers are frozen"),
    SIGNED: mark("Signed: everything is frozen"),
}

FIRST = {TOGETHER: ANSWERING, INDEPENDENT: PREPARING}
# Where answers are made, by mode; and where all that goes with them may still change.
WORKING = {TOGETHER: ANSWERING, INDEPENDENT: SETTLING}
OPEN = (PREPARING, RATING, SETTLING, ANSWERING)
# Where it can be taken to another framework version, and back. Not in a round: raters answer the
# questions that they see, and nobody may change those under their eyes.
MIGRATABLE = (PREPARING, ANSWERING, SETTLING)

LEAD = "lead"
SPONSOR = "sponsor"


@dataclass(frozen=True, slots=True)
class Move:
    """One legal transition of a mode; `needs` says in words what must hold for it."""

    name: str
    mode: str
    source: str
    target: str
    who: str
    needs: str


def _moves() -> Iterator[Move]:
    yield Move(
        mark("open round"),
        INDEPENDENT,
        PREPARING,
        RATING,
        LEAD,
        "a closing date, and somebody who is invited",
    )
    yield Move(mark("close round"), INDEPENDENT, RATING, SETTLING, LEAD, "nothing; it is recorded")
    yield Move(
        mark("reopen round"),
        INDEPENDENT,
        SETTLING,
        RATING,
        LEAD,
        "a reason and a closing date; what is in the figures stays",
    )
    for mode, source in WORKING.items():
        yield Move(
            mark("submit"),
            mode,
            source,
            AWAITING,
            LEAD,
            "every item has an answer, every “not applicable” a reason; a sponsor who is not the "
            "lead, or the permission to sign as the author",
        )
        yield Move(mark("withdraw"), mode, AWAITING, source, LEAD, "a reason")
        yield Move(mark("return"), mode, AWAITING, source, SPONSOR, "a remark")
        yield Move(mark("sign"), mode, AWAITING, SIGNED, SPONSOR, "name and role")
        yield Move(mark("reopen"), mode, SIGNED, source, LEAD, "a reason")


MOVES = tuple(_moves())


class IllegalMove(Exception):
    """The move does not start in the state that the assessment is in."""


def target_of(name: str, *, mode: str, state: str) -> str:
    """The state after the move. Raises IllegalMove."""
    for move in MOVES:
        if (move.name, move.mode, move.source) == (name, mode, state):
            return move.target
    raise IllegalMove(
        say("“{move}” is not possible: {state}.", move=say(name), state=say(STATES[state]))
    )


def states_of(mode: str) -> tuple[str, ...]:
    """The states that an assessment of this mode can be in, in the order of the work."""
    reached = {FIRST[mode], *(move.target for move in MOVES if move.mode == mode)}
    return tuple(state for state in STATES if state in reached)


def short_name(state: str) -> str:
    """What lists call it: the words before the colon."""
    return say(STATES[state]).partition(":")[0]
