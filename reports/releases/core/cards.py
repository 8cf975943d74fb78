"""Score cards of many organizations as arrays, a row for each."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reports.releases.core.layout import NOT_RATED, UNANSWERED, Layout
from reports.releases.core.members import Bools, Floats

Answers = NDArray[np.uint8]
Micros = NDArray[np.int32]  # millionths: the six decimals of a score card, exactly

ABSENT = int(np.iinfo(np.int32).min)
MILLION = 1_000_000


@dataclass(frozen=True, eq=False)
class Cards:
    """`figures` in millionths, ABSENT where there is none; columns as in `layout`."""

    layout: Layout
    figures: Micros
    answers: Answers
    contested: Answers

    def __len__(self) -> int:
        return len(self.figures)

    def micros(self, code: str) -> Micros:
        column: Micros = self.figures[:, self.layout.columns[code]]
        return column

    def answers_to(self, item: str) -> Answers:
        column: Answers = self.answers[:, self.layout.item_columns[item]]
        return column

    def contested_of(self, item: str) -> Answers:
        column: Answers = self.contested[:, self.layout.item_columns[item]]
        return column

    def take(self, places: NDArray[Any]) -> "Cards":
        """Those at `places`; -1 is a card in which everything is absent."""
        found = places >= 0
        rows = len(places)
        figures = np.full((rows, self.figures.shape[1]), ABSENT, dtype=np.int32)
        answers = np.full((rows, self.answers.shape[1]), UNANSWERED, dtype=np.uint8)
        contested = np.full((rows, self.contested.shape[1]), NOT_RATED, dtype=np.uint8)
        figures[found] = self.figures[places[found]]
        answers[found] = self.answers[places[found]]
        contested[found] = self.contested[places[found]]
        return Cards(self.layout, figures, answers, contested)


def present(micros: Micros) -> Bools:
    return np.asarray(micros != ABSENT)


def in_units(micros: NDArray[Any], mask: Bools) -> Floats:
    """On the scale of the figures, NaN outside of the mask."""
    return np.where(mask, micros / MILLION, np.nan)
