"""The ten commitments against their targets and against what enables them."""

from decimal import Decimal

from commitments.definition import Commitment
from reports.presentation.answers import NOT_APPLICABLE
from reports.presentation.page import CommitmentView
from reports.presentation.reading import Reading, decimal
from reports.presentation.subjects import present_subject
from reports.presentation.wording import capital, figure, listed, signed_lag

THROUGH_LINE_NOTE = (
    "The foundations of a commitment are the features that carry it. A score half a level or more "
    "above them is at risk: what it rests on may not keep it up. A score half a level or more "
    "below them does not yet show what they make possible."
)

STATE_WORDS = {
    "ahead": "Ahead of its foundations: at risk",
    "behind": "Behind its foundations: not yet felt",
    "aligned": "In step with its foundations",
}


def present_commitment(reading: Reading, commitment: Commitment) -> CommitmentView:
    code = commitment.code
    target, strand = reading.card["targets"][code], reading.card["through_line"][code]
    gap, lag, enabling = decimal(target["gap"]), decimal(strand["lag"]), decimal(strand["enabling"])
    declared = reading.frozen["targets"].get(code, {})
    return CommitmentView(
        subject=present_subject(reading, commitment),
        target=target["target"],
        target_declared=target["declared"],
        target_shown=(
            reading.level(target["target"]) if target["declared"] else "No target declared"
        ),
        statement=declared.get("statement", ""),
        gap=gap,
        gap_shown="None without a score" if gap is None else figure(gap),
        gap_how=_how_gap(reading, code, gap),
        enabling=enabling,
        enabling_shown="Not known" if enabling is None else figure(enabling),
        lag=lag,
        lag_shown="Not known" if lag is None else signed_lag(lag),
        state=strand["state"],
        state_shown=_state(reading, code),
        through_line=_sentence(reading, commitment),
        through_line_how=tuple(_how_lag(reading, code, enabling, lag)),
    )


def summarize_through_line(reading: Reading) -> tuple[str, ...]:
    """The states in words, commitments of one state together; at risk first."""
    names: dict[str | None, list[str]] = {"ahead": [], "behind": [], "aligned": [], None: []}
    applicable = [c for c in reading.definition.commitments if reading.applicable(c.code)]
    for commitment in applicable:
        state = reading.card["through_line"][commitment.code]["state"]
        names[state].append(reading.text(commitment.name))
    if not applicable:
        return ("No commitment is applicable.",)
    if len(names[None]) == len(applicable):
        return (
            "How the commitments stand to their foundations is not known: too few of both "
            "have a score.",
        )
    words = {
        "ahead": ("is ahead of its", "are ahead of their", "foundations: at risk."),
        "behind": ("is behind its", "are behind their", "foundations: these are not yet felt."),
        "aligned": ("is in step with its", "are in step with their", "foundations."),
    }
    lines = [
        f"{listed(names[state])} {one if len(names[state]) == 1 else many} {end}"
        for state, (one, many, end) in words.items()
        if names[state]
    ]
    if names[None]:
        lines.append(
            f"Not known for {listed(names[None])}: the commitment or its foundations have no score."
        )
    return tuple(lines)


def explain_cells(reading: Reading) -> tuple[str, ...]:
    """The arithmetic of the table pillar × commitment, a line for each commitment with a figure."""
    lines = []
    for commitment in reading.definition.commitments:
        by_pillar = reading.card["through_line"][commitment.code]["by_pillar"]
        cells = [
            f"{reading.text(pillar.name)} {_products(reading, commitment.code, pillar.code)} = "
            f"{figure(cell)}"
            for pillar in reading.definition.pillars
            if (cell := decimal(by_pillar[pillar.code])) is not None
        ]
        if cells:
            lines.append(f"{reading.text(commitment.name)}: {'; '.join(cells)}.")
    return tuple(lines)


def _products(reading: Reading, code: str, pillar: str = "") -> str:
    scored = [
        (feature.code, strength, score)
        for feature, strength in reading.strengths(code, pillar)
        if (score := reading.score(feature.code)) is not None
    ]
    products = " + ".join(
        f"{strength} × {figure(score)} [{name}]" for name, strength, score in scored
    )
    return f"({products}) ÷ ({' + '.join(str(strength) for _, strength, _ in scored)})"


def _sentence(reading: Reading, commitment: Commitment) -> str:
    name = reading.text(commitment.name)
    strand = reading.card["through_line"][commitment.code]
    if strand["state"] is not None:
        words = STATE_WORDS[strand["state"]]
        return f"{name} is {words[0].lower()}{words[1:]}."
    if not reading.applicable(commitment.code):
        return f"{name} is not applicable."
    if strand["enabling"] is None:
        return f"Not known: too few of the features that carry {name} have a score."
    return f"Not known: {name} has no score."


def _state(reading: Reading, code: str) -> str:
    state = reading.card["through_line"][code]["state"]
    if state is not None:
        return STATE_WORDS[state]
    return "Not known" if reading.applicable(code) else NOT_APPLICABLE


def _how_gap(reading: Reading, code: str, gap: Decimal | None) -> str:
    target, score = reading.card["targets"][code], reading.score(code)
    if gap is None or score is None:
        return "Gap: none without a score."
    level = target["target"]
    stands = "" if target["declared"] else " (no target is declared, so level 4 stands in)"
    if gap == 0:
        return f"Gap: the score {figure(score)} reaches the target {level}{stands}: no gap."
    return f"Gap: target {level}{stands} − score {figure(score)} = {figure(gap)}."


def _how_lag(
    reading: Reading, code: str, enabling: Decimal | None, lag: Decimal | None
) -> list[str]:
    lines = [f"Enabling score: {_weighted(reading, code, enabling)}"]
    score = reading.score(code)
    if lag is None or score is None or enabling is None:
        lines.append("Lag: none without both scores.")
    else:
        lines.append(
            f"Lag: score {figure(score)} − enabling score {figure(enabling)} = "
            f"{signed_lag(lag)}. From +0.50 it is ahead of its foundations, from "
            "−0.50 behind them."
        )
    return lines


def _weighted(reading: Reading, code: str, enabling: Decimal | None) -> str:
    carriers = [feature.code for feature, _ in reading.strengths(code)]
    without = [feature for feature in carriers if reading.score(feature) is None]
    left_out = f"{listed(without)} left out without a score" if without else ""
    if enabling is None:
        if not carriers:
            return "none, because no feature that carries it is applicable."
        return (
            "none, because the features with a score carry less than half of the strength"
            f"{f' ({left_out})' if left_out else ''}."
        )
    end = f". {capital(left_out)}." if left_out else "."
    return f"strength × score of each feature, {_products(reading, code)} = {figure(enabling)}{end}"
