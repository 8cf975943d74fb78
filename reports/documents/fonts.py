"""The fonts that a document may use besides those inside the compiler, and what they can draw.

The folders come from LHS_FONT_PATHS. They are read once in a process, and a document gets a family
only if it needs it: a text in Latin letters is the same bytes whatever fonts are installed.
"""

import json
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reports.documents.failure import DocumentFailed
from reports.documents.processes import MEGABYTES, SECONDS, run_apart

# What every document is set in: inside the typst package. `glyphs.txt` lists what they draw.
BODY = "Libertinus Serif"
LAST = ("New Computer Modern", "DejaVu Sans Mono")

Unit = frozenset[str]  # the characters of one cluster: they must come from one font


@dataclass(frozen=True, slots=True)
class Family:
    name: str
    firsts: tuple[int, ...]
    lasts: tuple[int, ...]

    def covers(self, unit: Unit) -> bool:
        return all(self._has(ord(character)) for character in unit)

    def _has(self, point: int) -> bool:
        place = bisect_right(self.firsts, point) - 1
        return place >= 0 and point <= self.lasts[place]


@dataclass(frozen=True, slots=True)
class Library:
    """`folders` are what the compiler reads; none without extra fonts."""

    folders: tuple[str, ...] = ()
    families: tuple[Family, ...] = ()

    def covers(self, unit: Unit) -> bool:
        return any(family.covers(unit) for family in self.families)

    def choose(self, units: Collection[Unit]) -> tuple[str, ...]:
        """As few families as draw all these, each of which is covered; the same for equal units."""
        left, chosen = set(units), []
        ranks = {family.name: _rank(family.name, left) for family in self.families}
        while left:
            drawn = {
                family.name: {unit for unit in left if family.covers(unit)}
                for family in self.families
            }
            best = min(drawn, key=lambda name: (-len(drawn[name]), ranks[name]), default="")
            if not drawn.get(best):
                break
            chosen.append(best)
            left -= drawn[best]
        return tuple(chosen)


NONE = Library()

_SPECIAL = ("Mono", " UI", "Math", "Kufi", "Nastaliq", "Rashi", "Display", "Symbols", "Looped")


def _rank(name: str, units: Iterable[Unit]) -> tuple[bool, bool, bool, str]:
    """Beside a serif stands a serif; Chinese characters take the shapes of the text's language."""
    serif = "Serif" in name or "Naskh" in name
    special = any(mark in name for mark in _SPECIAL)
    return (special, not serif, "CJK" in name and not name.endswith(_region(units)), name)


def _region(units: Iterable[Unit]) -> str:
    names = {unicodedata.name(each, "").split(" ")[0] for unit in units for each in unit}
    return "KR" if "HANGUL" in names else "JP" if names & {"HIRAGANA", "KATAKANA"} else "SC"


def load_library(folders: Sequence[str]) -> Library:
    """Raises DocumentFailed where a folder has no font that the compiler can read."""
    return _load(tuple(folders)) if folders else NONE


@cache
def _load(folders: tuple[str, ...]) -> Library:
    worker = Path(__file__).parent / "font_worker.py"
    found = run_apart(
        worker, {"folders": folders}, kind="pdf", seconds=SECONDS, megabytes=MEGABYTES
    )
    families = [
        Family(name, tuple(first for first, _ in ranges), tuple(last for _, last in ranges))
        for name, ranges in sorted(json.loads(found).items())
    ]
    if not families:
        raise DocumentFailed("pdf", f"no font in {', '.join(folders)} can be read")
    return Library(folders, tuple(families))
