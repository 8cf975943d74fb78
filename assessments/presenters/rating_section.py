"""One section as its rater sees it: the cards of the section page, with her ratings alone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assessments.answer_sheet import Answer
from assessments.changes import Conflict
from assessments.evidence_queries import EvidenceLine
from assessments.forms.entries import Posted
from assessments.models import Rater
from assessments.own_ratings import Asked, AskedSection, OwnRatings, OwnRound
from assessments.presenters.rating import NOBODY, next_section, present_progress
from assessments.presenters.section import (
    CUMULATIVE,
    Card,
    PageProblem,
    present_card,
    present_conflict,
    problems_of,
)
from assessments.presenters.wording import is_provisional, subject_in_words
from commitments.definition import Item, Subject, Text
from lhs_portal.accounts.models import User
from lhs_portal.lib.wording import mark, say

NOTE_LABEL = mark("What makes you say so?")
UNNAMED = mark(
    "Others may read it once the round is closed, without your name. Write nothing that tells who "
    "you are, and nothing about a patient."
)
NAMED = mark(
    "Others may read it once the round is closed, with your name. Nothing about a patient."
)
IN_FIGURES = mark("In the figures")
NOT_IN_FIGURES = mark("Not in the figures")


@dataclass(frozen=True, slots=True)
class RatingSectionPage:
    subject: Subject
    title: str
    provisional: bool
    position: str
    rating_rule: str
    rating_notes: tuple[Text, ...]
    cards: tuple[Card, ...]
    problems: tuple[PageProblem, ...]
    summary: str
    declined: bool
    some_fixed: bool
    next_code: str
    next_name: str


def present_rating_section(
    rater: Rater,
    asked: Asked,
    section: AskedSection,
    own: OwnRatings,
    round_: OwnRound,
    *,
    reader: User,
    editable: bool,
    evidence: Mapping[str, tuple[EvidenceLine, ...]],
    posted: Mapping[str, Posted] | None = None,
    conflicts: Mapping[str, Conflict[Answer]] | None = None,
) -> RatingSectionPage:
    """`posted` is what could not be saved, and is shown instead of what is stored."""
    posted, conflicts = posted or {}, conflicts or {}
    total = len(section.items)
    cards = tuple(
        _card(
            rater,
            asked,
            item,
            own,
            round_,
            number=say("{number} of {total}", number=number, total=total),
            reader=reader,
            editable=editable,
            evidence=evidence.get(item.code, ()),
            posted=posted.get(item.code),
            conflict=conflicts.get(item.code),
        )
        for number, item in enumerate(section.items, start=1)
    )
    place = asked.sections.index(section) + 1
    later = next_section(asked, after=section.code) if editable else None
    if not editable and place < len(asked.sections):
        later = asked.sections[place]
    return RatingSectionPage(
        subject=section.subject,
        title=subject_in_words(section.subject),
        provisional=is_provisional(section.subject),
        position=say("Section {number} of {total}", number=place, total=len(asked.sections)),
        rating_rule=str(asked.definition.rating_rule) or say(CUMULATIVE),
        rating_notes=asked.definition.rating_notes,
        cards=cards,
        problems=tuple(
            problem
            for card in cards
            for problem in problems_of(
                card.code, say("Item {number}", number=card.number), card.errors, card.conflict
            )
        ),
        summary=present_progress(asked, own.stored).in_words,
        declined=section.declined,
        some_fixed=editable and any(card.readonly for card in cards),
        next_code=later.code if later else "",
        next_name=subject_in_words(later.subject) if later else "",
    )


def _card(
    rater: Rater,
    asked: Asked,
    item: Item,
    own: OwnRatings,
    round_: OwnRound,
    *,
    number: str,
    reader: User,
    editable: bool,
    evidence: tuple[EvidenceLine, ...],
    posted: Posted | None,
    conflict: Conflict[Answer] | None,
) -> Card:
    """Without what others said, now or last time, and without whom to ask: both would anchor."""
    stored = own.stored[item.code]
    in_figures = item.code in own.in_figures
    card = present_card(
        asked.definition,
        item,
        stored,
        number=number,
        sector="",
        # What was refused stays on the page as it was typed.
        editable=editable and (not in_figures or posted is not None),
        posted=posted,
        conflict=present_conflict(asked.definition, conflict, reader, NOBODY),
        naming=NOBODY,
        last=None,
        evidence=evidence,
    )
    tag = ""
    if round_.closed_once and stored.entry.complete:
        tag = say(IN_FIGURES) if in_figures else "" if editable else say(NOT_IN_FIGURES)
    return replace(
        card,
        essential=False,
        ask=(),
        saved_text=say("Saved") if stored.version and not posted else "",
        asks_reason=False,
        note_label=say(NOTE_LABEL),
        note_hint=say(NAMED) if rater.named else say(UNNAMED),
        mark=tag,
    )
