"""The through-line: how far the features that carry a commitment are, beside the commitment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from assessments.scoring.figures import HALF, mean_where_half_is_known
from assessments.scoring.subjects import SubjectScore
from commitments.definition import Definition, Feature

State = Literal["aligned", "ahead", "behind"]
Strengths = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Strand:
    """One commitment's through-line. Enabling scores are given without a commitment score too."""

    enabling: Fraction | None
    lag: Fraction | None
    state: State | None
    by_pillar: dict[str, Fraction | None]


def strengths_of(definition: Definition) -> dict[tuple[str, str], int]:
    """By feature and commitment; a pair without a link has strength 0 and is left out."""
    return {(link.feature, link.commitment): link.strength for link in definition.through_line}


def score_through_line(
    definition: Definition, subjects: Mapping[str, SubjectScore]
) -> dict[str, Strand]:
    strengths = strengths_of(definition)
    return {
        commitment.code: _strand(definition, subjects, strengths, commitment.code)
        for commitment in definition.commitments
    }


def _strand(
    definition: Definition,
    subjects: Mapping[str, SubjectScore],
    strengths: Strengths,
    commitment: str,
) -> Strand:
    def enabling_by(features: Iterable[Feature]) -> Fraction | None:
        return mean_where_half_is_known(
            (strengths.get((feature.code, commitment), 0), subjects[feature.code].score)
            for feature in features
            if subjects[feature.code].applicable
        )

    enabling = enabling_by(definition.features)
    score = subjects[commitment].score
    lag = None if score is None or enabling is None else score - enabling
    return Strand(
        enabling=enabling,
        lag=lag,
        state=None if lag is None else state_of(lag),
        by_pillar={
            pillar.code: enabling_by(definition.features_of(pillar.code))
            for pillar in definition.pillars
        },
    )


def state_of(lag: Fraction) -> State:
    """`ahead` of its foundations is at risk; `behind`: the foundations are not yet felt."""
    if lag >= HALF:
        return "ahead"
    return "behind" if lag <= -HALF else "aligned"
