"""One change between two versions, and all of them. Pure."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Kind = Literal["wording", "meaning", "structure"]
KINDS: tuple[Kind, ...] = ("meaning", "wording", "structure")

What = Literal[
    "text",  # wording, or meaning where the item's `meaning` was raised with it
    "meaning",  # the number itself: from here on answers are another thing
    "added",
    "removed",
    "retired",
    "split",
    "moved",
    "reweighted",
    "essential",
    "applicability",
    "strength",  # of a cell of the through-line; 0 where there is none
    "order",
    "provenance",
    "source",
    "detail",  # any other fact of a record
]
Value = str | int | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Change:
    """`section`, `code` and `field` name the place as a draft's part does (drafting.document).

    `field` is a path in the record ("descriptors/2", "guidance/small"); empty: the whole record,
    of which `after` (or `before`) is then the main text and `more` all others. `subjects` are the
    features and commitments that it concerns; none: the framework as a whole.
    """

    kind: Kind
    what: What
    section: str
    code: str
    field: str
    before: Value
    after: Value
    subjects: tuple[str, ...] = ()
    more: tuple[tuple[str, str], ...] = ()

    @property
    def is_text(self) -> bool:
        """Whether it is shown word by word."""
        texts = isinstance(self.before, str) and isinstance(self.after, str)
        return texts and self.what in ("text", "source")


@dataclass(frozen=True)
class Comparison:
    """In the order of the framework file; equal versions have no changes."""

    old_version: str
    new_version: str
    old_digest: str
    new_digest: str
    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def of_kind(self, kind: Kind) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.kind == kind)

    @cached_property
    def counts(self) -> dict[Kind, int]:
        counted = Counter(change.kind for change in self.changes)
        return {kind: counted[kind] for kind in KINDS}
