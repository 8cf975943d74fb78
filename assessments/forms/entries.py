"""Reads what was posted for answers or targets: many entries of one shape in one form.

Names are `<prefix>-<code>-<part>`: `i-safe.1-note`. A part that was not posted stays as it is, and
a fault of one entry is no reason not to save its neighbors, so each entry has its own errors.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from assessments.changes import (
    CHOICES,
    LEVEL_CHOICES,
    LONGEST_TEXT,
    AnswerChange,
    TargetChange,
)
from assessments.merging import Seen
from lhs_portal.lib.plain_text import fault_in_text, newlines_of_form
from lhs_portal.lib.wording import mark, say

ANSWER = "i"
TARGET = "t"
PARTS = ("choice", "reason", "note", "version", "keep", "conflict", "confirm")
NAME = re.compile(rf"(?P<prefix>[it])-(?P<code>.+)-(?P<part>{'|'.join(PARTS)})", re.DOTALL)
UNRESOLVED = Seen(-1)
NO_SUCH_LEVEL = mark("Level: Choose one of the levels that are shown.")

fault_in_entry = partial(fault_in_text, longest=LONGEST_TEXT)


@dataclass(frozen=True, slots=True)
class Posted:
    """One entry as it came, kept for showing it again."""

    code: str
    seen: Seen
    choice: str | None
    reason: str | None
    note: str | None
    keep_theirs: bool = False
    errors: tuple[str, ...] = field(default=())


def read_answers(data: Mapping[str, str]) -> dict[str, Posted]:
    """By item code, in the order of the form."""
    return _read(data, ANSWER, CHOICES, {"reason": mark("Reason"), "note": mark("Note")})


def read_ratings(data: Mapping[str, str]) -> dict[str, Posted]:
    """As answers; a rating has no reason of its own."""
    return _read(data, ANSWER, CHOICES, {"note": mark("Note")})


def read_targets(data: Mapping[str, str]) -> dict[str, Posted]:
    """By commitment code; the sentence is the part `note`."""
    return _read(data, TARGET, (*LEVEL_CHOICES, ""), {"note": mark("Sentence")})


def answer_changes(posted: Mapping[str, Posted]) -> list[AnswerChange]:
    return [
        AnswerChange(entry.code, entry.seen, entry.choice, entry.reason, entry.note)
        for entry in posted.values()
        if not entry.errors and not entry.keep_theirs
    ]


def target_changes(posted: Mapping[str, Posted]) -> list[TargetChange]:
    return [
        TargetChange(entry.code, entry.seen, entry.choice, entry.note)
        for entry in posted.values()
        if not entry.errors and not entry.keep_theirs
    ]


def confirmed(data: Mapping[str, str]) -> str:
    """The code of the suggestion that a person pressed the button of, or nothing."""
    matches = filter(None, map(NAME.fullmatch, data))
    return next((match["code"] for match in matches if match["part"] == "confirm"), "")


def resolved(data: Mapping[str, str]) -> str:
    """The code for which a person chose between two texts, or nothing."""
    matches = filter(None, map(NAME.fullmatch, data))
    return next((match["code"] for match in matches if match["part"] == "keep"), "")


def _read(
    data: Mapping[str, str], prefix: str, choices: tuple[str, ...], texts: Mapping[str, str]
) -> dict[str, Posted]:
    parts_by_code: dict[str, dict[str, str]] = {}
    for name in data:
        match = NAME.fullmatch(name)
        if match and match["prefix"] == prefix:
            parts_by_code.setdefault(match["code"], {})[match["part"]] = data[name]
    return {code: _entry(code, parts, choices, texts) for code, parts in parts_by_code.items()}


def _entry(
    code: str, parts: Mapping[str, str], choices: tuple[str, ...], texts: Mapping[str, str]
) -> Posted:
    typed = {part: newlines_of_form(parts[part]) for part in texts if part in parts}
    errors = [
        f"{say(texts[part])}: {fault}"
        for part, text in typed.items()
        if (fault := fault_in_entry(text))
    ]
    # The button of a suggestion says more than the levels beside it, of which none is chosen yet.
    choice = parts.get("confirm", parts.get("choice"))
    if choice is not None and choice not in choices:
        errors.insert(0, say(NO_SUCH_LEVEL))
        choice = None
    # Someone who was shown two texts must say which one stays; until then nothing is overwritten.
    unresolved = "conflict" in parts and "keep" not in parts
    return Posted(
        code,
        UNRESOLVED if unresolved else Seen.from_token(parts.get("version", "")),
        choice,
        typed.get("reason"),
        typed.get("note"),
        keep_theirs=parts.get("keep") == "theirs",
        errors=tuple(errors),
    )
