"""What a what-if page shows, as frozen data."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class LevelOption:
    value: str
    shown: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """An item whose level can be set; `now` is the report's own answer in words."""

    code: str
    question: str
    essential: bool
    now: str
    options: tuple[LevelOption, ...]
    descriptors: tuple[tuple[str, str], ...]  # the level in words, and what it says
    changed: bool


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    title: str
    note: str
    items: tuple[ItemChoice, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """One figure on 0 to 4, before and after. `change` is in words: "+0.25", "gets a score"."""

    code: str
    name: str
    before: Decimal | None
    before_shown: str
    after: Decimal | None
    after_shown: str
    change: str
    notes: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class CommitmentShift:
    """`gap` and `state` in words, before and after."""

    score: Shift
    enabling: Shift
    gap: tuple[str, str]
    state: tuple[str, str]

    @property
    def state_changes(self) -> bool:
        return self.state[0] != self.state[1]

    @property
    def more_than_foundations(self) -> bool:
        return self.score.changes or bool(self.score.notes) or self.state_changes

    @property
    def gap_changes(self) -> bool:
        return self.gap[0] != self.gap[1]


@dataclass(frozen=True, slots=True)
class RankShift:
    rank: int | None  # None: it leaves the list
    code: str
    name: str
    moved: str
    before_shown: str
    after_shown: str


@dataclass(frozen=True, slots=True)
class WhatIfView:
    """Of `features`, `pillars` and `commitments` only those that change are given."""

    set_count: int
    said: str
    follows: tuple[str, ...]
    indices: tuple[Shift, ...]
    pillars: tuple[Shift, ...]
    features: tuple[Shift, ...]
    features_note: str
    commitments: tuple[CommitmentShift, ...]
    commitments_note: str
    priorities: tuple[RankShift, ...]
    priorities_note: str
