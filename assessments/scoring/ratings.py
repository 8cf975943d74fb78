"""What raters said, as frozen data: a rating is one rater's own answer to one item."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from commitments.definition import LEVELS
from commitments.rating_guide import ROLE_GROUPS as ROLE_GROUPS

LEADERS = frozenset({"leadership", "management", "board"})
FRONT_LINE = frozenset({"clinical-front-line", "other-front-line"})


@dataclass(frozen=True, slots=True)
class Rating:
    """Raises ValueError for more than one of level, not applicable and don't know."""

    rater: str
    item: str
    role_group: str = ""
    level: int | None = None
    not_applicable: bool = False
    dont_know: bool = False

    def __post_init__(self) -> None:
        if self.level is not None and (type(self.level) is not int or self.level not in LEVELS):
            raise ValueError(f"{self.item}: {self.level!r} is not a level from 0 to 4")
        if (self.level is not None) + self.not_applicable + self.dont_know > 1:
            raise ValueError(f"{self.item}: only one of level, not applicable and don't know")
        if self.role_group and self.role_group not in ROLE_GROUPS:
            raise ValueError(f"{self.rater}: {self.role_group!r} is not a role group")

    @property
    def given(self) -> bool:
        """False for a row that says nothing: it is no rating, and counts nowhere."""
        return self.level is not None or self.not_applicable or self.dont_know


@dataclass(frozen=True, slots=True)
class Ratings:
    """The given ratings in the order of rater and item, and each rater's role group, if known."""

    rows: tuple[Rating, ...]
    by_item: dict[str, list[Rating]]
    role_groups: dict[str, str]

    @classmethod
    def of(cls, ratings: Iterable[Rating]) -> Self:
        """Raises ValueError for two ratings of an item, or two role groups, by one rater."""
        rows = sorted(
            (rating for rating in ratings if rating.given),
            key=lambda rating: (rating.rater, rating.item),
        )
        by_item: dict[str, list[Rating]] = {}
        role_groups: dict[str, str] = {}
        for rating in rows:
            of_item = by_item.setdefault(rating.item, [])
            if of_item and of_item[-1].rater == rating.rater:
                raise ValueError(f"{rating.item}: more than one rating by {rating.rater}")
            of_item.append(rating)
            known = role_groups.setdefault(rating.rater, rating.role_group)
            if not known:
                role_groups[rating.rater] = rating.role_group
            elif rating.role_group not in ("", known):
                raise ValueError(f"{rating.rater}: more than one role group")
        return cls(tuple(rows), by_item, role_groups)

    def __bool__(self) -> bool:
        return bool(self.rows)

    def of_items(self, items: Iterable[str]) -> list[Rating]:
        return [rating for item in items for rating in self.by_item.get(item, ())]
