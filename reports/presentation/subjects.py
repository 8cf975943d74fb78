"""One commitment or feature: its score in words, its items, and what holds it back."""

from decimal import Decimal

from commitments.definition import Commitment, Feature, Item, Subject
from reports.presentation.answers import NOT_APPLICABLE, answer_in_words, item_state
from reports.presentation.evidence import explain_evidenced, is_unproven, present_pieces
from reports.presentation.page import HeldBack, ItemView, Score, SubjectView
from reports.presentation.reading import Reading, decimal
from reports.presentation.settling import present_settled
from reports.presentation.wording import (
    count_of,
    figure,
    listed,
    mean_in_words,
    of_hundred,
    percent,
)

TOP = 4
NO_SCORE = "No score"


def present_subject(reading: Reading, subject: Subject) -> SubjectView:
    card = reading.subject(subject.code)
    items = reading.definition.items_by_subject[subject.code]
    text = subject.definition if isinstance(subject, Commitment) else subject.summary
    return SubjectView(
        code=subject.code,
        kind=subject.kind,
        name=reading.text(subject.name),
        full_name=reading.named(subject.code),
        definition=reading.text(text),
        source=reading.cited(subject),
        provisional=isinstance(subject, Feature) and subject.provisional,
        applicable=reading.applicable(subject.code),
        score=_present_score(reading, subject, items),
        evidenced=decimal(card["evidenced"]),
        answered_shown=_answered(reading, items),
        attained=card["attained"],
        attained_shown=_attained(reading, subject),
        attained_note=_why_not_attained(reading, subject),
        held_back_lead=held_back_lead(reading, subject.code),
        held_back_by=present_all_held_back(reading, subject.code),
        items=tuple(present_item(reading, item, card["held_back_by"]) for item in items),
    )


def present_item(reading: Reading, item: Item, held_back_by: list[str]) -> ItemView:
    answer = reading.answer(item.code)
    level = answer.get("level")
    following = level + 1 if level is not None and level < TOP else None
    return ItemView(
        code=item.code,
        question=reading.text(item.question),
        why=reading.text(item.why),
        essential=item.essential,
        weight=f"{item.weight.normalize():f}",
        state=item_state(reading, item),
        state_shown=answer_in_words(reading, item),
        level=level,
        level_name="" if level is None else reading.level_name(level),
        descriptor="" if level is None else reading.text(item.descriptors[level]),
        next_level=following,
        next_level_name="" if following is None else reading.level_name(following),
        next_descriptor="" if following is None else reading.text(item.descriptors[following]),
        reason=answer.get("reason", ""),
        note="" if reading.leaves_out("notes") else answer.get("note", ""),
        holds_back=item.code in held_back_by,
        settled=present_settled(reading, item),
        evidence=present_pieces(reading, item),
        unproven=is_unproven(reading, item),
    )


def present_held_back(reading: Reading, code: str) -> HeldBack:
    """An essential item below attained + 1 is at the attained level, so it lacks its next level."""
    item = reading.definition.item_by_code[code]
    level = reading.answer(code).get("level")
    following = None if level is None else level + 1
    needs = "A level, so that the attained level of the whole can be known."
    if following is not None:
        needs = reading.text(item.descriptors[following])
    now = answer_in_words(reading, item)
    return HeldBack(code, reading.text(item.question), now, needs, following)


def present_all_held_back(reading: Reading, subject: str) -> tuple[HeldBack, ...]:
    codes = reading.subject(subject)["held_back_by"]
    return tuple(present_held_back(reading, code) for code in codes)


def held_back_lead(reading: Reading, subject: str) -> str:
    """What stands before the list of the items that hold a subject back; empty without any."""
    card = reading.subject(subject)
    if not card["held_back_by"]:
        return ""
    if card["attained"] is None:
        return "To know the attained level, answer"
    return f"Held back from {reading.level(card['attained'] + 1)} by"


