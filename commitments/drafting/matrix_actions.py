"""Saving the through-line: the whole grid, or the links of one feature; all or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from commitments.drafting.actions import Batch, begin, delete_part, insert_part, write_part
from commitments.drafting.matrix import (
    Cell,
    CellChange,
    Link,
    cell_code,
    entry_of,
    grid_faults,
    wanted_changes,
)
from commitments.drafting.models import Draft, DraftPart
from lhs_portal.accounts.models import User

SECTION = "through_line"


class GridRefused(Exception):
    """The grid would break a rule; the sentences are for the editor."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


class GridConflict(Exception):
    """Somebody changed these cells since the grid was shown."""

    def __init__(self, changes: list[CellChange]) -> None:
        super().__init__("cells were changed meanwhile")
        self.changes = changes


@dataclass(frozen=True, slots=True)
class Grid:
    features: list[tuple[str, dict[str, Any]]]
    commitments: list[tuple[str, dict[str, Any]]]
    links: dict[Cell, Link]
    parts: dict[Cell, DraftPart]


def load_grid(draft: Draft) -> Grid:
    """One query."""
    rows = draft.parts.filter(section__in=("features", "commitments", SECTION))
    by_section: dict[str, list[DraftPart]] = {"features": [], "commitments": [], SECTION: []}
    for part in rows.order_by("position", "id"):
        by_section[part.section].append(part)
    parts = {(p.entry["feature"], p.entry["commitment"]): p for p in by_section[SECTION]}
    links = {
        cell: Link(
            part.entry["strength"],
            part.entry["rationale"].get(draft.source_language, ""),
            part.revision,
        )
        for cell, part in parts.items()
    }
    return Grid(
        [(part.code, part.entry) for part in by_section["features"]],
        [(part.code, part.entry) for part in by_section["commitments"]],
        links,
        parts,
    )


@transaction.atomic
def save_grid(*, draft: Draft, posted: Mapping[Cell, CellChange], by: User, why: str = "") -> int:
    """How many cells changed. Raises GridConflict, GridRefused and DraftRefused."""
    batch = begin(draft, by=by, why=why)
    grid = load_grid(batch.draft)
    changes, conflicts = wanted_changes(posted, grid.links)
    if conflicts:
        raise GridConflict(conflicts)
    strengths = {cell: link.strength for cell, link in grid.links.items()}
    strengths |= {change.cell: change.strength for change in changes}
    features = [code for code, _ in grid.features]
    commitments = [code for code, _ in grid.commitments]
    if changes and (faults := grid_faults(strengths, features, commitments)):
        raise GridRefused(faults)
    for change in changes:
        _write(batch, grid.parts.get(change.cell), change)
    return len(changes)


def _write(batch: Batch, part: DraftPart | None, change: CellChange) -> None:
    language = batch.draft.source_language
    if not change.strength:
        if part:
            delete_part(batch, part)
    elif part:
        entry = entry_of(change.cell, change, language, part.entry)
        write_part(batch, part, entry=entry)
    else:
        entry = entry_of(change.cell, change, language)
        insert_part(batch, SECTION, cell_code(change.cell), entry)
