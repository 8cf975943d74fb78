"""What a report shows of the change since an earlier one, as frozen data."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from reports.charts.specification import Slope, SmallMultiples

Verdict = Literal["changed", "noise", "not_tested", "not_comparable"]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One commitment or feature. `before` and `after` are the scores that the two reports print.

    `delta` is taken over the items that both answered, so that it may differ from `after` −
    `before`; it is None where the subject is not comparable. `why` says in a sentence what the
    verdict rests on. `went` is up or down where the verdict is "changed", and else empty: nothing
    else may be drawn or worded as a direction.
    """

    code: str
    kind: str  # commitment or feature
    name: str
    before: Decimal | None
    before_shown: str
    after: Decimal | None
    after_shown: str
    delta: Decimal | None
    delta_shown: str
    verdict: Verdict
    verdict_shown: str
    went: Literal["", "up", "down"]
    why: str

    @property
    def changed(self) -> bool:
        return self.verdict == "changed"


@dataclass(frozen=True, slots=True)
class MovedItem:
    code: str
    subject: str
    question: str
    before: int
    before_shown: str
    after: int
    after_shown: str
    delta: int
    delta_shown: str


@dataclass(frozen=True, slots=True)
class ContestedItem:
    code: str
    subject: str
    question: str
    settled: str


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target that either side declared: "Safe: target 3 Defined, now 3.20. Met."

    `target` is the one that is declared now, None where only the earlier side declared one; `met`
    is None where there is none now, or no score.
    """

    code: str
    name: str
    earlier_target: int | None
    target: int | None
    after_shown: str
    met: bool | None
    sentence: str

    @property
    def rest(self) -> str:
        """The sentence after its name, where that is a link."""
        return self.sentence.removeprefix(self.name)


@dataclass(frozen=True, slots=True)
class NotCompared:
    """An item (or a whole subject, with an empty question) that cannot be compared, and why.

    `subject` is in words; `code` is that of the item or of the subject.
    """

    code: str
    subject: str
    question: str
    why: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """`sides` name the earlier and the later assessment, each otherwise than the other. Rows:
    commitments first, then features, in framework order.

    `opening` says what is compared and how many raters took part; `method` how to read a verdict.
    Each list has a note that says what it shows, or why it is empty. `over_time` is there from
    three cycles on.
    """

    headline: str
    opening: tuple[str, ...]
    sides: tuple[str, str]
    rows: tuple[ChangeRow, ...]
    moved: tuple[MovedItem, ...]
    moved_note: str
    newly_contested: tuple[ContestedItem, ...]
    no_longer_contested: tuple[ContestedItem, ...]
    contested_note: str
    targets: tuple[TargetLine, ...]
    targets_note: str
    not_compared: tuple[NotCompared, ...]
    not_compared_note: str
    method: tuple[str, ...]
    digests: tuple[tuple[str, str], ...]  # name and digest, of both frozen inputs
    commitments_chart: Slope
    features_chart: Slope
    over_time: SmallMultiples | None

    @property
    def charts(self) -> tuple[Slope | SmallMultiples | None, ...]:
        return (self.commitments_chart, self.features_chart, self.over_time)

    @property
    def commitments(self) -> tuple[ChangeRow, ...]:
        return tuple(row for row in self.rows if row.kind == "commitment")

    @property
    def features(self) -> tuple[ChangeRow, ...]:
        return tuple(row for row in self.rows if row.kind == "feature")
