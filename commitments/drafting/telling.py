"""The history of a draft in words: what each press of a button did."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from commitments.drafting.models import ChangeKind, DraftChange
from commitments.drafting.part_fields import differences, kind_of_part, title_of
from lhs_portal.lib.wording import mark, say

ASKED = {
    "meaning": mark("Meaning"),
    "weight": mark("Weight"),
    "essential": mark("Essential"),
    "subject": mark("Subject"),
    "strength": mark("Strength"),
    "not_applicable_to": mark("Not applicable to"),
    "replaced_by": mark("Replaced by"),
    "split_from": mark("Split from"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ToldChange:
    change: DraftChange
    sentence: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class ToldBatch:
    id: UUID
    first: DraftChange
    changes: tuple[ToldChange, ...]
    moves: int  # of parts that only changed their place


def tell_batches(changes: Iterable[DraftChange], language: str) -> list[ToldBatch]:
    """`changes` in order, those of a batch beside each other."""
    return [
        _tell_batch(batch, list(rows), language)
        for batch, rows in groupby(changes, key=lambda change: change.batch)
    ]


def _tell_batch(batch: UUID, rows: list[DraftChange], language: str) -> ToldBatch:
    moved = [row for row in rows if row.kind == ChangeKind.MOVED]
    others = [row for row in rows if row.kind != ChangeKind.MOVED]
    told = tuple(tell_change(row, language) for row in others)
    return ToldBatch(batch, rows[0], told, len(moved))


def tell_change(change: DraftChange, language: str) -> ToldChange:
    state = change.after or change.before or {"entry": {}}
    kind = kind_of_part(change.section, change.code)
    values = {
        "kind": say(kind.name) if kind else change.section,
        "code": change.code,
        "title": shorten(title_of(change.section, change.code, state["entry"], language)),
    }
    if change.kind == ChangeKind.ADDED:
        sentence = say("{kind} {code} added: {title}", **values)
    elif change.kind == ChangeKind.REMOVED:
        sentence = say("{kind} {code} removed: {title}", **values)
    elif change.kind == ChangeKind.MOVED:
        sentence = say("{kind} {code} moved: {title}", **values)
    else:
        sentence = say("{kind} {code} changed: {title}", **values)
    return ToldChange(change, sentence.rstrip(": "), tuple(_differences(change, language)))


def _differences(change: DraftChange, language: str) -> Iterable[Difference]:
    if change.before is None or change.after is None:
        return
    before, after = change.before["entry"], change.after["entry"]
    for field, one, other in differences(change.section, change.code, before, after, language):
        yield Difference(say(field.label), one, other)
    for key, label in ASKED.items():
        if before.get(key) != after.get(key):
            yield Difference(say(label), _plain(before.get(key)), _plain(after.get(key)))


def shorten(text: str, most: int = 90) -> str:
    """Cut at a word."""
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0] or text[:most]}…"


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    return "" if value is None else str(value)
