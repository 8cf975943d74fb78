from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments.scoring.agreement import role_means
from assessments.scoring.figures import six_decimals


@dataclass(frozen=True, slots=True)
class ShownGap:
    """Leaders beside the front line: their difference, the two means, and how many count in each.

    Rounded as in the score card.
    """

    gap: Decimal
    leaders: Decimal
    leaders_n: int
    front_line: Decimal
    front_line_n: int


def gap_between(
    figures: Mapping[str, Fraction | int], role_groups: Mapping[str, str]
) -> ShownGap | None:
    """`figures` are by rater. None where a side has fewer than three."""
    means = role_means(figures, role_groups)
    if means is None:
        return None
    return ShownGap(
        gap=six_decimals(means.gap),
        leaders=six_decimals(means.leaders),
        leaders_n=means.leaders_n,
        front_line=six_decimals(means.front_line),
        front_line_n=means.front_line_n,
    )
