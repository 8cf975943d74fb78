"""What cannot be compared, each with why."""

from reports.presentation.change_rows import whole_subject
from reports.presentation.change_sides import Sides
from reports.presentation.page_change import NotCompared
from reports.presentation.reading import Json, Reading
from reports.presentation.wording import capital, count_of


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
        return (), "Every item asks the same in both and has a level in both."
    first, second = sides.versions
    note = f"{capital(count_of(len(document['not_comparable']), 'item plays', 'items play'))} no "
    note += "part in the comparison."
    if first != second:
        note += f" The framework was {first} then and is {second} now."
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
        "new": f"New in framework {sides.versions[1]}.",
        "gone": f"No longer in framework {sides.versions[1]}.",
        "meaning": "It does not ask the same any more.",
        "moved": "It belongs to another commitment or feature now.",
        "no_level_earlier": f"It had no level in {sides.short[0]}.",
        "no_level_later": "It has no level now.",
        "no_level": "It has a level in neither.",
    }[reason]


def _named(reading: Reading, code: str) -> str:
    """By its code alone where only the earlier framework had it."""
    return reading.named(code) if code in reading.definition.subject_by_code else code
