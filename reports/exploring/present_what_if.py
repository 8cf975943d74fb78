"""Two score cards of one report, before and after, in words."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from assessments.scoring import ScoreCard
from assessments.scoring.card import TargetCard
from reports.exploring.what_if import Question
from reports.exploring.what_if_page import CommitmentShift, RankShift, Shift, WhatIfView
from reports.presentation.reading import Reading
from reports.presentation.subjects import NO_SCORE
from reports.presentation.through_line import STATE_WORDS
from reports.presentation.wording import capital, count_of, figure, listed, signed

INDEX_NAMES = {"foundations": "Foundations index", "commitments": "Commitments index"}
SAME = "the same"
NOT_IN_THE_LIST = "Not in the list"


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
        _shift(code, name, before.indices[code].score, after.indices[code].score)
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
        notes.append(f"Then held back by {held}." if held else "Then no item holds it back.")
    return _shift(code, reading.named(code), earlier.score, later.score, notes)


def _pillar(reading: Reading, code: str, before: ScoreCard, after: ScoreCard) -> Shift:
    earlier, later = before.pillars[code], after.pillars[code]
    name = f"Pillar: {reading.text(reading.definition.pillar_by_code[code].name)}"
    notes = _attained(reading, earlier.attained, later.attained)
    return _shift(code, name, earlier.score, later.score, notes)


def _attained(reading: Reading, earlier: int | None, later: int | None) -> Iterable[str]:
    if earlier != later:
        shown = ["not known" if each is None else reading.level(each) for each in (earlier, later)]
        yield f"Attained level: {shown[0]} → {shown[1]}."


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
    return NO_SCORE if value is None else figure(value)


def _change(before: Decimal | None, after: Decimal | None) -> str:
    if before == after:
        return SAME
    if before is None:
        return "gets a score"
    if after is None:
        return "loses its score"
    return signed(after - before)


def _gap(target: TargetCard) -> str:
    return "No gap without a score" if target.gap is None else figure(target.gap)


def _state(state: str | None) -> str:
    return "Not known" if state is None else STATE_WORDS[state]


def _stay(others: int, noun: str, changed: int) -> str:
    if not changed:
        return f"No {noun} changes."
    if not others:
        return f"Every {noun} changes."
    verb = "stays as it is" if others == 1 else "stay as they are"
    return f"{capital(count_of(others, f'other {noun}'))} {verb}."


def _say(
    question: Question,
    indices: Iterable[Shift],
    features: list[Shift],
    commitments: list[CommitmentShift],
) -> str:
    if not question.levels:
        return "No level is set yet. Set one, and what would follow stands here."
    moved = [
        f"{each.name} {each.before_shown} → {each.after_shown}" for each in indices if each.changes
    ]
    scored = sum(each.score.changes for each in commitments)
    words = [
        count_of(sum(each.changes for each in features), "feature"),
        count_of(scored, "commitment"),
    ]
    said = (
        f"With {count_of(len(question.levels), 'item')} set, the score of {words[0]} and of "
        f"{words[1]} would change."
    )
    return f"{said} {'; '.join(moved)}." if moved else f"{said} Neither index would."


def _follows(reading: Reading, before: ScoreCard, after: ScoreCard) -> Iterable[str]:
    """What changes in kind and not in figures alone: states and targets."""
    for commitment in reading.definition.commitments:
        code, name = commitment.code, reading.text(commitment.name)
        states = before.through_line[code].state, after.through_line[code].state
        if states[0] != states[1]:
            yield f"{name}: {_lower(_state(states[0]))} → {_lower(_state(states[1]))}."
        target, gaps = after.targets[code], (before.targets[code].gap, after.targets[code].gap)
        if target.declared and gaps[0] != 0 and gaps[1] == 0:
            yield f"{name} would meet its target, {reading.level(target.target)}."
        if target.declared and gaps[0] == 0 and gaps[1] != 0:
            yield f"{name} would miss its target, {reading.level(target.target)}."


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
            before_shown=figure(was[1]) if was else NOT_IN_THE_LIST,
            after_shown=figure(now[1]) if now else NOT_IN_THE_LIST,
        )


def _moved(was: int | None, now: int | None) -> str:
    if was == now:
        return SAME
    if was is None:
        return "new in the list"
    return "leaves the list" if now is None else f"now {now}, was {was}"


def _order(before: ScoreCard, after: ScoreCard) -> str:
    if [row.feature for row in before.priorities] == [row.feature for row in after.priorities]:
        return "The order stays the same."
    return "The order changes."
