"""What is measured of a field: every measure of a framework, with its values.

Codes and what each means: docs of `measures`. Values are made when they are asked for, so that a
large field never stands in memory as hundreds of columns of floats.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from commitments.definition import Definition
from reports.releases.core.cards import Cards, in_units, present
from reports.releases.core.layout import DONT_KNOW, INDICES
from reports.releases.core.measures import Kind, Measure
from reports.releases.core.members import Bools, Floats

LEVELS = 5


@dataclass(frozen=True, eq=False)
class Measured:
    """A measure, and how its values are made: one a member, NaN outside of the respondents
    (but for items, where 5 and 6 are answers without a level).
    """

    measure: Measure
    values: Callable[[], Floats]


class Values(Mapping[str, Floats]):
    """By a measure's code; made anew each time."""

    def __init__(self, measured: Iterable[Measured]) -> None:
        self._makers = {one.measure.code: one.values for one in measured}

    def __getitem__(self, code: str) -> Floats:
        return self._makers[code]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def components_of(definition: Definition) -> dict[str, tuple[str, ...]]:
    """For each derived figure of a score card, the measures that it is worked out from."""
    found: dict[str, tuple[str, ...]] = {}
    for pillar in definition.pillars:
        parts = tuple(feature.code for feature in definition.features_of(pillar.code))
        found[f"pillar:{pillar.code}"] = parts
    found["index:commitments"] = tuple(one.code for one in definition.commitments)
    found["index:foundations"] = tuple(f"pillar:{one.code}" for one in definition.pillars)
    for commitment in definition.commitments:
        carried_by = tuple(link.feature for link in definition.links_of(commitment.code))
        found[f"lag:{commitment.code}"] = (commitment.code, *carried_by)
    return found


def measure_cards(definition: Definition, cards: Cards) -> Iterator[Measured]:
    """Subjects, pillars, indices, lags, and the items."""
    for code in cards.layout.subjects:
        yield measure_figure(code, "score", cards)
    components = components_of(definition)
    derived = [
        *(f"pillar:{code}" for code in cards.layout.pillars),
        *(f"index:{code}" for code in INDICES),
        *(f"lag:{code}" for code in cards.layout.lags),
    ]
    for code in derived:
        yield measure_figure(code, "derived", cards, components[code])
    for item in cards.layout.items:
        yield _measure_item(item, cards)


def measure_figure(
    code: str, kind: Kind, cards: Cards, components: tuple[str, ...] = ()
) -> Measured:
    mask = present(cards.micros(code))
    return Measured(
        Measure(code, kind, mask, components), lambda: in_units(cards.micros(code), mask)
    )


def _measure_item(item: str, cards: Cards) -> Measured:
    """It rests on those who gave a level."""

    def values() -> Floats:
        answers = cards.answers_to(item)
        return np.where(answers <= DONT_KNOW, answers, np.nan)

    return Measured(Measure(f"item:{item}", "levels", cards.answers_to(item) < LEVELS), values)


def measured_share(code: str, has_it: Bools) -> Measured:
    """Of all members: who has no plan has none of what plans name."""
    everyone = np.ones(len(has_it), dtype=np.bool_)
    return Measured(Measure(code, "share", everyone), lambda: has_it.astype(np.float64))
