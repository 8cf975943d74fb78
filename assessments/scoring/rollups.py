"""Pillars and the two indices: unweighted means of what is scored beneath them.

The foundations index and the commitments index are never blended into one number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessments.scoring.figures import mean
from assessments.scoring.subjects import SubjectScore
from commitments.definition import Definition

PILLAR_NEEDS = Fraction(2, 3)
FOUNDATIONS_NEED = Fraction(1)
COMMITMENTS_NEED = Fraction(4, 5)


@dataclass(frozen=True, slots=True)
class RollUp:
    """`attained` belongs to a pillar alone."""

    score: Fraction | None
    reason: str | None
    attained: int | None = None

    @property
    def applicable(self) -> bool:
        return self.reason != "not_applicable"


def score_pillars(
    definition: Definition, subjects: Mapping[str, SubjectScore]
) -> dict[str, RollUp]:
    return {
        pillar.code: score_pillar(
            [subjects[feature.code] for feature in definition.features_of(pillar.code)]
        )
        for pillar in definition.pillars
    }


def score_pillar(features: Iterable[SubjectScore]) -> RollUp:
    applicable = [feature for feature in features if feature.applicable]
    rolled_up = _roll_up([feature.score for feature in applicable], PILLAR_NEEDS)
    attained = [feature.attained for feature in applicable if feature.attained is not None]
    all_attained = applicable and len(attained) == len(applicable)
    return RollUp(rolled_up.score, rolled_up.reason, min(attained) if all_attained else None)


def score_foundations(pillars: Iterable[RollUp]) -> RollUp:
    return _roll_up([pillar.score for pillar in pillars if pillar.applicable], FOUNDATIONS_NEED)


def score_commitments(commitments: Iterable[SubjectScore]) -> RollUp:
    return _roll_up([part.score for part in commitments if part.applicable], COMMITMENTS_NEED)


def _roll_up(scores: list[Fraction | None], needed: Fraction) -> RollUp:
    """`scores` are those of the applicable parts; `needed` the share that must have one."""
    if not scores:
        return RollUp(None, "not_applicable")
    known = [score for score in scores if score is not None]
    if len(known) < needed * len(scores):
        return RollUp(None, "parts_missing")
    return RollUp(mean(known), None)
