"""The state of one answer, and in words."""

from commitments.definition import Item
from lhs_portal.lib.wording import mark, say
from reports.presentation.reading import Json, Reading

NOT_APPLICABLE = mark("Not applicable")
STATES = {
    "answered": "",
    "not-applicable": NOT_APPLICABLE,
    "dont-know": mark("Don’t know"),
    "unanswered": mark("No answer"),
}


def item_state(reading: Reading, item: Item) -> str:
    return state_of(reading.answer(item.code))


def state_of(answer: Json) -> str:
    if answer.get("level") is not None:
        return "answered"
    if answer.get("na"):
        return "not-applicable"
    return "dont-know" if answer.get("dont_know") else "unanswered"


def answer_in_words(reading: Reading, item: Item) -> str:
    """3 Established."""
    return state_in_words(reading, reading.answer(item.code))


def state_in_words(reading: Reading, answer: Json) -> str:
    level = answer.get("level")
    return say(STATES[state_of(answer)]) if level is None else reading.level(level)
