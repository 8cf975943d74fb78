"""What one person typed into answers or targets, and what becomes of it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from assessments.answer_sheet import Answer
from assessments.merging import Outcome, Seen, merge

LONGEST_TEXT = 40_000
LEVEL_CHOICES = ("0", "1", "2", "3", "4")
CHOICES = (*LEVEL_CHOICES, "na", "dk", "")


@dataclass(frozen=True, slots=True)
class Declared:
    """The compass for one commitment: a target level, a sentence, both or neither."""

    commitment: str
    level: int | None = None
    statement: str = ""


Entry = TypeVar("Entry", Answer, Declared)


def content_of(entry: Answer | Declared) -> dict[str, Any]:
    """What people see and edit of an entry, as JSON for the history and for digests."""
    if isinstance(entry, Declared):
        return {"level": entry.level, "statement": entry.statement}
    return {
        "level": entry.level,
        "not_applicable": entry.not_applicable,
        "dont_know": entry.dont_know,
        "reason": entry.reason,
        "note": entry.note,
    }


@dataclass(frozen=True, slots=True)
class Stored(Generic[Entry]):
    """An entry as the database has it; version 0 where it has no row yet."""

    entry: Entry
    part_id: int  # the row of the item or the commitment
    version: int = 0
    updated_at: datetime | None = None
    updated_by: int | None = None  # who is still a member is for the page to say

    @property
    def seen(self) -> Seen:
        return Seen.of(self.version, content_of(self.entry))


class Change(Protocol[Entry]):
    """One entry as posted, with what its author saw."""

    @property
    def code(self) -> str: ...

    @property
    def seen(self) -> Seen: ...

    def onto(self, stored: Entry) -> Entry: ...

    def alone(self) -> Entry: ...


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """`choice` is one of CHOICES; None, for any part, leaves it as it is."""

    code: str
    seen: Seen
    choice: str | None = None
    reason: str | None = None
    note: str | None = None

    def onto(self, stored: Answer) -> Answer:
        answer = replace(
            stored,
            reason=stored.reason if self.reason is None else self.reason,
            note=stored.note if self.note is None else self.note,
        )
        if self.choice is None:
            return answer
        return replace(
            answer,
            level=int(self.choice) if self.choice in LEVEL_CHOICES else None,
            not_applicable=self.choice == "na",
            dont_know=self.choice == "dk",
        )

    def alone(self) -> Answer:
        return self.onto(Answer(self.code))


@dataclass(frozen=True, slots=True)
class TargetChange:
    """`choice` is a level, or "" for no target; None, for any part, leaves it as it is."""

    code: str
    seen: Seen
    choice: str | None = None
    statement: str | None = None

    def onto(self, stored: Declared) -> Declared:
        level = stored.level
        if self.choice is not None:
            level = int(self.choice) if self.choice else None
        statement = stored.statement if self.statement is None else self.statement
        return replace(stored, level=level, statement=statement)

    def alone(self) -> Declared:
        return self.onto(Declared(self.code))


@dataclass(frozen=True, slots=True)
class Conflict(Generic[Entry]):
    """Neither text is lost: the stored one stays, the other is handed back to its author."""

    mine: Entry
    theirs: Stored[Entry]


class UnknownCode(ValueError):
    """An entry was posted for something that the framework version does not have."""


def weigh(
    changes: Iterable[Change[Entry]], stored: Mapping[str, Stored[Entry]]
) -> tuple[dict[str, Entry], dict[str, Conflict[Entry]]]:
    """What is to be saved, and what collides, by code. Raises UnknownCode."""
    to_save: dict[str, Entry] = {}
    conflicts: dict[str, Conflict[Entry]] = {}
    for change in changes:
        row = stored.get(change.code)
        if row is None:
            raise UnknownCode(f"{change.code!r} is not part of this framework version.")
        mine = change.onto(row.entry)
        outcome = merge(
            stored=content_of(row.entry),
            stored_version=row.version,
            posted=content_of(change.alone()),
            mine=content_of(mine),
            seen=change.seen,
        )
        if outcome is Outcome.SAVE:
            to_save[change.code] = mine
        elif outcome is Outcome.CONFLICT:
            conflicts[change.code] = Conflict(mine=mine, theirs=row)
    return to_save, conflicts


def next_versions(
    stored: Mapping[str, Stored[Entry]], entries: Mapping[str, Entry], *, at: datetime, by: int
) -> dict[str, Stored[Entry]]:
    """The rows that follow when `entries` are saved; `by` is the key of a person."""
    return {
        code: replace(
            stored[code],
            entry=entry,
            version=stored[code].version + 1,
            updated_at=at,
            updated_by=by,
        )
        for code, entry in entries.items()
    }
