"""Features by leverage: a rule for sorting, called that, and never an expected effect."""

from decimal import Decimal

from lhs_portal.lib.wording import mark, say
from reports.presentation.page import PriorityView
from reports.presentation.reading import Json, Reading
from reports.presentation.subjects import NO_SCORE, present_held_back
from reports.presentation.wording import figure, listed

PRIORITIES_NOTE = mark(
    "Leverage sorts the features: it is higher where a feature is weak and the commitments that "
    "it carries are far from their targets. It is not an expected effect."
)


def present_priorities(reading: Reading) -> tuple[PriorityView, ...]:
    return tuple(
        _present(reading, rank, row) for rank, row in enumerate(reading.card["priorities"], 1)
    )


def name_not_ranked(reading: Reading) -> tuple[str, ...]:
    return tuple(reading.named(code) for code in reading.card["not_ranked"])


def _present(reading: Reading, rank: int, row: Json) -> PriorityView:
    code = row["feature"]
    feature = next(f for f in reading.definition.features if f.code == code)
    pillar = reading.definition.pillar_by_code[feature.pillar]
    score = reading.score(code)
    leverage = Decimal(row["leverage"])
    return PriorityView(
        rank=rank,
        code=code,
        name=reading.text(feature.name),
        full_name=reading.named(code),
        provisional=feature.provisional,
        pillar=reading.text(pillar.name),
        shape=reading.shape(pillar.code),
        score_shown=say(NO_SCORE) if score is None else figure(score),
        leverage=leverage,
        leverage_shown=figure(leverage),
        leverage_how=_how(reading, code, score, leverage),
        lifts=listed(reading.names(row["lifts"])),
        protects=listed(reading.names(row["protects"])),
        held_back_by=tuple(present_held_back(reading, item) for item in row["held_back_by"]),
    )


def _how(reading: Reading, code: str, score: Decimal | None, leverage: Decimal) -> str:
    if score is None:
        return ""
    terms = []
    for commitment in reading.definition.commitments:
        gap = reading.card["targets"][commitment.code]["gap"]
        strengths = {f.code: s for f, s in reading.strengths(commitment.code)}
        if gap is None or Decimal(gap) == 0 or code not in strengths:
            continue
        share = f"{strengths[code]} ÷ {sum(strengths.values())}"
        terms.append(f"{figure(Decimal(gap))} × {share} [{reading.name(commitment.code)}]")
    return say(
        "Leverage: (4 − {score}) ÷ 4 × ({terms}) = {leverage}. Each term is a commitment’s gap × "
        "this feature’s share of the strength that carries it.",
        score=figure(score),
        terms=" + ".join(terms),
        leverage=figure(leverage),
    )
