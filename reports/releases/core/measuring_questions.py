"""How the questions themselves do, and what goes together: of the whole field alone.

Each figure is a mean of what every member adds to it (a correlation, of the products of its two
standard scores), but for `agreement`, which is a median. Shares are published as 0.0 to 1.0 with
one decimal: in per cent with one decimal they would be exact counts.
"""

from collections.abc import Callable, Iterator

import numpy as np

from commitments.definition import Definition
from reports.releases.core.cards import MILLION, Cards, in_units, present
from reports.releases.core.layout import CONTESTED, DONT_KNOW, NOT_APPLICABLE, NOT_RATED, UNANSWERED
from reports.releases.core.measures import Measure
from reports.releases.core.measuring import LEVELS, Measured
from reports.releases.core.members import Bools, Floats

TOP, BOTTOM = 4, 0


def measure_questions(definition: Definition, cards: Cards) -> Iterator[Measured]:
    for item in cards.layout.items:
        answers, contested = cards.answers_to(item), cards.contested_of(item)
        levels = answers < LEVELS
        asked = (answers != NOT_APPLICABLE) & (answers != UNANSWERED)
        yield _share("dont-know", item, asked, answers == DONT_KNOW)
        yield _share("not-applicable", item, answers != UNANSWERED, answers == NOT_APPLICABLE)
        yield _share("contested", item, contested != NOT_RATED, contested == CONTESTED)
        yield _agreement(item, cards)
        yield _share("ceiling", item, levels, answers == TOP)
        yield _share("floor", item, levels, answers == BOTTOM)
        yield _correlation(item, definition, cards)


def measure_growth(definition: Definition, cards: Cards, earlier: Cards) -> Iterator[Measured]:
    """`question:growth:<feature>`: how the change of a feature's score goes with how much lag was
    closed in the commitments that it carries, over the organizations in both cycles.
    """
    for feature in definition.features:
        links = list(definition.links_of(feature.code))
        grown, both = _difference(cards, earlier, feature.code)
        closed = np.zeros(len(cards))
        weight = 0
        for link in links:
            lag = f"lag:{link.commitment}"
            both = both & present(cards.micros(lag)) & present(earlier.micros(lag))
            gap_before, gap_now = (np.abs(side.micros(lag) / MILLION) for side in (earlier, cards))
            closed += link.strength * (gap_before - gap_now)
            weight += link.strength
        if weight:
            yield _correlated(f"question:growth:{feature.code}", grown, closed / weight, both)


def _difference(cards: Cards, earlier: Cards, code: str) -> tuple[Floats, Bools]:
    both = present(cards.micros(code)) & present(earlier.micros(code))
    return (cards.micros(code).astype(np.float64) - earlier.micros(code)) / MILLION, both


def _share(statistic: str, item: str, mask: Bools, has_it: Bools) -> Measured:
    return _question(
        f"question:{statistic}:{item}", mask, lambda: np.where(mask, has_it.astype(float), np.nan)
    )


def _question(code: str, mask: Bools, values: Callable[[], Floats]) -> Measured:
    return Measured(Measure(code, "question", mask), values)


def _agreement(item: str, cards: Cards) -> Measured:
    micros = cards.micros(f"agreement:{item}")
    mask = present(micros)
    return _question(f"question:agreement:{item}", mask, lambda: in_units(micros, mask))


def _correlation(item: str, definition: Definition, cards: Cards) -> Measured:
    """With the mean level of the subject's other items."""
    subject = definition.item_by_code[item].subject
    others = [one.code for one in definition.items_by_subject[subject] if one.code != item]
    own = cards.answers_to(item).astype(float)
    mask: Bools = cards.answers_to(item) < LEVELS
    rest, known = np.zeros(len(cards)), np.zeros(len(cards))
    for other in others:
        answers = cards.answers_to(other)
        rest += np.where(answers < LEVELS, answers, 0)
        known += answers < LEVELS
    mask = mask & (known > 0)
    return _correlated(f"question:correlation:{item}", own, rest / np.maximum(known, 1), mask)


def _correlated(code: str, one: Floats, other: Floats, mask: Bools) -> Measured:
    """Nobody responds where one of the two is the same for all: there is no correlation then."""
    if mask.sum() < 2 or np.ptp(one[mask]) == 0 or np.ptp(other[mask]) == 0:
        mask = np.zeros(len(mask), dtype=np.bool_)

    def products() -> Floats:
        found = np.full(len(mask), np.nan)
        if mask.any():
            found[mask] = _standard(one[mask]) * _standard(other[mask])
        return found

    return _question(code, mask, products)


def _standard(values: Floats) -> Floats:
    return np.asarray((values - values.mean()) / values.std())
