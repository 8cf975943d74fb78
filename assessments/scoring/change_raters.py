"""Whether raters of two assessments differ by more than chance: Welch's t over their own means.

Raters are the sample, not items: one rater's answers hang together, and to count them one by one
would call every third unchanged subject changed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from assessments.scoring.figures import mean
from assessments.scoring.ratings import Rating
from assessments.scoring.student import t_975

FEWEST_RATERS = 3
# Agreement finer than a quarter of a level is not claimed.
LEAST_VARIANCE = Fraction(1, 16)
LEAST_CHANGE = Fraction(1, 4)


@dataclass(frozen=True, slots=True)
class RaterTest:
    """`difference` is later − earlier; `degrees` are Welch's, rounded down."""

    difference: Fraction
    standard_error_squared: Fraction
    degrees: int

    def confirms(self, delta: Fraction) -> bool:
        """Whether a change of the settled levels is one that the raters saw too."""
        beyond_chance = self.difference**2 > t_975(self.degrees) ** 2 * self.standard_error_squared
        return beyond_chance and abs(delta) >= LEAST_CHANGE and delta * self.difference > 0


def rater_means(weights: Mapping[str, Fraction], ratings: Iterable[Rating]) -> dict[str, Fraction]:
    """Each rater's own weighted mean; who gave levels to less than half of the weight is absent.

    Unlike in a score, what a rater finds not applicable does not make the whole smaller.
    """
    # A common factor makes whole numbers of the weights and changes no mean.
    factor = lcm(*(weight.denominator for weight in weights.values()))
    whole_weights = {item: int(weight * factor) for item, weight in weights.items()}
    whole = sum(whole_weights.values())
    sums: dict[str, tuple[int, int]] = {}
    for rating in ratings:
        weight = whole_weights.get(rating.item)
        if weight is not None and rating.level is not None:
            known, points = sums.get(rating.rater, (0, 0))
            sums[rating.rater] = (known + weight, points + weight * rating.level)
    return {
        rater: Fraction(points, known)
        for rater, (known, points) in sums.items()
        if 2 * known >= whole
    }


def compare_raters(earlier: Sequence[Fraction], later: Sequence[Fraction]) -> RaterTest | None:
    """Of raters' means. None where one of the two sides has fewer than three."""
    if min(len(earlier), len(later)) < FEWEST_RATERS:
        return None
    squares = [(_variance(side) / len(side), len(side) - 1) for side in (earlier, later)]
    standard_error_squared = squares[0][0] + squares[1][0]
    degrees = standard_error_squared**2 / sum(square**2 / free for square, free in squares)
    return RaterTest(
        difference=mean(later) - mean(earlier),
        standard_error_squared=standard_error_squared,
        degrees=int(degrees),
    )


def _variance(values: Sequence[Fraction]) -> Fraction:
    middle = mean(values)
    squares = sum(((value - middle) ** 2 for value in values), Fraction())
    return max(squares / (len(values) - 1), LEAST_VARIANCE)
