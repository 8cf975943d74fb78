"""The workflow as data: the states of an assessment, the moves between them, and who may move.

Pure. Docs and tests are generated from this table, and a check constraint repeats the states.
"""

from dataclasses import dataclass

ANSWERING = "answering"
SUBMITTED = "submitted"

STATES = {
    ANSWERING: "Open: answers can be changed",
    SUBMITTED: "Submitted: answers are frozen",
}


@dataclass(frozen=True, slots=True)
class Move:
    """One legal transition; `needs` says in words what must hold for it."""

    name: str
    source: str
    target: str
    roles: frozenset[str]
    needs: str


MOVES = {
    move.name: move
    for move in (
        Move(
            "submit",
            ANSWERING,
            SUBMITTED,
            frozenset({"lead"}),
            "every item has an answer, every “not applicable” a reason",
        ),
        Move("reopen", SUBMITTED, ANSWERING, frozenset({"lead"}), "a reason"),
    )
}


class IllegalMove(Exception):
    """The move does not start in the state that the assessment is in."""


def target_of(name: str, *, state: str) -> str:
    """The state after the move. Raises IllegalMove."""
    move = MOVES[name]
    if move.source != state:
        raise IllegalMove(f"“{name}” is not possible: {STATES[state]}.")
    return move.target
