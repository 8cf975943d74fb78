"""The history: who, when, from, to, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from assessments.answer_sheet import Answer
from assessments.presenters.wording import choice_in_words, level_in_words, subject_in_words
from assessments.states import MODES
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
    "mode": "How it is answered",
    "copied_from": "Suggestions from",
    "framework_version": "Framework version",
    "framework_digest": "Framework digest",
    "reason": "Reason",
    "remark": "Remark",
    "role": "Office",
    "digest": "Digest of what was read",
    "round": "Round",
    "closes_on": "Closing date",
    "limit": "Places",
    "used": "Places taken",
    "name": "File or link",
    "version": "Version",
    "dated": "Date of the evidence",
    # Of an action of the plan.
    "aim": "Aims at",
    "state": "Where it stands",
    "expected": "Expected level",
    "resources": "Resources needed",
    "barriers": "In the way",
    "notes": "Notes",
    "evidence": "Evidence",
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
EVIDENCE_FIELDS = {
    "name": "File or link",
    "version": "Version",
    "dated": "Date of the evidence",
    "shows": "What it shows",
    "level": "For level",
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
    if event.verb in ANSWERS:
        titles = item_titles(definition)
        for code in after:
            item = definition.item_by_code[code]
            parts = _answer_parts(definition, code, before.get(code, {}), after[code])
            yield EntryChange(titles[code], item.subject, code, parts)
    elif event.verb in DISSENT:
        titles = item_titles(definition)
        for code in after:
            item = definition.item_by_code[code]
            words = PartChange("Dissent", before.get(code, ""), after[code])
            yield EntryChange(titles[code], item.subject, code, (words,))
    elif event.verb in EVIDENCE:
        titles = item_titles(definition)
        for code in after:
            item = definition.item_by_code[code]
            parts = _evidence_parts(definition, before.get(code, {}), after[code])
            yield EntryChange(titles[code], item.subject, code, parts)
    elif event.verb in COMMENTS:
        code = after["item"]
        words = PartChange("Comment", "", after["comment"])
        subject = definition.item_by_code[code].subject if code else ""
        yield EntryChange(item_titles(definition).get(code, ""), subject, code, (words,))
    elif event.verb == "declared":
        titles = target_titles(definition)
        for code in after:
            parts = _target_parts(definition, before.get(code, {}), after[code])
            yield EntryChange(titles[code], "", "", parts)
    else:
        titles = item_titles(definition)

        def told(key: str, content: dict[str, Any]) -> str:
            value = _in_words(content.get(key))
            return titles.get(value, value) if key == "aim" else value

        parts = tuple(
            PartChange(FIELDS.get(key, key), told(key, before), told(key, after))
            for key in after
            if key not in TOLD and (after[key] or before.get(key))
        )
        if parts:
            yield EntryChange("", "", "", parts)
        for code, remark in after.get("remarks", {}).items():
            words = PartChange("Remark", "", remark)
            yield EntryChange(titles[code], definition.item_by_code[code].subject, code, (words,))


def _in_words(value: Any) -> str:
    return MODES.get(str(value), str(value or ""))


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


def _evidence_parts(
    definition: Definition, before: dict[str, Any], after: dict[str, Any]
) -> tuple[PartChange, ...]:
    def told(content: dict[str, Any], key: str) -> str:
        value = content.get(key)
        if key == "level" and value is not None:
            return level_in_words(definition, value)
        return "" if value is None else str(value)

    parts = (
        PartChange(label, told(before, key), told(after, key))
        for key, label in EVIDENCE_FIELDS.items()
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
