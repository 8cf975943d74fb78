"""Two score cards of one report, before and after, in words."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from assessments.scoring import ScoreCard
from assessments.scoring.card import TargetCard
from lhs_portal.lib.wording import mark, say, say_count
from reports.exploring.what_if import Question
from reports.exploring.what_if_page import CommitmentShift, RankShift, Shift, WhatIfView
from reports.presentation.reading import Reading
from reports.presentation.subjects import NO_SCORE
from reports.presentation.through_line import STATE_WORDS
from reports.presentation.wording import capital, figure, listed, number_word, signed

INDEX_NAMES = {"foundations": mark("Foundations index"), "commitments": mark("Commitments index")}
SAME = mark("the same")
NOT_IN_THE_LIST = mark("Not in the list")


def present_what_if(
    reading: Reading, question: Question, before: ScoreCard, after: ScoreCard
) -> WhatIfView:
    """Raises KeyError where the cards are of another framework version."""
    definition = reading.definition
    features = [
        _subject(reading, each.code, before, after)
        for each in definition.features
        if before.subjects[each.code] != after.subjects[each.code]
    ]
    commitments = [
        _commitment(reading, each.code, before, after)
        for each in definition.commitments
        if _commitment_changes(each.code, before, after)
    ]
    indices = tuple(
        _shift(code, say(name), before.indices[code].score, after.indices[code].score)
        for code, name in INDEX_NAMES.items()
    )
    return WhatIfView(
        set_count=len(question.levels),
        said=_say(question, indices, features, commitments),
        follows=tuple(_follows(reading, before, after)),
        indices=indices,
        pillars=tuple(
            _pillar(reading, each.code, before, after)
            for each in definition.pillars
            if before.pillars[each.code] != after.pillars[each.code]
        ),
        features=tuple(features),
        features_note=_stay(len(definition.features) - len(features), "feature", len(features)),
        commitments=tuple(commitments),
        commitments_note=_stay(
            len(definition.commitments) - len(commitments), "commitment", len(commitments)
        ),
        priorities=tuple(_priorities(reading, before, after)),
        priorities_note=_order(before, after),
    )


def _subject(reading: Reading, code: str, before: ScoreCard, after: ScoreCard) -> Shift:
    earlier, later = before.subjects[code], after.subjects[code]
    notes = [*_attained(reading, earlier.attained, later.attained)]
    if earlier.held_back_by != later.held_back_by:
        held = listed(later.held_back_by)
        notes.append(
            say("Then held back by {items}.", items=held)
            if held
            else say("Then no item holds it back.")
        )
    return _shift(code, reading.named(code), earlier.score, later.score, notes)


def _pillar(reading: Reading, code: str, before: ScoreCard, after: ScoreCard) -> Shift:
    earlier, later = before.pillars[code], after.pillars[code]
    name = say("Pillar: {name}", name=reading.text(reading.definition.pillar_by_code[code].name))
    notes = _attained(reading, earlier.attained, later.attained)
    return _shift(code, name, earlier.score, later.score, notes)


def _attained(reading: Reading, earlier: int | None, later: int | None) -> Iterable[str]:
    if earlier != later:
        shown = [
            say("not known") if each is None else reading.level(each) for each in (earlier, later)
        ]
        yield say("Attained level: {shown} → {shown_2}.", shown=shown[0], shown_2=shown[1])


def _commitment(
    reading: Reading, code: str, before: ScoreCard, after: ScoreCard
) -> CommitmentShift:
    name = reading.name(code)
    strands = before.through_line[code], after.through_line[code]
    return CommitmentShift(
        score=_subject(reading, code, before, after),
        enabling=_shift(code, name, strands[0].enabling, strands[1].enabling),
        gap=(_gap(before.targets[code]), _gap(after.targets[code])),
        state=(_state(strands[0].state), _state(strands[1].state)),
    )


def _commitment_changes(code: str, before: ScoreCard, after: ScoreCard) -> bool:
    return (
        before.subjects[code] != after.subjects[code]
        or before.through_line[code].enabling != after.through_line[code].enabling
    )


def _shift(
    code: str,
    name: str,
    before: Decimal | None,
    after: Decimal | None,
    notes: Iterable[str] = (),
) -> Shift:
    return Shift(
        code, name, before, _shown(before), after, _shown(after), _change(before, after),
        tuple(notes),
    )  # fmt: skip


def _shown(value: Decimal | None) -> str:
    return say(NO_SCORE) if value is None else figure(value)


def _change(before: Decimal | None, after: Decimal | None) -> str:
    if before == after:
        return say(SAME)
    if before is None:
        return say("gets a score")
    if after is None:
        return say("loses its score")
    return signed(after - before)


def _gap(target: TargetCard) -> str:
    return say("No gap without a score") if target.gap is None else figure(target.gap)


def _state(state: str | None) -> str:
    return say("Not known") if state is None else say(STATE_WORDS[state])


_NONE_CHANGES = {
    "feature": mark("No feature changes."),
    "commitment": mark("No commitment changes."),
}
_ALL_CHANGE = {
    "feature": mark("Every feature changes."),
    "commitment": mark("Every commitment changes."),
}


def _stay(others: int, noun: str, changed: int) -> str:
    if not changed:
        return say(_NONE_CHANGES[noun])
    if not others:
        return say(_ALL_CHANGE[noun])
    number = number_word(others)
    if noun == "feature":
        return capital(
            say_count(
                "one other feature stays as it is.",
                "{number} other features stay as they are.",
                others,
                number=number,
            )
        )
    return capital(
        say_count(
            "one other commitment stays as it is.",
            "{number} other commitments stay as they are.",
            others,
            number=number,
        )
    )


def _say(
    question: Question,
    indices: Iterable[Shift],
    features: list[Shift],
    commitments: list[CommitmentShift],
) -> str:
    if not question.levels:
        return say("No level is set yet. Set one, and what would follow stands here.")
    moved = [
        f"{each.name} {each.before_shown} → {each.after_shown}" for each in indices if each.changes
    ]
    scored = sum(each.score.changes for each in commitments)
    changed = sum(each.changes for each in features)
    said = say_count(
        "With one item set, the score of {features} and of {commitments} would change.",
        "With {number} items set, the score of {features} and of {commitments} would change.",
        len(question.levels),
        number=number_word(len(question.levels)),
        features=say_count(
            "one feature", "{number} features", changed, number=number_word(changed)
        ),
        commitments=say_count(
            "one commitment", "{number} commitments", scored, number=number_word(scored)
        ),
    )
    if moved:
        return f"{said} {'; '.join(moved)}."
    return said + " " + say("Neither index would.")


def _follows(reading: Reading, before: ScoreCard, after: ScoreCard) -> Iterable[str]:
    """What changes in kind and not in figures alone: states and targets."""
    for commitment in reading.definition.commitments:
        code, name = commitment.code, reading.text(commitment.name)
        states = before.through_line[code].state, after.through_line[code].state
        if states[0] != states[1]:
            yield f"{name}: {_lower(_state(states[0]))} → {_lower(_state(states[1]))}."
        target, gaps = after.targets[code], (before.targets[code].gap, after.targets[code].gap)
        if target.declared and gaps[0] != 0 and gaps[1] == 0:
            yield say(
                "{name} would meet its target, {target}.",
                name=name,
                target=reading.level(target.target),
            )
        if target.declared and gaps[0] == 0 and gaps[1] != 0:
            yield say(
                "{name} would miss its target, {target}.",
                name=name,
                target=reading.level(target.target),
            )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _ranks(card: ScoreCard) -> Mapping[str, tuple[int, Decimal]]:
    return {row.feature: (rank, row.leverage) for rank, row in enumerate(card.priorities, 1)}


def _priorities(reading: Reading, before: ScoreCard, after: ScoreCard) -> Iterable[RankShift]:
    """As they would stand; those that leave the list last."""
    earlier, later = _ranks(before), _ranks(after)
    for code in (*later, *(each for each in earlier if each not in later)):
        was, now = earlier.get(code), later.get(code)
        yield RankShift(
            rank=now[0] if now else None,
            code=code,
            name=reading.named(code),
            moved=_moved(was[0] if was else None, now[0] if now else None),
            before_shown=figure(was[1]) if was else say(NOT_IN_THE_LIST),
            after_shown=figure(now[1]) if now else say(NOT_IN_THE_LIST),
        )


def _moved(was: int | None, now: int | None) -> str:
    if was == now:
        return say(SAME)
    if was is None:
        return say("new in the list")
    return say("leaves the list") if now is None else say("now {now}, was {was}", now=now, was=was)


def _order(before: ScoreCard, after: ScoreCard) -> str:
    if [row.feature for row in before.priorities] == [row.feature for row in after.priorities]:
        return say("The order stays the same.")
    return say("The order changes.")
