"""What changed between two assessments: every figure of it that a page or a file shows.

Figures are decimals with six places; levels, targets and counts are integers; absent is None.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from assessments.scoring.card import FrameworkStamp
from assessments.scoring.plain import OMIT_EMPTY, plain_fields
from lhs_portal.lib.canonical import canonical_json

Verdict = Literal["changed", "noise", "not_tested", "not_comparable"]
Why = Literal["new", "gone", "meaning", "moved", "no_level_earlier", "no_level_later", "no_level"]


@dataclass(frozen=True, slots=True)
class SideCard:
    """One of the two assessments; `raters` are those with at least one rating.

    What only a stored report has is None where files were compared.
    """

    report: str | None
    number: int | None
    assessment: str | None
    period: tuple[str, str] | None
    frozen_digest: str | None
    input_digest: str
    framework: FrameworkStamp
    raters: int


@dataclass(frozen=True, slots=True)
class SubjectChange:
    """`delta` is None where the subject is not comparable; what raters say, where it is not tested.

    `delta` is of settled levels, `difference` of raters' own means, both over the same items, and
    `raters` are those with such a mean. The two scores are those of the score cards, over all items
    of the subject: their difference need not be `delta`.
    """

    verdict: Verdict
    delta: Decimal | None
    difference: Decimal | None
    standard_error_squared: Decimal | None
    degrees: int | None
    raters: tuple[int, int]
    earlier_score: Decimal | None
    later_score: Decimal | None


@dataclass(frozen=True, slots=True)
class ItemChange:
    earlier: int
    later: int


@dataclass(frozen=True, slots=True)
class NotComparable:
    """`subject` and `question` are those of the later version, if it has the item."""

    item: str
    subject: str
    reason: Why
    question: str


@dataclass(frozen=True, slots=True)
class ContestedChange:
    """Comparable items of which it is known for both sides whether they were contested."""

    new: tuple[str, ...]
    closed: tuple[str, ...]
    still: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A target that is declared on one side at least. `met` is asked of the later side alone."""

    earlier_target: int | None
    target: int | None
    met: bool | None


@dataclass(frozen=True, slots=True)
class CycleCard:
    """A subject's score is None too where its items are not comparable with the latest version."""

    report: str | None
    assessment: str | None
    period: tuple[str, str] | None
    scores: dict[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class ComparisonCard:
    """Mappings are by code: subjects of either version, items answered in both, commitments.

    `cycles` are all assessments in order, the later of the two last: none where there are but two.
    """

    scoring_version: str
    earlier: SideCard
    later: SideCard
    raters_in_both: int
    subjects: dict[str, SubjectChange]
    items: dict[str, ItemChange]
    not_comparable: tuple[NotComparable, ...]
    contested: ContestedChange
    targets: dict[str, TargetChange]
    cycles: tuple[CycleCard, ...] = field(default=(), metadata=OMIT_EMPTY)

    def to_document(self) -> dict[str, Any]:
        """As plain JSON values: what `comparison.schema.json` describes."""
        return plain_fields(self)

    def to_json(self) -> bytes:
        """Canonical: equal input gives equal bytes."""
        return canonical_json(self.to_document())
