"""A comparison as its pages show it: by what the changes mean, record by record. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from commitments.comparing.changes import KINDS, Change, Comparison, Kind
from commitments.comparing.sentences import (
    KIND_ABOUTS,
    KIND_NAMES,
    describe_field,
    describe_record,
    describe_what,
    name_subject,
)
from commitments.definition import Definition
from lhs_portal.lib.wording import say

WHOLE = "-"  # the filter for what concerns no single feature or commitment


@dataclass(frozen=True, slots=True)
class Line:
    """Either a sentence or words of before and after; `texts` are those of a whole record."""

    number: str
    field: str
    sentence: str
    before: str
    after: str
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Record:
    number: int
    section: str
    code: str
    name: str
    subjects: str
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """Of one kind; `all` counts its changes before they were filtered by subject."""

    kind: Kind
    name: str
    about: str
    records: list[Record]
    all: int

    @property
    def count(self) -> int:
        return sum(len(record.lines) for record in self.records)


@dataclass(frozen=True, slots=True)
class Filter:
    """Empty: everything. A value that nothing has shows nothing."""

    kind: str = ""
    subject: str = ""

    def passes(self, change: Change) -> bool:
        if self.kind and change.kind != self.kind:
            return False
        if self.subject == WHOLE:
            return not change.subjects
        return not self.subject or self.subject in change.subjects


def present_comparison(
    comparison: Comparison, old: Definition, new: Definition, chosen: Filter = Filter()
) -> list[Group]:
    """Records are numbered from 1 on through all groups, as they are shown."""
    groups = []
    number = 0
    for kind in KINDS:
        changes = [change for change in comparison.of_kind(kind) if chosen.passes(change)]
        records = list(_records(changes, old, new, number))
        number += len(records)
        if records:
            name, about = say(KIND_NAMES[kind]), say(KIND_ABOUTS[kind])
            groups.append(Group(kind, name, about, records, comparison.counts[kind]))
    return groups


def choices_of(
    comparison: Comparison, old: Definition, new: Definition
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Kinds with their counts, and subjects that changed, in the order of answering."""
    kinds: list[tuple[str, str]] = [
        (kind, f"{say(KIND_NAMES[kind])} ({comparison.counts[kind]})")
        for kind in KINDS
        if comparison.counts[kind]
    ]
    touched = {subject for change in comparison.changes for subject in change.subjects}
    order = dict.fromkeys(
        subject.code for definition in (new, old) for subject in definition.subjects
    )
    subjects = [(code, name_subject(code, new, old)) for code in order if code in touched]
    if any(not change.subjects for change in comparison.changes):
        subjects.append((WHOLE, say("The framework as a whole")))
    return kinds, subjects


def _records(
    changes: Iterable[Change], old: Definition, new: Definition, last: int
) -> Iterator[Record]:
    by_place: dict[tuple[str, str], Record] = {}
    for change in changes:
        place = (change.section, change.code)
        record = by_place.get(place)
        if record is None:
            record = by_place[place] = Record(
                last + len(by_place) + 1,
                *place,
                describe_record(change, old, new),
                ", ".join(name_subject(code, new, old) for code in change.subjects)
                if change.section == "items"
                else "",
            )
        record.lines.append(_line(change, record, old, new))
    yield from by_place.values()


def _line(change: Change, record: Record, old: Definition, new: Definition) -> Line:
    number = f"{record.number}.{len(record.lines) + 1}"
    sentence = describe_what(change, old, new)
    words = change.is_text or not change.field
    return Line(
        number,
        describe_field(change.field, change.section),
        sentence,
        _words(change.before) if words else "",
        _words(change.after) if words else "",
        tuple((describe_field(name), text) for name, text in change.more),
    )


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""
