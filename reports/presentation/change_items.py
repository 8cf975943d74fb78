"""What became of single items and of targets: no more than what the two sides say of them."""

from collections.abc import Mapping, Sequence

from commitments.definition import Item
from lhs_portal.lib.wording import say, say_count
from reports.presentation.answers import answer_in_words
from reports.presentation.change_sides import Sides
from reports.presentation.page_change import ContestedItem, MovedItem, TargetLine
from reports.presentation.reading import Json, Reading
from reports.presentation.wording import capital, figure, listed, number_word

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
        return (), say("No item can be compared.")
    if not moved:
        return (), say("No item has another level than in {earlier}.", earlier=sides.short[0])
    compared_shown = say_count(
        "one item compared",
        "{number} items compared",
        len(compared),
        number=number_word(len(compared)),
    )
    note = capital(
        say_count(
            "one of {items} has another level than in {earlier}.",
            "{number} of {items} have another level than in {earlier}.",
            len(moved),
            number=number_word(len(moved)),
            items=compared_shown,
            earlier=sides.short[0],
        )
    )
    if len(moved) > MOST_MOVED:
        note += " " + say("These {number} lie furthest apart.", number=number_word(MOST_MOVED))
    note += " " + say(
        "Single items are not tested: on its own, each of these differences can be chance."
    )
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
        return say(
            "An item can be contested only where raters answered apart: the answers of {names} "
            "were given together.",
            names=listed(sides.given_together),
        )
    new, closed, still = (len(document["contested"][key]) for key in ("new", "closed", "still"))
    if not new + closed + still:
        return say("No item that is compared was or is contested.")
    parts = []
    if new:
        parts.append(
            say_count(
                "one item is contested now that was not before",
                "{number} items are contested now that were not before",
                new,
                number=number_word(new),
            )
        )
    if closed:
        parts.append(
            say_count(
                "one item is no longer contested",
                "{number} items are no longer contested",
                closed,
                number=number_word(closed),
            )
        )
    if still:
        parts.append(
            say_count(
                "one item is contested in both",
                "{number} items are contested in both",
                still,
                number=number_word(still),
            )
        )
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
        return (), say("No target is declared in either.")
    met = sum(line.met is True for line in lines)
    missed = sum(line.met is False for line in lines)
    if not met + missed:
        return lines, say("No target that is declared now can be held against a score.")
    first = say_count(
        "one declared target is met",
        "{number} declared targets are met",
        met,
        number=number_word(met),
    )
    if not missed:
        return lines, say("{met}, none missed.", met=capital(first))
    return lines, say("{met}, {missed} missed.", met=capital(first), missed=number_word(missed))


def _target(reading: Reading, code: str, found: Json, sides: Sides) -> TargetLine:
    before, now, met = found["earlier_target"], found["target"], found["met"]
    score = reading.score(code)
    shown = say("no score") if score is None else figure(score)
    name = reading.name(code)
    earlier = sides.short[0]
    if now is None:
        sentence = say(
            "{name}: no target now; in {earlier} it was {level}.",
            name=name,
            earlier=earlier,
            level=reading.level(before),
        )
    else:
        parts = [
            say(
                "{name}: target {level}, now {score}.",
                name=name,
                level=reading.level(now),
                score=shown,
            )
        ]
        if met is not None:
            parts.append(say("Met.") if met else say("Missed."))
        if before is None:
            parts.append(say("In {earlier} there was no target.", earlier=earlier))
        elif before != now:
            parts.append(
                say(
                    "In {earlier} the target was {level}.",
                    earlier=earlier,
                    level=reading.level(before),
                )
            )
        sentence = " ".join(parts)
    return TargetLine(code, name, before, now, shown, met, sentence)
