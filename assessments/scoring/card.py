"""The score card: every figure that a page, a file or an aggregate shows is read from one.

Figures are decimals with six places; levels, targets and counts are integers; absent is None.
"""

import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from assessments.scoring.plain import OMIT_EMPTY, plain_fields
from assessments.scoring.through_line import State
from lhs_portal.lib.canonical import canonical_json

SCORING_VERSION = "1"


@dataclass(frozen=True, slots=True)
class FrameworkStamp:
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class AgreementCard:
    """What raters' views of one subject have in common; `interval` and `range` are lowest first.

    A screen may show less of few raters: see `assessments.anonymity`.
    """

    r_wg_j: Decimal | None
    ad: Decimal | None
    interval: tuple[Decimal, Decimal] | None
    range: tuple[Decimal, Decimal] | None
    role_gap: Decimal | None


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
    agreement: AgreementCard | None = field(default=None, metadata=OMIT_EMPTY)


@dataclass(frozen=True, slots=True)
class ItemCard:
    """`n` is the number of levels given; below two, statistics and both booleans are None.

    `settled` is the level that makes scores: with settled answers theirs, which the consensus is,
    and with ratings alone what these settle by rule. None where that is no level, but "not
    applicable" or nothing.
    """

    n: int
    mean: Decimal | None
    median: Decimal | None
    range: int | None
    near_median: Decimal | None
    ad: Decimal | None
    r_wg: Decimal | None
    contested: bool | None
    outlying: bool | None
    settled: int | None


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
    """Mappings are by code: subjects, pillars, `foundations` and `commitments`, commitments, items.

    `items` are those with at least one rating.
    """

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
    items: dict[str, ItemCard] = field(default_factory=dict, metadata=OMIT_EMPTY)

    def to_document(self) -> dict[str, Any]:
        """As plain JSON values: what `scorecard.schema.json` describes."""
        return plain_fields(self)

    def to_json(self) -> bytes:
        """Canonical: equal input gives equal bytes."""
        return canonical_json(self.to_document())


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
                agreement=read_agreement(row["agreement"]) if "agreement" in row else None,
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
        items={
            code: ItemCard(
                n=row["n"],
                mean=_figure(row["mean"]),
                median=_figure(row["median"]),
                range=row["range"],
                near_median=_figure(row["near_median"]),
                ad=_figure(row["ad"]),
                r_wg=_figure(row["r_wg"]),
                contested=row["contested"],
                outlying=row["outlying"],
                settled=row["settled"],
            )
            for code, row in document.get("items", {}).items()
        },
    )


def read_agreement(row: dict[str, Any]) -> AgreementCard:
    return AgreementCard(
        r_wg_j=_figure(row["r_wg_j"]),
        ad=_figure(row["ad"]),
        interval=_pair(row["interval"]),
        range=_pair(row["range"]),
        role_gap=_figure(row["role_gap"]),
    )


def _pair(texts: list[str] | None) -> tuple[Decimal, Decimal] | None:
    return None if texts is None else (Decimal(texts[0]), Decimal(texts[1]))


def _figure(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
