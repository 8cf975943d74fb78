"""What people write of an action, as plain data: for forms, for collisions, and for the history."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from assessments.merging import Seen
from reports.plans.codes import BARRIERS, OTHER, PLANNED, STATES
from reports.plans.models import Action

# As `owner`: somebody who is no member any more stays the owner by name.
FORMER = "former"


@dataclass(frozen=True, slots=True)
class ActionContent:
    """`aim` is the code of a feature or an item; `owner` the key of a user, FORMER or nobody."""

    aim: str
    title: str
    owner: str = ""
    due: date | None = None
    state: str = PLANNED
    expected: int | None = None
    resources: str = ""
    barriers: tuple[str, ...] = ()
    barrier_other: str = ""
    notes: str = ""
    evidence: tuple[UUID, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            **asdict(self),
            "due": self.due.isoformat() if self.due else None,
            "barriers": [code for code in BARRIERS if code in self.barriers],
            "barrier_other": self.barrier_other if OTHER in self.barriers else "",
            "evidence": sorted(map(str, self.evidence)),
        }


def content_of(action: Action, members: Sequence[int]) -> ActionContent:
    """As it is stored. Costs no query where barriers and pieces were fetched with it."""
    owner = str(action.owner_id) if action.owner_id in members else ""
    barriers = list(action.barriers.all())
    return ActionContent(
        aim=action.aim_code,
        title=action.title,
        owner=owner or (FORMER if action.owner_name else ""),
        due=action.due,
        state=action.state,
        expected=action.expected,
        resources=action.resources,
        barriers=tuple(barrier.code for barrier in barriers),
        barrier_other=next((one.text for one in barriers if one.code == OTHER), ""),
        notes=action.notes,
        evidence=tuple(piece.evidence_id for piece in action.pieces.all()),
    )


def seen_of(action: Action, content: ActionContent) -> Seen:
    return Seen.of(action.version, content.as_json())


def told(action: Action) -> dict[str, Any]:
    """For the history, in English. The owner is known by key alone: it names today’s members."""
    barriers = [barrier.text or BARRIERS[barrier.code] for barrier in action.barriers.all()]
    return {
        "aim": action.aim_code,
        "title": action.title,
        "user": action.owner_id,
        "due": action.due.isoformat() if action.due else "",
        "state": STATES[action.state],
        "expected": "" if action.expected is None else str(action.expected),
        "resources": action.resources,
        "barriers": "; ".join(barriers),
        "notes": action.notes,
        "evidence": "; ".join(piece.evidence.title for piece in action.pieces.all()),
    }
