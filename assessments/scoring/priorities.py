"""Targets, strengths, gaps, and the features sorted by leverage.

Leverage is a rule for sorting, not an expected effect.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessments.scoring.subjects import HIGHEST, SubjectScore
from assessments.scoring.through_line import Strand, strengths_of
from commitments.definition import Definition

STRENGTH_FROM = 2
LONGEST_LIST = 3


@dataclass(frozen=True, slots=True)
class Target:
    """Where none is declared, level 4 stands in for the arithmetic."""

    level: int
    declared: bool
    gap: Fraction | None


@dataclass(frozen=True, slots=True)
class Leverage:
    feature: str
    leverage: Fraction
    lifts: tuple[str, ...]
    protects: tuple[str, ...]
    held_back_by: tuple[str, ...]


def set_targets(
    definition: Definition, subjects: Mapping[str, SubjectScore], declared: Mapping[str, int]
) -> dict[str, Target]:
    targets = {}
    for commitment in definition.commitments:
        level = declared.get(commitment.code, HIGHEST)
        score = subjects[commitment.code].score
        gap = None if score is None else max(Fraction(), level - score)
        targets[commitment.code] = Target(level, commitment.code in declared, gap)
    return targets


def all_targets_met(targets: Mapping[str, Target]) -> bool:
    """False where no target is declared."""
    gaps = [target.gap for target in targets.values() if target.declared]
    return bool(gaps) and all(gap == 0 for gap in gaps)


def find_strengths(definition: Definition, subjects: Mapping[str, SubjectScore]) -> tuple[str, ...]:
    scores = {
        commitment.code: score
        for commitment in definition.commitments
        if (score := subjects[commitment.code].score) is not None and score >= STRENGTH_FROM
    }
    return _highest(scores)[:LONGEST_LIST]


def find_gaps(targets: Mapping[str, Target], strengths: tuple[str, ...]) -> tuple[str, ...]:
    gaps = {
        code: target.gap for code, target in targets.items() if target.gap and code not in strengths
    }
    return _highest(gaps)[:LONGEST_LIST]


def not_ranked(definition: Definition, subjects: Mapping[str, SubjectScore]) -> tuple[str, ...]:
    """Applicable features without a score: they have no leverage, and are listed apart."""
    return tuple(
        feature.code
        for feature in definition.features
        if subjects[feature.code].applicable and subjects[feature.code].score is None
    )


def rank_features(
    definition: Definition,
    subjects: Mapping[str, SubjectScore],
    targets: Mapping[str, Target],
    through_line: Mapping[str, Strand],
) -> tuple[Leverage, ...]:
    """Highest leverage first; features with leverage 0 are left out, even if they protect."""
    strengths = strengths_of(definition)
    applicable = [
        feature.code for feature in definition.features if subjects[feature.code].applicable
    ]
    carried = {
        code: sum(strengths.get((feature, code), 0) for feature in applicable) for code in targets
    }
    ranked: dict[str, Leverage] = {}
    for feature in applicable:
        score = subjects[feature].score
        if score is None:
            continue
        served = [code for code in targets if strengths.get((feature, code))]
        share_of_gaps = sum(
            (
                gap * Fraction(strengths[feature, code], carried[code])
                for code in served
                if (gap := targets[code].gap)
            ),
            Fraction(),
        )
        leverage = (HIGHEST - score) / HIGHEST * share_of_gaps
        if leverage:
            ranked[feature] = Leverage(
                feature=feature,
                leverage=leverage,
                lifts=tuple(code for code in served if targets[code].gap),
                protects=tuple(code for code in served if through_line[code].state == "ahead"),
                held_back_by=subjects[feature].held_back_by,
            )
    order = _highest({feature: row.leverage for feature, row in ranked.items()})
    return tuple(ranked[feature] for feature in order)


def _highest(figures: Mapping[str, Fraction]) -> tuple[str, ...]:
    """Codes by figure, highest first. The sort is stable, so ties stay in framework order."""
    return tuple(sorted(figures, key=lambda code: figures[code], reverse=True))
