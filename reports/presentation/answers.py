"""The state of one answer, and in words."""

from commitments.definition import Item
from reports.presentation.reading import Reading

NOT_APPLICABLE = "Not applicable"
STATES = {
    "answered": "",
    "not-applicable": NOT_APPLICABLE,
    "dont-know": "Don’t know",
    "unanswered": "No answer",
}


def item_state(reading: Reading, item: Item) -> str:
    answer = reading.answer(item.code)
    if answer.get("level") is not None:
        return "answered"
    if answer.get("na"):
        return "not-applicable"
    return "dont-know" if answer.get("dont_know") else "unanswered"


def answer_in_words(reading: Reading, item: Item) -> str:
    """3 Established."""
    level = reading.answer(item.code).get("level")
    return STATES[item_state(reading, item)] if level is None else reading.level(level)
