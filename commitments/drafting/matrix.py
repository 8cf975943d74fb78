"""The through-line of a draft as a grid: what a posted grid changes and would break. Pure."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lhs_portal.lib.wording import say

PRIMARY = 2
LEAST_PRIMARY_FEATURES = 2
STRENGTHS = (0, 1, 2)
Cell = tuple[str, str]  # feature, commitment


@dataclass(frozen=True, slots=True)
class Link:
    strength: int
    rationale: str
    revision: int  # of the part; 0 where there is no link

    @property
    def token(self) -> str:
        """What a form says it showed: the revision, the strength and a digest of the reason."""
        return f"{self.revision}-{self.strength}-{_digest(self.rationale)}"


NO_LINK = Link(0, "", 0)


@dataclass(frozen=True, slots=True)
class CellChange:
    """What was posted of one cell; `seen` is the token of the link that the form showed."""

    cell: Cell
    strength: int
    rationale: str | None  # None where the form has no field for it
    seen: str

    @property
    def touched(self) -> bool:
        """Whether the editor changed it; what only somebody else changed is left as it is."""
        _, _, rest = self.seen.partition("-")
        strength, _, digest = rest.partition("-")
        same_reason = self.rationale is None or _digest(self.rationale) == digest
        return str(self.strength) != strength or (bool(self.strength) and not same_reason)


def cell_code(cell: Cell) -> str:
    return ".".join(cell)


def wanted_changes(
    posted: Mapping[Cell, CellChange], links: Mapping[Cell, Link]
) -> tuple[list[CellChange], list[CellChange]]:
    """What differs from what stands there, and which of it somebody else changed meanwhile."""
    changes, conflicts = [], []
    for cell, change in posted.items():
        link = links.get(cell, NO_LINK)
        if change.touched:
            changes.append(change)
            if change.seen.partition("-")[0] != str(link.revision):
                conflicts.append(change)
    return changes, conflicts


def grid_faults(
    strengths: Mapping[Cell, int], features: Iterable[str], commitments: Iterable[str]
) -> list[str]:
    """The rules of a framework file: two primary features a commitment, one primary a feature."""
    primary: Counter[str] = Counter()
    for (feature, commitment), strength in strengths.items():
        if strength == PRIMARY:
            primary.update((feature, commitment))
    faults = [
        say(
            "{code} has {count} primary features. Give it at least two.",
            code=code,
            count=primary[code],
        )
        for code in commitments
        if primary[code] < LEAST_PRIMARY_FEATURES
    ]
    faults += [
        say("{code} has no primary commitment. Give it at least one.", code=code)
        for code in features
        if not primary[code]
    ]
    return faults


def entry_of(cell: Cell, change: CellChange, language: str, stored: Any = None) -> dict[str, Any]:
    """The file's entry; a rationale that did not change keeps its translations."""
    rationale = {language: change.rationale or ""}
    if stored and change.rationale in (None, stored["rationale"].get(language)):
        rationale = stored["rationale"]
    return {
        "feature": cell[0],
        "commitment": cell[1],
        "strength": change.strength,
        "rationale": rationale,
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
