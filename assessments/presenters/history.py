"""The history: who, when, from, to, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.answer_sheet import Answer
from assessments.local_items import number_of
from assessments.presenters.wording import choice_in_words, level_in_words, subject_in_words
from assessments.states import MODES
from commitments.definition import Definition
from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import Naming, sentence_of
from lhs_portal.lib.wording import mark, say

FIELDS = {
    "title": mark("Title"),
    "period_start": mark("First day"),
    "period_end": mark("Last day"),
    "scope": mark("Scope"),
    "unit": mark("Unit"),
    "due": mark("Due"),
    "mode": mark("How it is answered"),
    "copied_from": mark("Suggestions from"),
    "framework_version": mark("Framework version"),
    "framework_digest": mark("Framework digest"),
    "reason": mark("Reason"),
    "remark": mark("Remark"),
    "role": mark("Office"),
    "digest": mark("Digest of what was read"),
    "round": mark("Round"),
    "closes_on": mark("Closing date"),
    "limit": mark("Places"),
    "used": mark("Places taken"),
    "name": mark("File or link"),
    "version": mark("Version"),
    "dated": mark("Date of the evidence"),
    # Of an action of the plan.
    "aim": mark("Aims at"),
    "state": mark("Where it stands"),
    "expected": mark("Expected level"),
    "resources": mark("Resources needed"),
    "barriers": mark("In the way"),
    "notes": mark("Notes"),
    "evidence": mark("Evidence"),
}
# The events whose `before` and `after` are answers by item code; and those of texts by item code.
ANSWERS = ("answered", "prefilled", "accepted", "decided")
COMMENTS = ("commented", "replied")
EVIDENCE = (
    "added evidence",
    "used evidence again",
    "changed evidence",
    "moved evidence",
    "removed evidence",
)
MIGRATIONS = ("migrated", "migration undone")
MIGRATION_FIELDS = {
    "to_confirm": mark("Answers to confirm"),
    "new": mark("New items"),
    "no_longer_asked": mark("No longer asked"),
}
EVIDENCE_FIELDS = {
    "name": mark("File or link"),
    "version": mark("Version"),
    "dated": mark("Date of the evidence"),
    "shows": mark("What it shows"),
    "level": mark("For level"),
}
LOCAL_ANSWERS = "local questions answered"
LOCAL_QUESTIONS = (
    "local question added",
    "local question changed",
    "local question removed",
    "local questions copied",
)
LOCAL_FIELDS = {
    "question": mark("Question"),
    "why": mark("Why you ask it"),
    "subject": mark("Belongs to"),
    "descriptors": mark("What the levels mean"),
}
DISSENT = ("dissented", "dissent removed")
# What the sentence says already, or what has lines of its own.
TOLD = ("user", "invitation", "as_author", "remarks")


@dataclass(frozen=True, slots=True)
class PartChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EntryChange:
    """`subject` and `anchor` say where the entry is answered; both empty for the compass."""

    title: str
    subject: str
    anchor: str
    parts: tuple[PartChange, ...]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    at: Any
    sentence: str
    changes: tuple[EntryChange, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """`subject` is empty where the item is of another framework version: it is answered nowhere."""

    title: str
    subject: str


def present_history(
    definition: Definition,
    events: Iterable[Event],
    naming: Naming,
    *,
    others: Iterable[Definition] = (),
) -> list[HistoryRow]:
    """`others` are the versions through which the assessment has gone."""
    places = item_places(definition, others)
    return [
        HistoryRow(
            at=event.at,
            sentence=sentence_of(event, naming),
            changes=tuple(_changes(definition, places, event)),
        )
        for event in events
    ]


def item_titles(definition: Definition) -> dict[str, str]:
    """“Safe, item 2” by item code."""
    return {
        item.code: say(
            "{section}, item {number}",
            section=subject_in_words(definition.subject_by_code[code]),
            number=number,
        )
        for code, items in definition.items_by_subject.items()
        for number, item in enumerate(items, start=1)
    }


def item_places(definition: Definition, others: Iterable[Definition] = ()) -> dict[str, Place]:
    """By item code, also of items that only the other versions ask."""
    places = {
        code: Place(title, definition.item_by_code[code].subject)
        for code, title in item_titles(definition).items()
    }
    for other in others:
        for code, title in item_titles(other).items():
            gone = say("{title}, framework {version}", title=title, version=other.version)
            places.setdefault(code, Place(gone, ""))
    return places


def target_titles(definition: Definition) -> dict[str, str]:
    return {
        known.code: say("Compass, {commitment}", commitment=known.name)
        for known in definition.commitments
    }


def _changes(
    definition: Definition, places: Mapping[str, Place], event: Event
) -> Iterable[EntryChange]:
    before, after = event.before or {}, event.after or {}

    def at(code: str, *parts: PartChange) -> EntryChange:
        place = places.get(code, Place(code, ""))
        return EntryChange(place.title, place.subject, code, parts)

    if event.verb in ANSWERS:
        for code in after:
            yield at(code, *_answer_parts(definition, code, before.get(code, {}), after[code]))
    elif event.verb in DISSENT:
        for code in after:
            yield at(code, PartChange(say("Dissent"), before.get(code, ""), after[code]))
    elif event.verb in EVIDENCE:
        for code in after:
            yield at(code, *_evidence_parts(definition, before.get(code, {}), after[code]))
    elif event.verb in COMMENTS:
        yield at(after["item"], PartChange(say("Comment"), "", after["comment"]))
    elif event.verb == "declared":
        titles = target_titles(definition)
        for code in after:
            parts = _target_parts(definition, before.get(code, {}), after[code])
            yield EntryChange(titles.get(code, code), "", "", parts)
    elif event.verb == LOCAL_ANSWERS:
        for code in after:
            parts = _answer_parts(definition, code, before.get(code, {}), after[code])
            yield EntryChange(_local_title(code), "", "", parts)
    elif event.verb in LOCAL_QUESTIONS:
        for code in after:
            parts = _local_parts(definition, before.get(code, {}), after[code])
            yield EntryChange(_local_title(code), "", "", parts)
    elif event.verb in MIGRATIONS:
        yield from _migrated(places, after)
    else:

        def told(key: str, content: dict[str, Any]) -> str:
            value = _in_words(content.get(key))
            return places[value].title if key == "aim" and value in places else value

        parts = tuple(
            PartChange(
                say(FIELDS[key]) if key in FIELDS else key, told(key, before), told(key, after)
            )
            for key in after
            if key not in TOLD and (after[key] or before.get(key))
        )
        if parts:
            yield EntryChange("", "", "", parts)
        for code, remark in after.get("remarks", {}).items():
            yield at(code, PartChange(say("Remark"), "", remark))


def _migrated(places: Mapping[str, Place], after: Mapping[str, Any]) -> Iterable[EntryChange]:
    """Which items wait, are new, or are no longer asked."""

    def named(codes: Iterable[str]) -> str:
        return "; ".join(places.get(code, Place(code, "")).title for code in codes)

    parts = tuple(
        PartChange(say(label), "", named(after[key]))
        for key, label in MIGRATION_FIELDS.items()
        if after.get(key)
    )
    if parts:
        yield EntryChange("", "", "", parts)


def _label(key: str) -> str:
    return say(FIELDS[key]) if key in FIELDS else key


def _in_words(value: Any) -> str:
    return say(MODES[str(value)]) if str(value) in MODES else str(value or "")


def _answer_parts(
    definition: Definition, code: str, before: dict[str, Any], after: dict[str, Any]
) -> tuple[PartChange, ...]:
    old, new = Answer(code, **before), Answer(code, **after)
    parts = (
        PartChange(
            say("Answer"), choice_in_words(definition, old), choice_in_words(definition, new)
        ),
        PartChange(say("Reason"), old.reason, new.reason),
        PartChange(say("Note"), old.note, new.note),
    )
    return tuple(part for part in parts if part.before != part.after)


def _evidence_parts(
    definition: Definition, before: dict[str, Any], after: dict[str, Any]
) -> tuple[PartChange, ...]:
    def told(content: dict[str, Any], key: str) -> str:
        value = content.get(key)
        if key == "level" and value is not None:
            return level_in_words(definition, value)
        return "" if value is None else str(value)

    parts = (
        PartChange(say(label), told(before, key), told(after, key))
        for key, label in EVIDENCE_FIELDS.items()
    )
    return tuple(part for part in parts if part.before != part.after)


def _local_title(code: str) -> str:
    return say("Local question {number}", number=number_of(code))


def _local_parts(
    definition: Definition, before: dict[str, Any], after: dict[str, Any]
) -> tuple[PartChange, ...]:
    def told(content: dict[str, Any], key: str) -> str:
        value = str(content.get(key, ""))
        known = definition.subject_by_code.get(value) if key == "subject" else None
        return subject_in_words(known) if known else value

    return tuple(
        PartChange(say(label), told(before, key), told(after, key))
        for key, label in LOCAL_FIELDS.items()
        if told(before, key) != told(after, key)
    )


def _target_parts(
    definition: Definition, before: dict[str, Any], after: dict[str, Any]
) -> tuple[PartChange, ...]:
    parts = (
        PartChange(
            say("Target"),
            level_in_words(definition, before.get("level")),
            level_in_words(definition, after.get("level")),
        ),
        PartChange(say("Sentence"), before.get("statement", ""), after.get("statement", "")),
    )
    return tuple(part for part in parts if part.before != part.after)
