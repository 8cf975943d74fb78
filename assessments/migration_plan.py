"""What becomes of each item when an open assessment goes to another framework version. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from assessments.answer_sheet import Answer
from commitments.comparing import Fate, item_fates
from commitments.definition import Definition

Way = Literal["kept", "confirm", "new", "gone"]

# By the fate that an item has between the two versions.
WAYS: dict[Fate, Way] = {
    Fate.KEPT: "kept",
    Fate.REWORDED: "kept",
    Fate.MOVED: "kept",
    Fate.CHANGED_MEANING: "confirm",
    Fate.ADDED: "new",
    Fate.RETIRED: "gone",
    Fate.SPLIT: "gone",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """Codes by what becomes of the item, each in framework order.

    `kept` items mean the same, so that all that hangs on them goes along. `changed` items are asked
    otherwise: an answer waits to be confirmed. `added` are new, `gone` is no longer asked.
    `successors` are by the code of a split item the items that took over its content.
    """

    fates: Mapping[str, Fate]
    kept: tuple[str, ...]
    changed: tuple[str, ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]
    moved: tuple[str, ...]
    reworded: tuple[str, ...]
    successors: Mapping[str, tuple[str, ...]]
    lost_subjects: tuple[str, ...]

    @property
    def followed(self) -> tuple[str, ...]:
        """Items of both versions: what is said around the answer goes along in any case."""
        return (*self.kept, *self.changed)

    def to_confirm(self, answers: Mapping[str, Answer]) -> tuple[str, ...]:
        """Changed items that had an answer."""
        return tuple(code for code in self.changed if code in answers and answers[code].complete)


def plan_migration(old: Definition, new: Definition) -> Plan:
    fates = item_fates(old, new)

    def by(way: Way) -> tuple[str, ...]:
        return tuple(code for code, fate in fates.items() if WAYS[fate] == way)

    def of(fate: Fate) -> tuple[str, ...]:
        return tuple(code for code, found in fates.items() if found is fate)

    return Plan(
        fates=fates,
        kept=by("kept"),
        changed=by("confirm"),
        added=by("new"),
        gone=by("gone"),
        moved=of(Fate.MOVED),
        reworded=of(Fate.REWORDED),
        successors=_successors(new, of(Fate.SPLIT)),
        lost_subjects=tuple(
            code for code in old.subject_by_code if code not in new.subject_by_code
        ),
    )


def _successors(new: Definition, split: Collection[str]) -> dict[str, tuple[str, ...]]:
    told = {retired.code: retired.replaced_by for retired in new.retired_items}
    return {
        code: tuple(
            item.code
            for item in new.items
            if item.split_from == code or item.code in told.get(code, ())
        )
        for code in split
    }
