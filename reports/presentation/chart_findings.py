"""What a headline names of a chart: the highest, the lowest, and all that share a place."""

from collections.abc import Sequence
from decimal import Decimal

from lhs_portal.lib.wording import say
from reports.presentation.wording import listed, number_word

Named = tuple[str, Decimal | None]


def holders(scored: Sequence[tuple[str, Decimal]], value: Decimal) -> str:
    """All that share a place: none of a tie is named alone, and more than three are counted."""
    names = [name for name, each in scored if each == value]
    if len(names) <= 3:
        return listed(names)
    return say("{number} commitments", number=number_word(len(names)))


def with_scores(figures: Sequence[Named]) -> list[tuple[str, Decimal]]:
    return [(name, value) for name, value in figures if value is not None]


def extremes(
    scored: Sequence[tuple[str, Decimal]],
) -> tuple[tuple[str, Decimal], tuple[str, Decimal]]:
    return max(scored, key=lambda each: each[1]), min(scored, key=lambda each: each[1])
