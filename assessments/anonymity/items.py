"""One item: its distribution, or words, or nothing."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from assessments.anonymity.people import (
    FEWEST,
    Rounds,
    known_by_name,
    many_or_none,
    people_of_item,
    sides_hide,
)
from assessments.anonymity.role_gaps import ShownGap, gap_between
from assessments.scoring.agreement import ItemStatistics, item_statistics
from assessments.scoring.ratings import Rating
from assessments.scoring.settling import settle_item
from commitments.definition import LEVELS

AGREE = "agree"
WITHIN_ONE = "within one level"
FURTHER_APART = "further apart"


@dataclass(frozen=True, slots=True)
class ShownItem:
    """Everything but `words` and `named` is given only with a distribution.

    `counts` are by level, 0 to 4, and `n` is their sum; `named` are whole ratings, in the order of
    the raters' ids.
    """

    kind: Literal["distribution", "words", "none"]
    words: str = ""
    counts: tuple[int, ...] = ()
    n: int | None = None
    not_applicable: int | None = None
    dont_know: int | None = None
    statistics: ItemStatistics | None = None
    named: tuple[Rating, ...] = ()
    role_gap: ShownGap | None = None

    @property
    def contested(self) -> bool:
        """Two levels are contested exactly where they are further apart."""
        if self.statistics is None:
            return self.words == FURTHER_APART
        return self.statistics.contested is True


def show_item(
    ratings: Iterable[Rating], *, named: Collection[str] = (), rounds: Rounds | None = None
) -> ShownItem:
    """`ratings` are those of one item that are in the figures."""
    given = [rating for rating in ratings if rating.given]
    people = people_of_item(given, rounds)
    known = known_by_name(people, named)
    by_name = tuple(
        sorted((rating for rating in given if rating.rater in known), key=lambda row: row.rater)
    )
    levels = {rating.rater: rating.level for rating in given if rating.level is not None}
    if len(levels) < FEWEST:
        words = _words(sorted(levels.values()))
        return ShownItem("words" if words else "none", words, named=by_name)
    counts = Counter(levels.values())
    gap = None
    if sides_hide(people, known):
        gap = gap_between(levels, {rating.rater: rating.role_group for rating in given})
    return ShownItem(
        kind="distribution",
        counts=tuple(counts[level] for level in LEVELS),
        n=len(levels),
        not_applicable=sum(rating.not_applicable for rating in given),
        dont_know=sum(rating.dont_know for rating in given),
        statistics=item_statistics(levels.values()),
        named=by_name,
        role_gap=gap,
    )


def may_accept(ratings: Iterable[Rating]) -> bool:
    """Whether the ratings of an item may be accepted unchanged without telling what few said.

    The lower median of two levels is one person's. Where this is False, people decide.
    """
    given = [rating for rating in ratings if rating.given]
    settled = settle_item(given)
    if settled.not_applicable:
        return len(given) >= FEWEST
    return settled.accepted and sum(rating.level is not None for rating in given) >= FEWEST


def may_enter(late: Iterable[Rating], figures: Iterable[Rating] = ()) -> bool:
    """Whether late ratings of one item may enter the figures together: three at least.

    Where the figures show a distribution already, the difference is one of its own, and needs three
    levels too, or none.
    """
    people = people_of_item([rating for rating in late if rating.given], None)
    if sum(rating.level is not None for rating in figures) < FEWEST:
        return len(people) >= FEWEST
    return bool(people) and many_or_none(people)


def _words(levels: list[int]) -> str:
    if len(levels) != 2:
        return ""
    apart = levels[1] - levels[0]
    return AGREE if apart == 0 else WITHIN_ONE if apart == 1 else FURTHER_APART
