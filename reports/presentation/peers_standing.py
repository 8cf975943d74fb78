"""Where an own score lies beside the published middle half of peers. Pure.

No difference is ever told that is finer than what is published: no rank, no share of peers, no
distance.
"""

from collections import Counter
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from reports.presentation.page_peers import PeerRow, Stand
from reports.presentation.wording import capital, count_of, listed, number_word
from reports.releases.shown import FigureView

_TENTH = Decimal("0.1")
STANDS: dict[Stand, str] = {
    "above": "Above the middle half",
    "within": "Within the middle half",
    "below": "Below the middle half",
}


def find_stand(own: Decimal | None, figure: FigureView) -> Stand:
    """The own score is rounded as the quartiles are, and cut at the same ends of the scale."""
    if own is None or figure.quartiles is None:
        return ""
    first, _, third = (_cut(each, figure) for each in figure.quartiles)
    rounded = _cut(own.quantize(_TENTH, ROUND_HALF_UP), figure)
    if rounded > third:
        return "above"
    return "below" if rounded < first else "within"


def tell_stands(rows: Iterable[PeerRow], noun: str) -> str:
    """Two commitments lie above the middle half of peers, seven within it, and one below it."""
    counts: Counter[Stand] = Counter(row.stand for row in rows if row.stand)
    if not counts:
        return f"For no {noun} can an own score be set beside the middle half of peers"
    lie = {stand: "lies" if number == 1 else "lie" for stand, number in counts.items()}
    (first, number), *rest = [(stand, counts[stand]) for stand in STANDS if counts[stand]]
    lead = f"{capital(count_of(number, noun))} {lie[first]} {first} the middle half of peers"
    return listed([lead, *(f"{number_word(other)} {stand} it" for stand, other in rest)])


def _cut(value: Decimal, figure: FigureView) -> Decimal:
    if figure.ends is None:
        return value
    lowest, highest = figure.ends
    return min(max(value, lowest), highest)
