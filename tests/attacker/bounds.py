"""How narrowly one organization's value can be bounded from rounded figures.

Each printed figure is a pair of inequalities; the value lies between the answers of two linear
programs. Quartiles are order constraints, relaxed so that they never rule out what is possible.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from tests.attacker.published import Figure, Knowledge
from tests.attacker.systems_of_figures import base_of, name, terms

LOWEST, HIGHEST = 0.0, 4.0


@dataclass(frozen=True)
class Interval:
    unknown: str
    low: float
    high: float

    @property
    def width(self) -> float:
        return self.high - self.low

    @property
    def at_an_end(self) -> bool:
        return self.low <= LOWEST + 1e-6 or self.high >= HIGHEST - 1e-6


@dataclass(eq=False)
class Inequalities:
    """low ≤ Σ factor · unknown ≤ high, for each; unknowns are numbered as they come."""

    index: dict[str, int] = field(default_factory=dict)
    limits: list[tuple[float, float]] = field(default_factory=list)
    rows: list[dict[int, float]] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    _made: tuple[csr_array, np.ndarray] | None = None

    def unknown(self, called: str, low: float = LOWEST, high: float = HIGHEST) -> int:
        if called not in self.index:
            self.index[called] = len(self.index)
            self.limits.append((low, high))
        return self.index[called]

    def add(self, factors: dict[int, float], low: float, high: float) -> None:
        self.rows.append(factors)
        self.low.append(low)
        self.high.append(high)

    def bound(self, called: str) -> Interval:
        ends = [self.smallest({self.index[called]: sign}) for sign in (1.0, -1.0)]
        return Interval(called, ends[0], -ends[1])

    def smallest(self, aim: dict[int, float]) -> float:
        """The smallest value of a sum. Raises where the figures contradict one another."""
        cost = np.zeros(len(self.index))
        for place, factor in aim.items():
            cost[place] = factor
        self._made = self._made or self._matrix()
        upper, ceilings = self._made
        answer = linprog(cost, A_ub=upper, b_ub=ceilings, bounds=self.limits, method="highs")
        if answer.status != 0:
            raise Contradiction(answer.message)
        return float(answer.fun)

    def _matrix(self) -> tuple[csr_array, np.ndarray]:
        entries: list[tuple[int, int, float]] = []
        ceilings: list[float] = []
        for factors, low, high in zip(self.rows, self.low, self.high, strict=True):
            for sign, limit in ((1.0, high), (-1.0, -low)):
                if limit < inf:
                    entries += [(len(ceilings), at, sign * by) for at, by in factors.items()]
                    ceilings.append(limit)
        rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
        shape = (len(ceilings), len(self.index))
        return csr_array((values, (rows, columns)), shape=shape), np.array(ceilings)


class Contradiction(Exception):
    """No answers give these figures: the attacker has misread what was published."""


def inequalities_of(
    figures: Iterable[Figure], knowledge: Knowledge, known: Mapping[str, float] | None = None
) -> Inequalities:
    """`known`: unknowns whose answers two systems have told."""
    made = Inequalities()
    for figure in figures:
        lowest = -HIGHEST if base_of(figure.measure).startswith("lag:") else LOWEST
        factors = {made.unknown(one, lowest): by for one, by in terms(figure, knowledge).items()}
        size = len(knowledge.members(figure))
        if figure.mean is not None and factors:
            _add_mean(made, figure, factors, size)
        if figure.quartiles is not None and lowest == LOWEST and "change:" not in figure.measure:
            _add_quartiles(made, figure, knowledge)
    for called, value in (known or {}).items():
        if called in made.index:
            made.limits[made.index[called]] = (value, value)
    return made


def _add_mean(made: Inequalities, figure: Figure, factors: dict[int, float], size: int) -> None:
    assert figure.mean is not None
    half = 0.5 * 10**-figure.decimals
    low, high = (figure.mean - half) * size, (figure.mean + half) * size
    if figure.open_end > 0:
        high = inf
    if figure.open_end < 0:
        low = -inf
    made.add(factors, low, high)


def _add_quartiles(made: Inequalities, figure: Figure, knowledge: Knowledge) -> None:
    """The values in their order are unknowns too: of the same sum, each at least the one before,
    and all values between the first and the last of them.

    Which organization has which place is left open. That only widens the intervals: it could be
    anyone. Quartiles lie between two places as the method note says, linearly.
    """
    assert figure.quartiles is not None
    values = [
        made.unknown(name(one.card, base_of(figure.measure))) for one in knowledge.members(figure)
    ]
    called = f"{figure.release} {sorted(figure.cell)} {figure.measure}"
    ranks = [made.unknown(f"{called} {place}") for place in range(len(values))]
    made.add(dict.fromkeys(values, 1.0) | dict.fromkeys(ranks, -1.0), 0.0, 0.0)
    for lower, higher in pairwise(ranks):
        made.add({higher: 1.0, lower: -1.0}, 0.0, inf)
    for value in values:
        made.add({value: 1.0, ranks[0]: -1.0}, 0.0, inf)
        made.add({value: -1.0, ranks[-1]: 1.0}, 0.0, inf)
    half = 0.5 * 10**-figure.decimals
    for quarter, quartile in zip((1, 2, 3), figure.quartiles, strict=True):
        place, rest = divmod((len(values) - 1) * quarter, 4)
        factors = {ranks[place]: 1 - rest / 4}
        if rest:
            factors[ranks[place + 1]] = rest / 4
        low = -inf if quartile <= 0.1 else quartile - half
        high = inf if quartile >= 3.9 else quartile + half
        made.add(factors, low, high)
