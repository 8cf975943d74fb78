"""From a commitment to the features that carry it to the items that hold these back, and back."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from commitments.definition import Commitment, Feature, Item, Link, Subject
from lhs_portal.lib.wording import mark, say, say_count
from reports.exploring.through_line_page import (
    MapColumn,
    MapRow,
    Step,
    StepItem,
    Strand,
    ThroughLineMap,
)
from reports.exploring.what_if import Question
from reports.presentation.answers import NOT_APPLICABLE, answer_in_words
from reports.presentation.reading import Reading, decimal
from reports.presentation.subjects import NO_SCORE, held_back_lead
from reports.presentation.through_line import STATE_WORDS, present_commitment
from reports.presentation.wording import figure, number_word

STRENGTHS = {2: mark("Primary"), 1: mark("Supporting"), 0: ""}
TOP = 4


def present_map(reading: Reading) -> ThroughLineMap:
    links = reading.definition.through_line
    strengths = {(each.feature, each.commitment): each.strength for each in links}
    features = reading.definition.features
    return ThroughLineMap(
        columns=tuple(
            MapColumn(each.code, reading.named(each.code), each.pillar, _score(reading, each.code))
            for each in features
        ),
        rows=tuple(
            MapRow(
                code=each.code,
                name=reading.named(each.code),
                score_shown=_score(reading, each.code),
                state=reading.card["through_line"][each.code]["state"],
                state_shown=_state(reading, each.code),
                strengths=tuple(strengths.get((f.code, each.code), 0) for f in features),
            )
            for each in reading.definition.commitments
        ),
    )


def present_step(reading: Reading, code: str) -> Step | None:
    """None where the framework version of the report has no such code."""
    definition = reading.definition
    if item := definition.item_by_code.get(code):
        return _item_step(reading, item)
    subject = definition.subject_by_code.get(code)
    if subject is None:
        return None
    return (
        _commitment_step(reading, subject)
        if isinstance(subject, Commitment)
        else _feature_step(reading, subject)
    )


def _commitment_step(reading: Reading, commitment: Commitment) -> Step:
    view = present_commitment(reading, commitment)
    strands = _carried_by(reading, commitment.code)
    return Step(
        kind="commitment",
        code=commitment.code,
        title=view.subject.name,
        provisional=False,
        trail=(),
        sentences=(view.through_line,),
        facts=(
            (say("Score"), _of_four(view.subject.score.shown, view.subject.score.value)),
            (say("Target"), view.target_shown),
            (say("Gap"), view.gap_shown),
            (say("What its foundations enable"), view.enabling_shown),
            (say("Lag"), view.lag_shown),
        ),
        strands_title=say("The features that carry it"),
        strands_note=say("Primary features come first; within each, those with the lowest score."),
        strands=strands,
        items_title=say("Its own items that hold {name} back", name=view.subject.name),
        items_note=_items_note(reading, commitment.code),
        items=_held_back(reading, commitment.code),
        what_if=_one_higher(reading, [commitment.code, *(each.code for each in strands)]),
        **_neighbors(reading, reading.definition.commitments, commitment),
    )


def _feature_step(reading: Reading, feature: Feature) -> Step:
    card = reading.subject(feature.code)
    attained = card["attained"]
    pillar = reading.definition.pillar_by_code[feature.pillar]
    return Step(
        kind="feature",
        code=feature.code,
        title=f"{feature.code} {reading.text(feature.name)}",
        provisional=feature.provisional,
        trail=(),
        sentences=tuple(filter(None, [reading.text(feature.summary)])),
        facts=(
            (say("Pillar"), reading.text(pillar.name)),
            (say("Score"), _of_four(_score(reading, feature.code), reading.score(feature.code))),
            (
                say("Attained level"),
                say("Not known") if attained is None else reading.level(attained),
            ),
        ),
        strands_title=say("The commitments that it carries"),
        strands_note=say("Those that it carries most come first; within each, the largest gap."),
        strands=_carries(reading, feature.code),
        items_title=say("The items that hold {code} back", code=feature.code),
        items_note=_items_note(reading, feature.code),
        items=_held_back(reading, feature.code),
        what_if=_one_higher(reading, [feature.code]),
        **_neighbors(reading, reading.definition.features, feature),
    )


def _item_step(reading: Reading, item: Item) -> Step:
    subject = reading.definition.subject_by_code[item.subject]
    shown = _present_item(reading, item)
    carries = isinstance(subject, Feature)
    siblings = reading.definition.items_by_subject[item.subject]
    facts = [(say("Answer"), shown.now)]
    if shown.level is not None:
        facts.append((say("Which says"), reading.text(item.descriptors[shown.level])))
    if shown.needs:
        facts.append((say("What the next level takes"), shown.needs))
    facts.append(
        (
            say("Essential"),
            say("Yes: it decides the attained level") if item.essential else say("No"),
        )
    )
    return Step(
        kind="item",
        code=item.code,
        title=reading.text(item.question),
        provisional=False,
        trail=((subject.code, reading.named(subject.code)),),
        sentences=(_reach(reading, item, subject),),
        facts=tuple(facts),
        strands_title=(
            say("The commitments that it reaches") if carries else say("The features that carry it")
        ),
        strands_note="",
        strands=(_carries if carries else _carried_by)(reading, subject.code),
        items_title="",
        items_note="",
        items=(),
        what_if=shown.what_if,
        **_neighbors(reading, siblings, item),
    )


def _reach(reading: Reading, item: Item, subject: Subject) -> str:
    """What the item has to do with the through-line, in a sentence."""
    name = reading.name(subject.code)
    held = reading.subject(subject.code)["held_back_by"]
    role = (
        say("It holds {name} back", name=name)
        if item.code in held
        else say("It is one of the items of {name}", name=name)
    )
    count = len(list(reading.definition.links_of(subject.code)))
    if isinstance(subject, Commitment):
        return say_count(
            "{role}, which one feature carry.",
            "{role}, which {number} features carry.",
            count,
            role=role,
            number=number_word(count),
        )
    return say_count(
        "{role}, which carries one commitment.",
        "{role}, which carries {number} commitments.",
        count,
        role=role,
        number=number_word(count),
    )


def _carried_by(reading: Reading, commitment: str) -> tuple[Strand, ...]:
    found = [
        _strand(reading, link, link.feature) for link in reading.definition.links_of(commitment)
    ]
    return tuple(sorted(found, key=lambda each: (-each.strength, *_lowest_first(each.score))))


def _carries(reading: Reading, feature: str) -> tuple[Strand, ...]:
    def largest_gap_first(each: Strand) -> tuple[int, Decimal]:
        return -each.strength, -(decimal(reading.card["targets"][each.code]["gap"]) or Decimal(0))

    links = reading.definition.links_of(feature)
    found = [_strand(reading, link, link.commitment) for link in links]
    return tuple(sorted(found, key=largest_gap_first))


def _lowest_first(score: Decimal | None) -> tuple[bool, Decimal]:
    return score is None, score or Decimal(0)


def _strand(reading: Reading, link: Link, code: str) -> Strand:
    subject = reading.definition.subject_by_code[code]
    feature = subject if isinstance(subject, Feature) else None
    return Strand(
        code=code,
        kind=subject.kind,
        name=reading.named(code),
        pillar=feature.pillar if feature else "",
        score=reading.score(code),
        score_shown=_score(reading, code),
        strength=link.strength,
        strength_shown=say(STRENGTHS[link.strength]) if link.strength else "",
        rationale=reading.text(link.rationale),
        sentence="" if feature else _commitment_sentence(reading, code),
        items_lead=held_back_lead(reading, code) if feature else "",
        items=_held_back(reading, code) if feature else (),
    )


def _commitment_sentence(reading: Reading, code: str) -> str:
    gap = decimal(reading.card["targets"][code]["gap"])
    target = reading.card["targets"][code]
    state = f"{_state(reading, code)}."
    if gap is None:
        return state
    if target["declared"]:
        far = say("Gap to target {level}: {gap}.", level=target["target"], gap=figure(gap))
    else:
        far = say("Gap to level 4 (no target declared): {gap}.", gap=figure(gap))
    return f"{state} {far}"


def _held_back(reading: Reading, subject: str) -> tuple[StepItem, ...]:
    return tuple(
        _present_item(reading, reading.definition.item_by_code[code])
        for code in reading.subject(subject)["held_back_by"]
    )


def _present_item(reading: Reading, item: Item) -> StepItem:
    level = reading.answer(item.code).get("level")
    following = None if level is None or level == TOP else level + 1
    return StepItem(
        code=item.code,
        question=reading.text(item.question),
        level=level,
        now=answer_in_words(reading, item),
        needs="" if following is None else reading.text(item.descriptors[following]),
        holds_back=item.code in reading.subject(item.subject)["held_back_by"],
        what_if=None if following is None else Question({item.code: following}),
    )


def _one_higher(reading: Reading, subjects: Iterable[str]) -> Question | None:
    levels = {
        code: reading.answer(code)["level"] + 1
        for subject in subjects
        for code in reading.subject(subject)["held_back_by"]
        if reading.answer(code).get("level") is not None
    }
    return Question(levels) if levels else None


def _items_note(reading: Reading, code: str) -> str:
    """What stands there where no item holds it back."""
    card = reading.subject(code)
    if card["held_back_by"]:
        return f"{held_back_lead(reading, code)}:"
    if card["reason"] == "not_applicable":
        return say("No item is applicable.")
    return (
        say("None: it has reached the highest level.")
        if card["attained"] == TOP
        else say("None: no essential item is applicable.")
    )


def _neighbors(
    reading: Reading, row: Sequence[Subject | Item], here: Subject | Item
) -> dict[str, tuple[str, str] | None]:
    place = [each.code for each in row].index(here.code)
    before = row[place - 1] if place else None
    after = row[place + 1] if place + 1 < len(row) else None
    return {"earlier": _titled(reading, before), "later": _titled(reading, after)}


def _titled(reading: Reading, part: Subject | Item | None) -> tuple[str, str] | None:
    if part is None:
        return None
    return part.code, part.code if isinstance(part, Item) else reading.named(part.code)


def _score(reading: Reading, code: str) -> str:
    score = reading.score(code)
    if score is not None:
        return figure(score)
    return say(NO_SCORE) if reading.applicable(code) else say(NOT_APPLICABLE)


def _of_four(shown: str, value: Decimal | None) -> str:
    return shown if value is None else say("{shown} of 4", shown=shown)


def _state(reading: Reading, code: str) -> str:
    state = reading.card["through_line"][code]["state"]
    if state is not None:
        return say(STATE_WORDS[state])
    return say("Not known") if reading.applicable(code) else say(NOT_APPLICABLE)
