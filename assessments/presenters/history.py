"""The history: who, when, from, to, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from assessments.answer_sheet import Answer
from assessments.presenters.wording import choice_in_words, level_in_words, subject_in_words
from commitments.definition import Definition
from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import Naming, sentence_of

FIELDS = {
    "title": "Title",
    "period_start": "First day",
    "period_end": "Last day",
    "scope": "Scope",
    "unit": "Unit",
    "due": "Due",
    "framework_version": "Framework version",
    "framework_digest": "Framework digest",
    "reason": "Reason",
}


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


def present_history(
    definition: Definition, events: Iterable[Event], naming: Naming
) -> list[HistoryRow]:
    return [
        HistoryRow(
            at=event.at,
            sentence=sentence_of(event, naming),
            changes=tuple(_changes(definition, event)),
        )
        for event in events
    ]


def item_titles(definition: Definition) -> dict[str, str]:
    """“Safe, item 2” by item code."""
    return {
        item.code: f"{subject_in_words(definition.subject_by_code[code])}, item {number}"
        for code, items in definition.items_by_subject.items()
        for number, item in enumerate(items, start=1)
    }


def target_titles(definition: Definition) -> dict[str, str]:
    return {known.code: f"Compass, {known.name}" for known in definition.commitments}


def _changes(definition: Definition, event: Event) -> Iterable[EntryChange]:
    before, after = event.before or {}, event.after or {}
    if event.verb in ("answered", "prefilled"):
        titles = item_titles(definition)
        for code in after:
            item = definition.item_by_code[code]
            parts = _answer_parts(definition, code, before.get(code, {}), after[code])
            yield EntryChange(titles[code], item.subject, code, parts)
    elif event.verb == "declared":
        titles = target_titles(definition)
        for code in after:
            parts = _target_parts(definition, before.get(code, {}), after[code])
            yield EntryChange(titles[code], "", "", parts)
    else:
        parts = tuple(
            PartChange(FIELDS.get(key, key), str(before.get(key) or ""), str(after[key] or ""))
            for key in after
            if after[key] or before.get(key)
        )
        if parts:
            yield EntryChange("", "", "", parts)


def _answer_parts(
    definition: Definition, code: str, before: dict[str, Any], after: dict[str, Any]
) -> tuple[PartChange, ...]:
    old, new = Answer(code, **before), Answer(code, **after)
    parts = (
        PartChange("Answer", choice_in_words(definition, old), choice_in_words(definition, new)),
        PartChange("Reason", old.reason, new.reason),
        PartChange("Note", old.note, new.note),
    )
    return tuple(part for part in parts if part.before != part.after)


def _target_parts(
    definition: Definition, before: dict[str, Any], after: dict[str, Any]
) -> tuple[PartChange, ...]:
    parts = (
        PartChange(
            "Target",
            level_in_words(definition, before.get("level")),
            level_in_words(definition, after.get("level")),
        ),
        PartChange("Sentence", before.get("statement", ""), after.get("statement", "")),
    )
    return tuple(part for part in parts if part.before != part.after)
