"""Where an own score lies beside the published middle half of peers. Pure.

No difference is ever told that is finer than what is published: no rank, no share of peers, no
distance.
"""

from collections import Counter
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from lhs_portal.lib.wording import mark, say, say_count
from reports.presentation.page_peers import PeerRow, Stand
from reports.presentation.wording import capital, listed, number_word
from reports.releases.shown import FigureView

_TENTH = Decimal("0.1")
STANDS: dict[Stand, str] = {
    "above": mark("Above the middle half"),
    "within": mark("Within the middle half"),
    "below": mark("Below the middle half"),
}


_NONE = {
    "commitment": mark("For no commitment can an own score be set beside the middle half of peers"),
    "feature": mark("For no feature can an own score be set beside the middle half of peers"),
}
_REST: dict[Stand, str] = {
    "above": mark("{number} above it"),
    "within": mark("{number} within it"),
    "below": mark("{number} below it"),
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
        return say(_NONE[noun])
    (first, number), *rest = [(stand, counts[stand]) for stand in STANDS if counts[stand]]
    lead = capital(_lead(noun, first, number))
    return listed([lead, *(say(_REST[stand], number=number_word(other)) for stand, other in rest)])


def _lead(noun: str, stand: Stand, number: int) -> str:
    words = {"number": number_word(number)}
    if noun == "commitment":
        if stand == "above":
            return say_count(
                "one commitment lies above the middle half of peers",
                "{number} commitments lie above the middle half of peers",
                number,
                **words,
            )
        if stand == "within":
            return say_count(
                "one commitment lies within the middle half of peers",
                "{number} commitments lie within the middle half of peers",
                number,
                **words,
            )
        return say_count(
            "one commitment lies below the middle half of peers",
            "{number} commitments lie below the middle half of peers",
            number,
            **words,
        )
    if stand == "above":
        return say_count(
            "one feature lies above the middle half of peers",
            "{number} features lie above the middle half of peers",
            number,
            **words,
        )
    if stand == "within":
        return say_count(
            "one feature lies within the middle half of peers",
            "{number} features lie within the middle half of peers",
            number,
            **words,
        )
    return say_count(
        "one feature lies below the middle half of peers",
        "{number} features lie below the middle half of peers",
        number,
        **words,
    )


def _cut(value: Decimal, figure: FigureView) -> Decimal:
    if figure.ends is None:
        return value
    lowest, highest = figure.ends
    return min(max(value, lowest), highest)
