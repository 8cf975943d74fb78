"""How far raters agree, exactly: on one item, and on a subject.

An item's figures need two levels. AD and the share near the median say whether it is contested;
r_wg (James, Demaree & Wolf 1984) is agreement beyond what chance alone would give.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm

from assessments.scoring.figures import HALF, mean
from assessments.scoring.ratings import FRONT_LINE, LEADERS, Rating
from assessments.scoring.student import t_975
from commitments.definition import LEVELS, Definition, Item

NO_AGREEMENT = Fraction(len(LEVELS) ** 2 - 1, 12)  # the variance where every level is as likely
CONTESTED_FROM_AD = Fraction(len(LEVELS), 6)  # Burke & Dunlap 2002
CONTESTED_BELOW_NEAR_MEDIAN = Fraction(4, 5)
OUTLYING_FROM_RANGE = 3
RANGE_FROM = 2
INTERVAL_FROM = 5
ROLE_GAP_FROM = 3


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """Below two levels everything but `n` is None."""

    n: int
    mean: Fraction | None = None
    median: Fraction | None = None
    lower_median: int | None = None
    range: int | None = None
    near_median: Fraction | None = None
    ad: Fraction | None = None
    variance: Fraction | None = None
    r_wg: Fraction | None = None
    contested: bool | None = None
    outlying: bool | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """`middle` ± √`square`: the ends are irrational, and are rounded only where they are shown."""

    middle: Fraction
    square: Fraction


@dataclass(frozen=True, slots=True)
class RoleMeans:
    """The two sides of the role gap, and how many raters are on each."""

    leaders: Fraction
    leaders_n: int
    front_line: Fraction
    front_line_n: int

    @property
    def gap(self) -> Fraction:
        return self.leaders - self.front_line


@dataclass(frozen=True, slots=True)
class SubjectAgreement:
    """`range` from two raters' scores, `interval` from five, `role_gap` from three a side."""

    r_wg_j: Fraction | None
    ad: Fraction | None
    interval: Interval | None
    range: tuple[Fraction, Fraction] | None
    role_gap: Fraction | None


def item_statistics(levels: Iterable[int]) -> ItemStatistics:
    return _statistics(tuple(sorted(levels)))


# A page asks several times for the same: what is settled, what is shown, what is drawn.
@lru_cache(maxsize=1024)
def _statistics(values: tuple[int, ...]) -> ItemStatistics:
    n = len(values)
    if n < 2:
        return ItemStatistics(n)
    total = sum(values)
    lower_median = values[(n - 1) // 2]
    near_median = Fraction(sum(abs(value - lower_median) <= 1 for value in values), n)
    ad = Fraction(sum(abs(n * value - total) for value in values), n * n)
    variance = Fraction(n * sum(value * value for value in values) - total * total, n * (n - 1))
    spread = values[-1] - values[0]
    contested = ad >= CONTESTED_FROM_AD or near_median < CONTESTED_BELOW_NEAR_MEDIAN
    return ItemStatistics(
        n=n,
        mean=Fraction(total, n),
        median=Fraction(lower_median + values[n // 2], 2),
        lower_median=lower_median,
        range=spread,
        near_median=near_median,
        ad=ad,
        variance=variance,
        r_wg=1 - min(variance, NO_AGREEMENT) / NO_AGREEMENT,
        contested=contested,
        outlying=spread >= OUTLYING_FROM_RANGE and not contested,
    )


def subject_agreement(
    items: Iterable[ItemStatistics],
    scores: Mapping[str, Fraction],
    role_groups: Mapping[str, str],
) -> SubjectAgreement:
    """`scores` are the raters' own (`rater_scores`); `role_groups` are by rater."""
    variances, ads = [], []
    for item in items:
        if item.variance is not None and item.ad is not None:
            variances.append(item.variance)
            ads.append(item.ad)
    values = list(scores.values())
    means = role_means(scores, role_groups)
    return SubjectAgreement(
        r_wg_j=_r_wg_j(variances) if variances else None,
        ad=mean(ads) if ads else None,
        interval=_interval(values) if len(values) >= INTERVAL_FROM else None,
        range=(min(values), max(values)) if len(values) >= RANGE_FROM else None,
        role_gap=means.gap if means else None,
    )


def role_means(
    figures: Mapping[str, Fraction | int], role_groups: Mapping[str, str]
) -> RoleMeans | None:
    """Of figures by rater, such as own scores. None where a side has fewer than three."""
    leaders, front_line = (
        [figure for rater, figure in figures.items() if role_groups.get(rater) in side]
        for side in (LEADERS, FRONT_LINE)
    )
    if min(len(leaders), len(front_line)) < ROLE_GAP_FROM:
        return None
    return RoleMeans(mean(leaders), len(leaders), mean(front_line), len(front_line))


def rater_scores(
    definition: Definition, subject: str, ratings: Iterable[Rating]
) -> dict[str, Fraction]:
    """Each rater's own score of the subject by the rules of "One subject"; who has none is absent.

    Whole numbers as long as possible: this runs for every rater and subject.
    """
    items = definition.items_by_subject[subject]
    # Weights are decimals; a common factor makes whole numbers of them and changes no mean.
    fractions = [Fraction(item.weight) for item in items]
    factor = lcm(*(weight.denominator for weight in fractions))
    weights = {
        item.code: int(weight * factor) for item, weight in zip(items, fractions, strict=True)
    }
    essential = {item.code for item in items if item.essential}
    whole = sum(weights.values())
    by_rater: dict[str, list[Rating]] = {}
    for rating in ratings:
        if rating.item in weights:
            by_rater.setdefault(rating.rater, []).append(rating)
    scores = {}
    for rater, own in by_rater.items():
        not_applicable = {rating.item for rating in own if rating.not_applicable}
        levels = {rating.item: rating.level for rating in own if rating.level is not None}
        known = sum(weights[item] for item in levels)
        applicable = whole - sum(weights[item] for item in not_applicable)
        asked = essential - not_applicable
        if known and (known >= HALF * applicable or (asked and asked <= levels.keys())):
            scores[rater] = Fraction(
                sum(weights[item] * level for item, level in levels.items()), known
            )
    return scores


def can_have_a_score(items: Collection[Item], rated: Collection[str]) -> bool:
    """Whether a rater of these items of a subject alone may have a score of it, whatever she said.

    "Not applicable" makes the whole smaller, but never the share that is answered larger than where
    all that she rated has a level.
    """
    essential = {item.code for item in items if item.essential}
    if essential and essential <= set(rated):
        return True
    known = sum((Fraction(item.weight) for item in items if item.code in rated), Fraction())
    return 2 * known >= sum((Fraction(item.weight) for item in items), Fraction())


def _r_wg_j(variances: list[Fraction]) -> Fraction:
    """Single variances are not capped; their mean is."""
    share = min(mean(variances), NO_AGREEMENT) / NO_AGREEMENT
    agreed = len(variances) * (1 - share)
    return agreed / (agreed + share)


def _interval(values: list[Fraction]) -> Interval:
    """Mean ± t·s/√n."""
    n, middle = len(values), mean(values)
    variance = sum(((value - middle) ** 2 for value in values), Fraction()) / (n - 1)
    return Interval(middle, t_975(n - 1) ** 2 * variance / n)
