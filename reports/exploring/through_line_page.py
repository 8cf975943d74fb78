"""The through-line as a map, and one step on it, as frozen data."""

from dataclasses import dataclass
from decimal import Decimal

from reports.exploring.what_if import Question


@dataclass(frozen=True, slots=True)
class MapColumn:
    """A feature; its pillar's code chooses its mark."""

    code: str
    name: str
    pillar: str
    score_shown: str


@dataclass(frozen=True, slots=True)
class MapRow:
    """A commitment, and how much each feature carries it, in the columns' order."""

    code: str
    name: str
    score_shown: str
    state: str | None
    state_shown: str
    strengths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ThroughLineMap:
    columns: tuple[MapColumn, ...]
    rows: tuple[MapRow, ...]


@dataclass(frozen=True, slots=True)
class StepItem:
    """`needs` says what its next level takes; `what_if` asks what would follow from that."""

    code: str
    question: str
    level: int | None
    now: str
    needs: str
    holds_back: bool
    what_if: Question | None


@dataclass(frozen=True, slots=True)
class Strand:
    """The other end of a cell of the through-line; strength 2 is primary, 1 supporting."""

    code: str
    kind: str
    name: str
    pillar: str
    score: Decimal | None
    score_shown: str
    strength: int
    strength_shown: str
    rationale: str
    sentence: str
    items_lead: str
    items: tuple[StepItem, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A commitment, a feature or an item: where it stands, what carries it, what it carries.

    `trail` leads up to it; `earlier` and `later` are its neighbors of the same kind.
    """

    kind: str
    code: str
    title: str
    provisional: bool
    trail: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    strands_title: str
    strands_note: str
    strands: tuple[Strand, ...]
    items_title: str
    items_note: str
    items: tuple[StepItem, ...]
    what_if: Question | None  # every item that holds it back, one level higher
    earlier: tuple[str, str] | None
    later: tuple[str, str] | None
