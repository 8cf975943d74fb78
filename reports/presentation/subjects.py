"""One commitment or feature: its score in words, its items, and what holds it back."""

from decimal import Decimal

from commitments.definition import Commitment, Feature, Item, Subject
from lhs_portal.lib.wording import mark, say, say_count
from reports.presentation.answers import NOT_APPLICABLE, answer_in_words, item_state
from reports.presentation.evidence import explain_evidenced, is_unproven, present_pieces
from reports.presentation.page import HeldBack, ItemView, Score, SubjectView
from reports.presentation.reading import Reading, decimal
from reports.presentation.settling import present_settled
from reports.presentation.wording import (
    figure,
    listed,
    mean_in_words,
    number_word,
    of_hundred,
    percent,
)

TOP = 4
NO_SCORE = mark("No score")


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
        original=reading.original(text, subject.provenance),
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
    needs = say("A level, so that the attained level of the whole can be known.")
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
        return say("To know the attained level, answer")
    return say("Held back from {level} by", level=reading.level(card["attained"] + 1))


def _present_score(reading: Reading, subject: Subject, items: tuple[Item, ...]) -> Score:
    card = reading.subject(subject.code)
    value, low, high = (decimal(card[key]) for key in ("score", "low", "high"))
    open_bounds = low != high
    why_not = _why_no_score(card["reason"])
    return Score(
        value=value,
        shown=say(NO_SCORE) if value is None else figure(value),
        of_hundred=None if value is None else of_hundred(value),
        absent_because=why_not,
        how=tuple(_how(reading, subject, items, value, why_not)),
        low=low if open_bounds else None,
        high=high if open_bounds else None,
    )


def _why_no_score(reason: str | None) -> str:
    if reason == "not_applicable":
        return say("No score: every item is marked not applicable.")
    if reason == "not_enough_answers":
        return say(
            "No score: less than half of the applicable items, by weight, have a level, and not "
            "every applicable essential item has one."
        )
    return ""


def _how(
    reading: Reading, subject: Subject, items: tuple[Item, ...], value: Decimal | None, why: str
) -> list[str]:
    card = reading.subject(subject.code)
    lines = []
    if card["coverage"] is not None:
        lines.append(
            say(
                "Coverage: {items}; by weight, {coverage}.",
                items=_answered(reading, items),
                coverage=percent(Decimal(card["coverage"])),
            )
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
            say(
                "Score: the mean of the levels, {mean} = {score} on the scale 0 to 4, or "
                "{hundredths} of 100.",
                mean=mean_in_words(answered),
                score=figure(value),
                hundredths=of_hundred(value),
            )
        )
    missing = [item.code for item in items if item_state(reading, item) in _MISSING]
    if missing:
        low, high = figure(Decimal(card["low"])), figure(Decimal(card["high"]))
        lines.append(
            say_count(
                "Bounds: one item without a level ({items}). "
                "At level 0 throughout the score would be {low}, at level 4 throughout {high}.",
                "Bounds: {number} items without a level ({items}). "
                "At level 0 throughout the score would be {low}, at level 4 throughout {high}.",
                len(missing),
                number=number_word(len(missing)),
                items=", ".join(missing),
                low=low,
                high=high,
            )
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
        return say(
            "Attained level: not known, because {subject}.",
            subject=_why_not_attained(reading, subject),
        )
    levels = listed([f"{i.code} at {reading.answer(i.code)['level']}" for i in essential])
    return say(
        "Attained level: the lowest level among the applicable essential items, {levels}: "
        "{attained}.",
        levels=levels,
        attained=reading.level(attained),
    )


def _attained(reading: Reading, subject: Subject) -> str:
    card = reading.subject(subject.code)
    if card["attained"] is not None:
        return reading.level(card["attained"])
    return say(NOT_APPLICABLE) if card["reason"] == "not_applicable" else say("Not known")


def _why_not_attained(reading: Reading, subject: Subject) -> str:
    """'safe.1 has no level'; empty where the level is known or nothing is applicable."""
    card = reading.subject(subject.code)
    if card["attained"] is not None or card["reason"] == "not_applicable":
        return ""
    missing = card["held_back_by"]
    if not missing:
        return say("no essential item is applicable")
    return say_count(
        "{items} has no level", "{items} have no level", len(missing), items=listed(missing)
    )


def _answered(reading: Reading, items: tuple[Item, ...]) -> str:
    states = [item_state(reading, item) for item in items]
    applicable = len(states) - states.count("not-applicable")
    if not applicable:
        return say("no applicable item")
    return say_count(
        "{answered} of {count} applicable item with a level",
        "{answered} of {count} applicable items with a level",
        applicable,
        answered=states.count("answered"),
    )