def _present_score(reading: Reading, subject: Subject, items: tuple[Item, ...]) -> Score:
    card = reading.subject(subject.code)
    value, low, high = (decimal(card[key]) for key in ("score", "low", "high"))
    open_bounds = low != high
    why_not = _why_no_score(card["reason"])
    return Score(
        value=value,
        shown=NO_SCORE if value is None else figure(value),
        of_hundred=None if value is None else of_hundred(value),
        absent_because=why_not,
        how=tuple(_how(reading, subject, items, value, why_not)),
        low=low if open_bounds else None,
        high=high if open_bounds else None,
    )


def _why_no_score(reason: str | None) -> str:
    if reason == "not_applicable":
        return "No score: every item is marked not applicable."
    if reason == "not_enough_answers":
        return (
            "No score: less than half of the applicable items, by weight, have a level, "
            "and not every applicable essential item has one."
        )
    return ""


def _how(
    reading: Reading, subject: Subject, items: tuple[Item, ...], value: Decimal | None, why: str
) -> list[str]:
    card = reading.subject(subject.code)
    lines = []
    if card["coverage"] is not None:
        lines.append(
            f"Coverage: {_answered(reading, items)}; by weight, "
            f"{percent(Decimal(card['coverage']))}."
        )
    answered = [
        (item.weight, level)
        for item in items
        if (level := reading.answer(item.code).get("level")) is not None
    ]
    if value is None:
        lines.append(why)
    else:
        lines.append(
            f"Score: the mean of the levels, {mean_in_words(answered)} = {figure(value)} "
            f"on the scale 0 to 4, or {of_hundred(value)} of 100."
        )
    missing = [item.code for item in items if item_state(reading, item) in _MISSING]
    if missing:
        low, high = figure(Decimal(card["low"])), figure(Decimal(card["high"]))
        lines.append(
            f"Bounds: {count_of(len(missing), 'item')} without a level ({', '.join(missing)}). "
            f"At level 0 throughout the score would be {low}, at level 4 throughout {high}."
        )
    evidenced = decimal(card["evidenced"])
    if evidenced is not None:
        lines.append(explain_evidenced(reading, items, evidenced))
    if card["reason"] != "not_applicable":
        lines.append(_how_attained(reading, subject, items))
    return lines


_MISSING = ("dont-know", "unanswered")


def _how_attained(reading: Reading, subject: Subject, items: tuple[Item, ...]) -> str:
    attained = reading.subject(subject.code)["attained"]
    essential = [i for i in items if i.essential and not reading.answer(i.code).get("na")]
    if attained is None:
        return f"Attained level: not known, because {_why_not_attained(reading, subject)}."
    levels = listed([f"{i.code} at {reading.answer(i.code)['level']}" for i in essential])
    return (
        f"Attained level: the lowest level among the applicable essential items, {levels}: "
        f"{reading.level(attained)}."
    )


def _attained(reading: Reading, subject: Subject) -> str:
    card = reading.subject(subject.code)
    if card["attained"] is not None:
        return reading.level(card["attained"])
    return NOT_APPLICABLE if card["reason"] == "not_applicable" else "Not known"


def _why_not_attained(reading: Reading, subject: Subject) -> str:
    """'safe.1 has no level'; empty where the level is known or nothing is applicable."""
    card = reading.subject(subject.code)
    if card["attained"] is not None or card["reason"] == "not_applicable":
        return ""
    missing = card["held_back_by"]
    if not missing:
        return "no essential item is applicable"
    return f"{listed(missing)} {'has' if len(missing) == 1 else 'have'} no level"


def _answered(reading: Reading, items: tuple[Item, ...]) -> str:
    states = [item_state(reading, item) for item in items]
    applicable = len(states) - states.count("not-applicable")
    if not applicable:
        return "no applicable item"
    noun = "applicable item" if applicable == 1 else "applicable items"
    return f"{states.count('answered')} of {applicable} {noun} with a level"
