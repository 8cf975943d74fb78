"""Published figures in words. What has no row reads "not shown", whatever the cause."""

from dataclasses import dataclass
from decimal import Decimal

from lhs_portal.lib.wording import mark, say

NOT_SHOWN = mark("not shown")
SMALL = "0–2"


@dataclass(frozen=True, slots=True)
class FigureView:
    """One measure in one cell. What is not published is None or empty.

    `ends` are the lowest and highest mean that the release shows, None for a measure without ends.
    `counts` as in `reports.releases.core.figures.Figure`.
    """

    measure: str
    n: int | None = None
    mean: Decimal | None = None
    quartiles: tuple[Decimal, Decimal, Decimal] | None = None
    counts: tuple[int, ...] = ()
    ends: tuple[Decimal, Decimal] | None = None
    signed: bool = False

    @property
    def shown(self) -> bool:
        return self.n is not None


def shown_mean(figure: FigureView) -> str:
    """ "2.4", "3.9 or more", of a difference "+0.3", or "not shown"."""
    if figure.mean is None:
        return say(NOT_SHOWN)
    text = shown_number(figure.mean, signed=figure.signed)
    if figure.ends:
        lowest, highest = figure.ends
        if figure.mean >= highest:
            return say("{number} or more", number=text)
        if figure.mean <= lowest:
            return say("{number} or less", number=text)
    return text


def shown_number(value: Decimal, *, signed: bool = False) -> str:
    """With one decimal. A minus sign as people write it, and a plus where it is a difference."""
    text = f"{abs(value):.1f}"
    if value < 0:
        return f"−{text}"
    return f"+{text}" if signed and value > 0 else text


def shown_quartiles(figure: FigureView) -> str:
    """ "1.8 to 3.1" of the middle half, or "not shown"."""
    if figure.quartiles is None:
        return say(NOT_SHOWN)
    first, _, third = figure.quartiles
    return say(
        "{low} to {high}",
        low=shown_number(first, signed=figure.signed),
        high=shown_number(third, signed=figure.signed),
    )


def shown_count(count: int | None) -> str:
    """ "0–2", "15", or "not shown"."""
    if count is None:
        return say(NOT_SHOWN)
    return f"{count:,}" if count else SMALL
