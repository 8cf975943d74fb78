"""The way of a story's text as data: its states, the moves between them, and who may move. Pure.

Each text is a version of its story. A published text stays up while a newer one waits; at most one
version is published and at most one is worked on. Checks and triggers are made from these tables.
"""

from dataclasses import dataclass

from lhs_portal.lib.wording import mark, say

DRAFT = "draft"
OFFERED = "offered"
RETURNED = "returned"
PUBLISHED = "published"
REPLACED = "replaced"
WITHDRAWN = "withdrawn"

STATES = {
    DRAFT: mark("Draft: only the organization sees it"),
    OFFERED: mark("Offered: a moderator of the portal reads it"),
    RETURNED: mark("Returned: a moderator says what to change"),
    PUBLISHED: mark("Published: anybody can read it"),
    REPLACED: mark("Replaced: a newer text is published"),
    WITHDRAWN: mark("Withdrawn: nobody but the organization sees it"),
}
FIRST = DRAFT
# What is worked on: of these a story has at most one.
OPEN = (DRAFT, OFFERED, RETURNED)

WRITER = "lead or contributor"
LEAD = "lead"
MODERATOR = "moderator"
PORTAL = "the portal"


@dataclass(frozen=True, slots=True)
class Move:
    """One legal transition; `needs` says in words what must hold for it."""

    name: str
    source: str
    target: str
    who: tuple[str, ...]
    needs: str


MOVES = (
    Move(
        "offer",
        DRAFT,
        OFFERED,
        (LEAD,),
        "all four parts, a verified organization, a high standing, and a lead’s word that the "
        "organization is named",
    ),
    Move("take back", OFFERED, DRAFT, (LEAD,), "nothing"),
    Move("take up", RETURNED, DRAFT, (WRITER,), "an edit"),
    Move("accept", OFFERED, PUBLISHED, (MODERATOR,), "to be no member of the organization"),
    Move("return", OFFERED, RETURNED, (MODERATOR,), "a reason"),
    Move("replace", PUBLISHED, REPLACED, (PORTAL,), "a newer text that was accepted"),
    *(Move("withdraw", state, WITHDRAWN, (LEAD,), "nothing") for state in OPEN),
    Move("withdraw", PUBLISHED, WITHDRAWN, (LEAD, MODERATOR), "of a moderator, a reason"),
)


class IllegalMove(Exception):
    """The move does not start in the state that the text is in."""


def target_of(name: str, state: str) -> str:
    """The state after the move. Raises IllegalMove."""
    for move in MOVES:
        if (move.name, move.source) == (name, state):
            return move.target
    raise IllegalMove(f"“{name}” is not possible: {STATES[state]}.")


def short_name(state: str) -> str:
    """What lists call it: the words before the colon."""
    return say(STATES[state]).partition(":")[0]
