"""An item of a draft in a list."""

from dataclasses import dataclass

from commitments.drafting.item_queries import base_items
from commitments.drafting.items import Entry
from commitments.drafting.models import Draft, DraftPart
from lhs_portal.lib.wording import mark, say

NEW = mark("New")
MEANING = mark("Meaning changed")
REWORDED = mark("Reworded")
MOVED = mark("Moved here")


@dataclass(frozen=True, slots=True)
class ItemRow:
    """`change` says what differs from the base; empty where nothing does."""

    code: str
    question: str
    essential: bool
    weight: str
    change: str
    replaced_by: tuple[str, ...]


def present_row(draft: Draft, part: DraftPart) -> ItemRow:
    entry = part.entry
    return ItemRow(
        code=part.code,
        question=entry["question"].get(draft.source_language, ""),
        essential=entry.get("essential", False),
        weight=str(entry.get("weight", "1")),
        change=change_of(entry, base_items(draft).get(part.code)),
        replaced_by=tuple(entry.get("replaced_by", ())),
    )


def change_of(entry: Entry, base: Entry | None) -> str:
    if base is None:
        return say(NEW)
    if entry["meaning"] != base["meaning"]:
        return say(MEANING)
    if entry["subject"] != base["subject"]:
        return say(MOVED)
    return say(REWORDED) if entry != base else ""
