"""The ten commitments against their targets and against what enables them."""

from decimal import Decimal

from commitments.definition import Commitment
from lhs_portal.lib.wording import mark, say, say_count
from reports.presentation.answers import NOT_APPLICABLE
from reports.presentation.page import CommitmentView
from reports.presentation.reading import Reading, decimal
from reports.presentation.subjects import present_subject
from reports.presentation.wording import capital, figure, listed, lowered, signed_lag

THROUGH_LINE_NOTE = mark(
    "The foundations of a commitment are the features that carry it. A score half a level or "
    "more above them is at risk: what it rests on may not keep it up. A score half a level or "
    "more below them does not yet show what they make possible."
)

STATE_WORDS = {
    "ahead": mark("Ahead of its foundations: at risk"),
    "behind": mark("Behind its foundations: not yet felt"),
    "aligned": mark("In step with its foundations"),
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
            reading.level(target["target"]) if target["declared"] else say("No target declared")
        ),
        statement=declared.get("statement", ""),
        gap=gap,
        gap_shown=say("None without a score") if gap is None else figure(gap),
        gap_how=_how_gap(reading, code, gap),
        enabling=enabling,
        enabling_shown=say("Not known") if enabling is None else figure(enabling),
        lag=lag,
        lag_shown=say("Not known") if lag is None else signed_lag(lag),
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
        return (say("No commitment is applicable."),)
    if len(names[None]) == len(applicable):
        return (
            say(
                "How the commitments stand to their foundations is not known: too few of both "
                "have a score."
            ),
        )
    lines = [_of_state(state, names[state]) for state in STATE_WORDS if names[state]]
    if names[None]:
        lines.append(
            say(
                "Not known for {names}: the commitment or its foundations have no score.",
                names=listed(names[None]),
            )
        )
    return tuple(lines)


def _of_state(state: str, names: list[str]) -> str:
    shown = listed(names)
    if state == "ahead":
        return say_count(
            "{names} is ahead of its foundations: at risk.",
            "{names} are ahead of their foundations: at risk.",
            len(names),
            names=shown,
        )
    if state == "behind":
        return say_count(
            "{names} is behind its foundations: these are not yet felt.",
            "{names} are behind their foundations: these are not yet felt.",
            len(names),
            names=shown,
        )
    return say_count(
        "{names} is in step with its foundations.",
        "{names} are in step with their foundations.",
        len(names),
        names=shown,
    )


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
        state = lowered(say(STATE_WORDS[strand["state"]]))
        return say("{name} is {state}.", name=name, state=state)
    if not reading.applicable(commitment.code):
        return say("{name} is not applicable.", name=name)
    if strand["enabling"] is None:
        return say("Not known: too few of the features that carry {name} have a score.", name=name)
    return say("Not known: {name} has no score.", name=name)


def _state(reading: Reading, code: str) -> str:
    state = reading.card["through_line"][code]["state"]
    if state is not None:
        return say(STATE_WORDS[state])
    return say("Not known") if reading.applicable(code) else say(NOT_APPLICABLE)


def _how_gap(reading: Reading, code: str, gap: Decimal | None) -> str:
    target, score = reading.card["targets"][code], reading.score(code)
    if gap is None or score is None:
        return say("Gap: none without a score.")
    level = str(target["target"])
    if not target["declared"]:
        level = say("{level} (no target is declared, so level 4 stands in)", level=level)
    if gap == 0:
        return say(
            "Gap: the score {score} reaches the target {level}: no gap.",
            score=figure(score),
            level=level,
        )
    return say(
        "Gap: target {level} − score {score} = {gap}.",
        level=level,
        score=figure(score),
        gap=figure(gap),
    )


def _how_lag(
    reading: Reading, code: str, enabling: Decimal | None, lag: Decimal | None
) -> list[str]:
    lines = [say("Enabling score: {enabling}", enabling=_weighted(reading, code, enabling))]
    score = reading.score(code)
    if lag is None or score is None or enabling is None:
        lines.append(say("Lag: none without both scores."))
    else:
        lines.append(
            say(
                "Lag: score {score} − enabling score {enabling} = {lag}. From +0.50 it is ahead "
                "of its foundations, from −0.50 behind them.",
                score=figure(score),
                enabling=figure(enabling),
                lag=signed_lag(lag),
            )
        )
    return lines


def _weighted(reading: Reading, code: str, enabling: Decimal | None) -> str:
    carriers = [feature.code for feature, _ in reading.strengths(code)]
    without = [feature for feature in carriers if reading.score(feature) is None]
    left_out = say("{features} left out without a score", features=listed(without))
    if enabling is None:
        if not carriers:
            return say("none, because no feature that carries it is applicable.")
        if not without:
            return say(
                "none, because the features with a score carry less than half of the strength."
            )
        return say(
            "none, because the features with a score carry less than half of the strength "
            "({left_out}).",
            left_out=left_out,
        )
    sentence = say(
        "strength × score of each feature, {products} = {score}.",
        products=_products(reading, code),
        score=figure(enabling),
    )
    return f"{sentence} {capital(left_out)}." if without else sentence
