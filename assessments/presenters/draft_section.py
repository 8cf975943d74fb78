"""A section of a draft, with the cards that raters would meet; nothing is stored."""

from dataclasses import dataclass, replace

from assessments.answer_sheet import Answer
from assessments.changes import Stored
from assessments.presenters.rating import NOBODY
from assessments.presenters.rating_section import NAMED, NOTE_LABEL
from assessments.presenters.section import CUMULATIVE, Card, present_card
from assessments.presenters.wording import is_provisional
from commitments.definition import Definition, Item, Subject, Text
from lhs_portal.lib.wording import say


@dataclass(frozen=True, slots=True)
class DraftSectionPage:
    subject: Subject
    provisional: bool
    rating_rule: str
    rating_notes: tuple[Text, ...]
    cards: tuple[Card, ...]
    prefilled: tuple[str, ...]  # questions that the sector is not asked, in words


def present_draft_section(definition: Definition, code: str, sector: str) -> DraftSectionPage:
    subject = definition.subject_by_code[code]
    items = definition.items_by_subject[code]
    cards = tuple(
        _card(definition, item, say("{number} of {total}", number=number, total=len(items)), sector)
        for number, item in enumerate(items, start=1)
    )
    return DraftSectionPage(
        subject,
        is_provisional(subject),
        str(definition.rating_rule) or say(CUMULATIVE),
        definition.rating_notes,
        cards,
        tuple(str(item.question) for item in items if sector in item.not_applicable_to),
    )


def _card(definition: Definition, item: Item, number: str, sector: str) -> Card:
    not_applicable = sector in item.not_applicable_to
    card = present_card(
        definition,
        item,
        Stored(Answer(item.code, not_applicable=not_applicable), part_id=0),
        number=number,
        sector=sector,
        editable=True,
        posted=None,
        conflict=None,
        naming=NOBODY,
        last=None,
    )
    return replace(
        card,
        essential=False,
        saved_text="",
        asks_reason=False,
        note_label=say(NOTE_LABEL),
        note_hint=say(NAMED),
    )
