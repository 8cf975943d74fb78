"""Pillars with their features, and the two indices, which are never blended into one."""

from collections.abc import Sequence
from decimal import Decimal

from commitments.definition import Pillar
from lhs_portal.lib.wording import say
from reports.presentation.answers import NOT_APPLICABLE
from reports.presentation.page import IndexView, PillarView, Score
from reports.presentation.reading import Json, Reading, decimal
from reports.presentation.subjects import NO_SCORE, present_subject
from reports.presentation.wording import figure, listed, of_hundred

Part = tuple[str, Decimal | None, bool]


def present_pillar(reading: Reading, pillar: Pillar) -> PillarView:
    card = reading.card["pillars"][pillar.code]
    features = reading.definition.features_of(pillar.code)
    parts = [(f.code, reading.score(f.code), reading.applicable(f.code)) for f in features]
    rule = say("at least two thirds of the applicable features need one")
    source = reading.definition.source_by_code.get(pillar.source)
    return PillarView(
        code=pillar.code,
        name=reading.text(pillar.name),
        shape=reading.shape(pillar.code),
        statement=reading.text(pillar.statement),
        source=source.citation if source else pillar.source,
        applicable=card["reason"] != "not_applicable",
        score=_roll_up(card, parts, rule, [_how_attained(reading, pillar)]),
        attained=card["attained"],
        attained_shown=_attained(reading, card),
        features=tuple(present_subject(reading, feature) for feature in features),
        original=reading.original(pillar.statement, pillar.provenance),
    )


def present_indices(reading: Reading) -> tuple[IndexView, IndexView]:
    cards = reading.card["indices"]
    commitments = [
        (reading.text(c.name), reading.score(c.code), reading.applicable(c.code))
        for c in reading.definition.commitments
    ]
    pillars = [
        (reading.text(p.name), decimal(card["score"]), card["reason"] != "not_applicable")
        for p in reading.definition.pillars
        for card in [reading.card["pillars"][p.code]]
    ]
    four_fifths = say("at least 80 % of the applicable commitments need one")
    all_of_them = say("all applicable pillars need one")
    return (
        IndexView(
            "commitments",
            say("Commitments index"),
            _roll_up(cards["commitments"], commitments, four_fifths),
        ),
        IndexView(
            "foundations",
            say("Foundations index"),
            _roll_up(cards["foundations"], pillars, all_of_them),
        ),
    )


def _roll_up(card: Json, parts: Sequence[Part], rule: str, also: Sequence[str] = ()) -> Score:
    value = decimal(card["score"])
    because = _why_no_score(card["reason"], parts, rule)
    if value is None:
        how = because
    else:
        figures = [(name, score) for name, score, _ in parts if score is not None]
        total = " + ".join(f"{figure(score)} [{name}]" for name, score in figures)
        how = say(
            "Score: the mean of its parts, ({total}) ÷ {number} = {score}.",
            total=total,
            number=len(figures),
            score=figure(value),
        )
    return Score(
        value=value,
        shown=say(NO_SCORE) if value is None else figure(value),
        of_hundred=None if value is None else of_hundred(value),
        absent_because=because,
        how=(how, *_left_out(parts), *(() if card["reason"] == "not_applicable" else also)),
    )


def _why_no_score(reason: str | None, parts: Sequence[Part], rule: str) -> str:
    if reason == "not_applicable":
        return say("No score: nothing in it is applicable.")
    if reason == "parts_missing":
        applicable = [part for part in parts if part[2]]
        scored = [part for part in applicable if part[1] is not None]
        return say(
            "No score: {scored} of {applicable} parts have one, and {rule}.",
            scored=len(scored),
            applicable=len(applicable),
            rule=rule,
        )
    return ""


def _left_out(parts: Sequence[Part]) -> list[str]:
    missing = [name for name, score, applicable in parts if applicable and score is None]
    outside = [name for name, _, applicable in parts if not applicable]
    lines = []
    if missing:
        lines.append(say("Left out because there is no score: {missing}.", missing=listed(missing)))
    if outside:
        lines.append(say("Left out as not applicable: {outside}.", outside=listed(outside)))
    return lines


def _attained(reading: Reading, card: Json) -> str:
    if card["attained"] is not None:
        return reading.level(card["attained"])
    return say(NOT_APPLICABLE) if card["reason"] == "not_applicable" else say("Not known")


def _how_attained(reading: Reading, pillar: Pillar) -> str:
    features = reading.definition.features_of(pillar.code)
    levels = {
        f.code: reading.subject(f.code)["attained"] for f in features if reading.applicable(f.code)
    }
    attained = reading.card["pillars"][pillar.code]["attained"]
    if attained is None:
        unknown = [code for code, level in levels.items() if level is None]
        return say(
            "Attained level: not known, because it is not known for {unknown}.",
            unknown=listed(unknown),
        )
    shown = listed([f"{code} at {level}" for code, level in levels.items()])
    return say(
        "Attained level: the lowest of its applicable features, {shown}: {attained}.",
        shown=shown,
        attained=reading.level(attained),
    )
