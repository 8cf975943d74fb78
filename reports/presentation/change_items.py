"""What became of single items and of targets: no more than what the two sides say of them."""

from collections.abc import Mapping, Sequence

from commitments.definition import Item
from reports.presentation.answers import answer_in_words
from reports.presentation.change_sides import Sides
from reports.presentation.page_change import ContestedItem, MovedItem, TargetLine
from reports.presentation.reading import Json, Reading
from reports.presentation.wording import capital, count_of, figure, listed, number_word

MOST_MOVED = 10


def present_moved(
    reading: Reading, document: Json, sides: Sides
) -> tuple[tuple[MovedItem, ...], str]:
    """The items whose settled level moved furthest, framework order among equals; and a note."""
    compared = document["items"]
    moved = [
        _moved(reading, item, compared[item.code])
        for item in reading.definition.items
        if item.code in compared and compared[item.code]["earlier"] != compared[item.code]["later"]
    ]
    if not compared:
        return (), "No item can be compared."
    if not moved:
        return (), f"No item has another level than in {sides.short[0]}."
    verb = "has" if len(moved) == 1 else "have"
    note = (
        f"{capital(number_word(len(moved)))} of {count_of(len(compared), 'item')} compared {verb} "
        f"another level than in {sides.short[0]}."
    )
    if len(moved) > MOST_MOVED:
        note += f" These {number_word(MOST_MOVED)} lie furthest apart."
    note += " Single items are not tested: on its own, each of these differences can be chance."
    furthest = sorted(moved, key=lambda each: -abs(each.delta))
    return tuple(furthest[:MOST_MOVED]), note


def _moved(reading: Reading, item: Item, levels: Json) -> MovedItem:
    before, after = int(levels["earlier"]), int(levels["later"])
    return MovedItem(
        code=item.code,
        subject=reading.named(item.subject),
        question=reading.text(item.question),
        before=before,
        before_shown=reading.level(before),
        after=after,
        after_shown=reading.level(after),
        delta=after - before,
        delta_shown=f"+{after - before}" if after > before else f"\N{MINUS SIGN}{before - after}",
    )


def present_contested(reading: Reading, codes: Sequence[str]) -> tuple[ContestedItem, ...]:
    items = (reading.definition.item_by_code.get(code) for code in codes)
    return tuple(
        ContestedItem(
            code=item.code,
            subject=reading.named(item.subject),
            question=reading.text(item.question),
            settled=answer_in_words(reading, item),
        )
        for item in items
        if item
    )


def note_contested(document: Json, sides: Sides) -> str:
    if sides.given_together:
        return (
            "An item can be contested only where raters answered apart: "
            f"the answers of {listed(sides.given_together)} were given together."
        )
    new, closed, still = (len(document["contested"][key]) for key in ("new", "closed", "still"))
    if not new + closed + still:
        return "No item that is compared was or is contested."
    parts = [
        f"{count_of(number, f'item {one}', f'items {many}')}"
        for number, one, many in (
            (new, "is contested now that was not before", "are contested now that were not before"),
            (closed, "is no longer contested", "are no longer contested"),
            (still, "is contested in both", "are contested in both"),
        )
        if number
    ]
    return f"{capital('; '.join(parts))}."


def present_targets(
    reading: Reading, document: Json, sides: Sides
) -> tuple[tuple[TargetLine, ...], str]:
    """Commitments with a target on either side; and how many of today's are met."""
    targets: Mapping[str, Json] = document["targets"]
    lines = tuple(
        _target(reading, commitment.code, targets[commitment.code], sides)
        for commitment in reading.definition.commitments
        if commitment.code in targets
    )
    if not lines:
        return (), "No target is declared in either."
    met = sum(line.met is True for line in lines)
    missed = sum(line.met is False for line in lines)
    if not met + missed:
        return lines, "No target that is declared now can be held against a score."
    first = f"{count_of(met, 'declared target is', 'declared targets are')} met"
    return lines, f"{capital(first)}, {number_word(missed) if missed else 'none'} missed."


def _target(reading: Reading, code: str, found: Json, sides: Sides) -> TargetLine:
    before, now, met = found["earlier_target"], found["target"], found["met"]
    score = reading.score(code)
    shown = "no score" if score is None else figure(score)
    name = reading.name(code)
    earlier = sides.short[0]
    if now is None:
        sentence = f"{name}: no target now; in {earlier} it was {reading.level(before)}."
    else:
        result = {True: " Met.", False: " Missed.", None: ""}[met]
        sentence = f"{name}: target {reading.level(now)}, now {shown}.{result}"
        if before is None:
            sentence += f" In {earlier} there was no target."
        elif before != now:
            sentence += f" In {earlier} the target was {reading.level(before)}."
    return TargetLine(code, name, before, now, shown, met, sentence)
