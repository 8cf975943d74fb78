"""The score card: every figure that a page, a file or an aggregate shows is read from one.

Figures are decimals with six places; levels, targets and counts are integers; absent is None.
"""

import json
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Any

from assessments.scoring.through_line import State
from lhs_portal.lib.canonical import canonical_json

SCORING_VERSION = "1"


@dataclass(frozen=True, slots=True)
class FrameworkStamp:
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class SubjectCard:
    score: Decimal | None
    low: Decimal | None
    high: Decimal | None
    coverage: Decimal | None
    attained: int | None
    held_back_by: tuple[str, ...]
    evidenced: Decimal | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class PillarCard:
    score: Decimal | None
    attained: int | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class IndexCard:
    score: Decimal | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class StrandCard:
    enabling: Decimal | None
    lag: Decimal | None
    state: State | None
    by_pillar: dict[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class TargetCard:
    target: int
    declared: bool
    gap: Decimal | None


@dataclass(frozen=True, slots=True)
class PriorityCard:
    feature: str
    leverage: Decimal
    lifts: tuple[str, ...]
    protects: tuple[str, ...]
    held_back_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """Mappings are by code: subjects, pillars, `foundations` and `commitments`, commitments."""

    framework: FrameworkStamp
    scoring_version: str
    input_digest: str
    subjects: dict[str, SubjectCard]
    pillars: dict[str, PillarCard]
    indices: dict[str, IndexCard]
    through_line: dict[str, StrandCard]
    targets: dict[str, TargetCard]
    strengths: tuple[str, ...]
    gaps: tuple[str, ...]
    all_targets_met: bool
    dont_know: Decimal | None
    not_ranked: tuple[str, ...]
    priorities: tuple[PriorityCard, ...]

    def to_document(self) -> dict[str, Any]:
        """As plain JSON values: what `scorecard.schema.json` describes."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}

    def to_json(self) -> bytes:
        """Canonical: equal input gives equal bytes."""
        return canonical_json(self.to_document())


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return f"{value:.6f}"
        case tuple():
            return [_plain(part) for part in value]
        case dict():
            return {key: _plain(part) for key, part in value.items()}
        case _ if is_dataclass(value):
            return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            return value


def read_card(data: bytes | str) -> ScoreCard:
    """A stored card back as it was: `read_card(card.to_json()) == card`, mappings in code order.

    For cards that `to_json` wrote; anything else raises KeyError, TypeError or ValueError.
    """
    document = json.loads(data)
    return ScoreCard(
        framework=FrameworkStamp(**document["framework"]),
        scoring_version=document["scoring_version"],
        input_digest=document["input_digest"],
        subjects={
            code: SubjectCard(
                score=_figure(row["score"]),
                low=_figure(row["low"]),
                high=_figure(row["high"]),
                coverage=_figure(row["coverage"]),
                attained=row["attained"],
                held_back_by=tuple(row["held_back_by"]),
                evidenced=_figure(row["evidenced"]),
                reason=row["reason"],
            )
            for code, row in document["subjects"].items()
        },
        pillars={
            code: PillarCard(_figure(row["score"]), row["attained"], row["reason"])
            for code, row in document["pillars"].items()
        },
        indices={
            code: IndexCard(_figure(row["score"]), row["reason"])
            for code, row in document["indices"].items()
        },
        through_line={
            code: StrandCard(
                enabling=_figure(row["enabling"]),
                lag=_figure(row["lag"]),
                state=row["state"],
                by_pillar={pillar: _figure(cell) for pillar, cell in row["by_pillar"].items()},
            )
            for code, row in document["through_line"].items()
        },
        targets={
            code: TargetCard(row["target"], row["declared"], _figure(row["gap"]))
            for code, row in document["targets"].items()
        },
        strengths=tuple(document["strengths"]),
        gaps=tuple(document["gaps"]),
        all_targets_met=document["all_targets_met"],
        dont_know=_figure(document["dont_know"]),
        not_ranked=tuple(document["not_ranked"]),
        priorities=tuple(
            PriorityCard(
                feature=row["feature"],
                leverage=Decimal(row["leverage"]),
                lifts=tuple(row["lifts"]),
                protects=tuple(row["protects"]),
                held_back_by=tuple(row["held_back_by"]),
            )
            for row in document["priorities"]
        ),
    )


def _figure(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
