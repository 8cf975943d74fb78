"""The report's scores read through another framework, as frozen data."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class CrosswalkLine:
    """One subject under a target of the other framework; `differs` says that sources differ."""

    code: str
    name: str
    score: Decimal | None
    score_shown: str
    differs: bool
    note: str


@dataclass(frozen=True, slots=True)
class CrosswalkGroup:
    """A target, such as an aim of the IOM. No score of its own: that would be a new measure."""

    code: str
    name: str
    lines: tuple[CrosswalkLine, ...]


@dataclass(frozen=True, slots=True)
class CrosswalkView:
    """`unmapped` are subjects that the other framework has no place for; each note says why."""

    code: str
    name: str
    editorial: bool
    note: str
    sources: tuple[str, ...]
    groups: tuple[CrosswalkGroup, ...]
    unmapped: tuple[CrosswalkLine, ...]
