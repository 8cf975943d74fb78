"""What cannot be compared, each with why."""

from lhs_portal.lib.wording import say, say_count
from reports.presentation.change_rows import whole_subject
from reports.presentation.change_sides import Sides, say_versions
from reports.presentation.page_change import NotCompared
from reports.presentation.reading import Json, Reading
from reports.presentation.wording import capital, number_word


def present_not_compared(
    reading: Reading, document: Json, sides: Sides
) -> tuple[tuple[NotCompared, ...], str]:
    """Item by item, a subject that one side alone has as a whole; and a note on the list."""
    rows: list[NotCompared] = []
    whole: dict[str, str] = {}
    for row in document["not_comparable"]:
        subject = row["subject"]
        if subject not in whole:
            whole[subject] = whole_subject(reading, document, subject)
            if whole[subject]:
                rows.append(_subject(reading, subject, whole[subject], sides))
        if not whole[subject]:
            rows.append(_item(reading, row, sides))
    if not rows:
        return (), say("Every item asks the same in both and has a level in both.")
    first, second = sides.versions
    number = len(document["not_comparable"])
    note = capital(
        say_count(
            "one item plays no part in the comparison.",
            "{number} items play no part in the comparison.",
            number,
            number=number_word(number),
        )
    )
    if first != second:
        note += " " + say_versions(sides.versions)
    return tuple(rows), note


def _subject(reading: Reading, code: str, reason: str, sides: Sides) -> NotCompared:
    return NotCompared(code, _named(reading, code), "", _why(reason, sides))


def _item(reading: Reading, row: Json, sides: Sides) -> NotCompared:
    item = reading.definition.item_by_code.get(row["item"])
    question = reading.text(item.question) if item else row["question"]
    return NotCompared(
        row["item"], _named(reading, row["subject"]), question, _why(row["reason"], sides)
    )


def _why(reason: str, sides: Sides) -> str:
    return {
        "new": say("New in framework {version}.", version=sides.versions[1]),
        "gone": say("No longer in framework {version}.", version=sides.versions[1]),
        "meaning": say("It does not ask the same any more."),
        "moved": say("It belongs to another commitment or feature now."),
        "no_level_earlier": say("It had no level in {earlier}.", earlier=sides.short[0]),
        "no_level_later": say("It has no level now."),
        "no_level": say("It has a level in neither."),
    }[reason]


def _named(reading: Reading, code: str) -> str:
    """By its code alone where only the earlier framework had it."""
    return reading.named(code) if code in reading.definition.subject_by_code else code
