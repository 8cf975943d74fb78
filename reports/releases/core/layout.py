"""In which order the figures of a score card are packed. It follows from a framework version."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from commitments.definition import Definition
from lhs_portal.lib.canonical import digest_of

VERSION = 1  # of the order and of the meaning of the codes below

# Answers: levels stand for themselves.
NOT_APPLICABLE, DONT_KNOW, UNANSWERED = 5, 6, 7
# Whether raters contested an item.
NOT_CONTESTED, CONTESTED, NOT_RATED = 0, 1, 2

INDICES = ("commitments", "foundations")


@dataclass(frozen=True)
class Layout:
    """Figures in this order: subjects, pillars, indices, lags, agreement of the items' raters."""

    digest: str
    subjects: tuple[str, ...]
    pillars: tuple[str, ...]
    lags: tuple[str, ...]
    items: tuple[str, ...]

    @classmethod
    def of(cls, definition: Definition, rules_version: str) -> "Layout":
        return cls(
            digest=digest_of([VERSION, definition.digest, rules_version]),
            subjects=tuple(subject.code for subject in definition.subjects),
            pillars=tuple(pillar.code for pillar in definition.pillars),
            lags=tuple(commitment.code for commitment in definition.commitments),
            items=tuple(item.code for item in definition.items),
        )

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """Where each figure stands, by the code of its measure; `agreement:` by item."""
        names = (
            *self.subjects,
            *(f"pillar:{code}" for code in self.pillars),
            *(f"index:{code}" for code in INDICES),
            *(f"lag:{code}" for code in self.lags),
            *(f"agreement:{code}" for code in self.items),
        )
        return {name: place for place, name in enumerate(names)}

    @cached_property
    def item_columns(self) -> Mapping[str, int]:
        return {code: place for place, code in enumerate(self.items)}
