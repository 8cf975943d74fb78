"""The figures of a dry run, rounded as a release's are. Pure."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from reports.dryrun.core.rescoring import DOWN, SAME, UP, Means
from reports.releases.core.admission import Admission
from reports.releases.core.figures import compute_figures
from reports.releases.core.measures import Measure
from reports.releases.core.members import Bools, Members
from reports.releases.core.rounding import as_decimal
from reports.releases.core.tables import Table
from reports.releases.core.thresholds import Thresholds

WHOLE_FIELD = Table()
ATTAINED = "attained"


@dataclass(frozen=True, slots=True)
class ItemEffect:
    code: str
    effect: str


@dataclass(frozen=True, slots=True)
class SubjectFigures:
    """Decimals as texts with one place. `attained`: how many go down, stay, go up, rounded, where
    0 stands for “0–2”; None where it is withheld or there is none. `after` is None where the draft
    gives no score before its new questions are answered.
    """

    code: str
    before: str
    after: str | None
    change: str | None
    items: tuple[ItemEffect, ...]
    attained: tuple[int, int, int] | None = None

    def to_document(self) -> dict[str, Any]:
        return asdict(self)


def subject_figures(
    code: str, means: Means, attained: tuple[int, int, int] | None, thresholds: Thresholds
) -> SubjectFigures:
    """The change is rounded by itself: it may differ from that of the rounded means by 0.1."""
    effects = [
        ItemEffect(item, _rounded(effect, thresholds)) for item, effect in means.effects.items()
    ]
    return SubjectFigures(
        code=code,
        before=_mean(means.before, thresholds),
        after=None if means.after is None else _mean(means.after, thresholds),
        change=None if means.after is None else _rounded(means.after - means.before, thresholds),
        items=tuple(sorted(effects, key=lambda one: -abs(Decimal(one.effect)))),
        attained=attained,
    )


def count_moves(
    members: Members, mask: Bools, moves: Sequence[int], thresholds: Thresholds
) -> tuple[int, int, int] | None:
    """Rounded counts of those in `mask` that go down, stay and go up; None where nearly all parent
    systems do the same, which would tell of each of them. Raises UnsafeFigure.
    """
    given = np.full(len(mask), np.nan)
    given[mask] = moves
    shown = compute_figures(
        members,
        [Measure(ATTAINED, "levels", mask)],
        {ATTAINED: given},
        Admission(tables=(WHOLE_FIELD,), measures={ATTAINED: (0,)}),
        thresholds,
    )
    if not shown:
        return None
    counts = shown[0].counts
    return counts[DOWN], counts[SAME], counts[UP]


def _mean(value: Fraction, thresholds: Thresholds) -> str:
    """Ends of the scale are told as a release tells them: “3.9 or more”."""
    lowest, highest = Decimal(thresholds.lowest_mean), Decimal(thresholds.highest_mean)
    return str(min(max(Decimal(_rounded(value, thresholds)), lowest), highest))


def _rounded(value: Fraction, thresholds: Thresholds) -> str:
    """Ties go away from zero."""
    scaled = abs(value) * 10**thresholds.decimals
    steps = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return str(as_decimal(int(steps if value >= 0 else -steps), thresholds.decimals))
