"""The two assessments that are compared, and each cycle before them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Self

from assessments.answer_sheet import AnswerSheet
from assessments.scoring.build import score
from assessments.scoring.ratings import Rating, Ratings
from assessments.scoring.settling import settle_item, settled_sheet
from assessments.scoring.subjects import score_subject
from commitments.definition import Definition

CONTESTED_ASKED_FROM = 2


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which report a side is; nothing of it where files are compared."""

    report: str | None = None
    number: int | None = None
    assessment: str | None = None
    period: tuple[str, str] | None = None
    frozen_digest: str | None = None


@dataclass(frozen=True, slots=True)
class Cycle:
    """What change over time needs of an assessment: its scores by subject, as its card has them."""

    definition: Definition
    scores: Mapping[str, Decimal | None]
    stamp: Stamp = Stamp()


@dataclass(frozen=True)
class Side:
    """`sheet` is what was settled; `contested` says of items what was found when they were."""

    definition: Definition
    sheet: AnswerSheet
    rated: Ratings
    scores: Mapping[str, Decimal | None]
    input_digest: str
    contested: Mapping[str, bool]
    stamp: Stamp

    @classmethod
    def of(
        cls,
        definition: Definition,
        sheet: AnswerSheet,
        ratings: Iterable[Rating] = (),
        *,
        stamp: Stamp | None = None,
        contested: Mapping[str, bool] | None = None,
        card: Mapping[str, Any] | None = None,
    ) -> Self:
        """`card` is the document of the score card of just this, where it has been made already.

        `contested` tells of items what was found when they were settled; of all others the ratings
        tell it. Raises ValueError as `score` does.
        """
        rated = Ratings.of(ratings)
        card = card or score(definition, sheet, rated.rows).to_document()
        return cls(
            definition=definition,
            sheet=settled_sheet(sheet, rated),
            rated=rated,
            scores=scores_of(card),
            input_digest=card["input_digest"],
            contested=contested or {},
            stamp=stamp or Stamp(),
        )

    @cached_property
    def levels(self) -> dict[str, int]:
        """The settled ones, by item."""
        return {
            code: answer.level
            for code, answer in self.sheet.answers.items()
            if answer.level is not None
        }

    @property
    def raters(self) -> frozenset[str]:
        return frozenset(self.rated.role_groups)

    def meets(self, commitment: str, target: int) -> bool | None:
        """By the exact score, as the score card's gap is. None where there is no score."""
        items = self.definition.items_by_subject.get(commitment, ())
        score = score_subject(items, self.sheet).score
        return None if score is None else score >= target

    @property
    def cycle(self) -> Cycle:
        return Cycle(self.definition, self.scores, self.stamp)

    def is_contested(self, item: str) -> bool | None:
        """None where fewer than two levels were given, so that nobody can tell."""
        known = self.contested.get(item)
        given = self.rated.by_item.get(item, ())
        if known:
            return True
        if sum(rating.level is not None for rating in given) < CONTESTED_ASKED_FROM:
            return None
        return settle_item(given).contested if known is None else False


def scores_of(card: Mapping[str, Any]) -> dict[str, Decimal | None]:
    """By subject, from the document of a score card."""
    scores = ((code, part["score"]) for code, part in card["subjects"].items())
    return {code: None if score is None else Decimal(score) for code, score in scores}
