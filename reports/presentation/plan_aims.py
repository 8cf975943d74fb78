"""What an action aims at, in words."""

from reports.presentation.reading import Json, Reading


def name_aim(reading: Reading, action: Json) -> str:
    """A feature in full, or an item's question; the code alone where this framework lacks it."""
    code: str = action["aim"]
    if action["aim_kind"] == "item":
        item = reading.definition.item_by_code.get(code)
        return reading.text(item.question) if item else code
    return reading.named(code) if code in reading.definition.subject_by_code else code
