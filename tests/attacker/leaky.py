"""A careless publisher of the attacker's own: it prints whatever cells it is asked for.

It is how each rule is switched off once. Nothing of the product is in it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tests.attacker.published import Cell, Figure, Knowledge, Participant, Published

Values = Mapping[str, float]  # card → value


def cell(**groups: str) -> Cell:
    """`cell(sector="care")`; two values of one group: "care+health"."""
    return tuple((attribute, frozenset(text.split("+"))) for attribute, text in groups.items())


def people(
    counts: Mapping[str, int], *, systems: Callable[[int], int] = lambda place: place
) -> tuple[Participant, ...]:
    """`counts`: "care large" → how many of this sector and size. `systems`: place → system."""
    made = []
    for profile, count in counts.items():
        sector, _, size = profile.partition(" ")
        for _ in range(count):
            place = len(made)
            made.append(
                Participant(
                    organization=f"o{place}",
                    system=f"s{systems(place)}",
                    attributes={"sector": sector, "size": size or "any"},
                    card=f"o{place}c0",
                )
            )
    return tuple(made)


@dataclass(frozen=True)
class Careless:
    """`decimals` of means; `count_step` and `small` of counts; quartiles from so many."""

    decimals: int = 1
    count_step: int = 5
    small: int = 2
    quartiles_from: int = 20
    ends: bool = True

    def print_means(
        self,
        release: int,
        measure: str,
        cells: Iterable[Cell],
        knowledge: Knowledge,
        values: Values,
    ) -> list[Figure]:
        made = []
        for one in cells:
            bare = Figure(release, one, measure, 0)
            members = knowledge.members(bare)
            if not members:
                continue
            if measure.startswith("change:"):
                own = [values[one.card] - values[one.earlier] for one in members]
            else:
                own = [values[one.card] for one in members]
            mean = round(float(np.mean(own)), self.decimals)
            end = (mean >= 3.9) - (mean <= 0.1) if self.ends else 0
            quartiles = None
            if len(own) >= self.quartiles_from:
                first, middle, third = np.quantile(own, (0.25, 0.5, 0.75)).round(self.decimals)
                quartiles = (float(first), float(middle), float(third))
            made.append(
                Figure(
                    release,
                    one,
                    measure,
                    self._rounded(len(own)),
                    mean=3.9 if end > 0 else 0.1 if end < 0 else mean,
                    quartiles=quartiles,
                    open_end=end,
                    decimals=self.decimals,
                )
            )
        return made

    def print_counts(
        self,
        release: int,
        measure: str,
        cells: Iterable[Cell],
        knowledge: Knowledge,
        answers: Mapping[str, int],
    ) -> list[Figure]:
        made = []
        for one in cells:
            members = knowledge.members(Figure(release, one, measure, 0))
            if not members:
                continue
            exact = np.bincount([answers[one.card] for one in members], minlength=7)
            counts = tuple(self._rounded(int(count)) for count in exact)
            made.append(
                Figure(
                    release,
                    one,
                    measure,
                    self._rounded(len(members)),
                    counts=counts,
                    count_step=self.count_step,
                )
            )
        return made

    def _rounded(self, count: int) -> int:
        if count <= self.small:
            return 0
        return max(self.count_step, round(count / self.count_step) * self.count_step)


def publish(*figures: Sequence[Figure]) -> Published:
    return Published(tuple(one for some in figures for one in some))


def scores(people: Iterable[Participant], seed: int = 0) -> dict[str, float]:
    """Quarters between 0.75 and 3.25, for every card."""
    random = np.random.default_rng(seed)
    cards = [card for one in people for card in (one.card, one.earlier) if card]
    return {card: float(random.integers(3, 14)) / 4 for card in cards}
