"""Change since the cycle before, of the organizations that are in both.

Of a subject it is the change that its own report tells: the weighted mean of what its items have
moved, over those that mean the same in both versions and have a level in both (scoring.md, "Change
between two assessments"). Of an index it is the difference of the two.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm

import numpy as np

from assessments.scoring.comparable import comparable_items
from commitments.definition import Definition, Item
from reports.releases.core.cards import ABSENT, MILLION, Cards, in_units, present
from reports.releases.core.layout import INDICES
from reports.releases.core.measures import Measure
from reports.releases.core.measuring import LEVELS, Measured
from reports.releases.core.members import Bools, Ints
from reports.releases.core.rounding import divide


def measure_change(
    definition: Definition,
    former: Definition,
    cards: Cards,
    earlier: Cards,
    earlier_names: tuple[str, ...],
) -> Iterator[Measured]:
    """`earlier` has a row for each row of `cards`, all absent where there is none.

    Nothing where nobody is in both.
    """
    if not any(earlier_names):
        return
    same = comparable_items(former, definition)
    for code in cards.layout.subjects:
        items = [item for item in same if item.subject == code]
        micros = _subject_change(code, items, definition, former, cards, earlier)
        yield _measured(code, micros, earlier_names)
    if same_parts(definition, former):
        for index in INDICES:
            code = f"index:{index}"
            both = present(cards.micros(code)) & present(earlier.micros(code))
            later_value = cards.micros(code).astype(np.int64)
            micros = np.where(both, later_value - earlier.micros(code), ABSENT)
            yield _measured(code, micros, earlier_names)


def _measured(code: str, micros: Ints, earlier_names: tuple[str, ...]) -> Measured:
    mask: Bools = micros != ABSENT
    measure = Measure(f"change:{code}", "change", mask, (code,), earlier_names)
    return Measured(measure, lambda: in_units(micros, mask))


def _subject_change(
    subject: str,
    items: Sequence[Item],
    definition: Definition,
    former: Definition,
    cards: Cards,
    earlier: Cards,
) -> Ints:
    """In millionths, ABSENT where the items answered in both carry less than half in either."""
    if not items:
        return np.full(len(cards), ABSENT, dtype=np.int64)
    before = np.stack([earlier.answers_to(item.code) for item in items]).astype(np.int64)
    after = np.stack([cards.answers_to(item.code) for item in items]).astype(np.int64)
    both = (before < LEVELS) & (after < LEVELS)
    comparable = np.ones(len(cards), dtype=np.bool_)
    for version in (former, definition):
        weights, whole = _whole_weights(version, subject, items)
        comparable &= 2 * (both * weights).sum(axis=0) >= whole
    weights, _ = _whole_weights(definition, subject, items)
    carried = (both * weights).sum(axis=0)
    moved = ((after - before) * both * weights).sum(axis=0)
    comparable &= carried > 0
    found = divide(moved * MILLION, np.maximum(carried, 1))
    return np.where(comparable, found, ABSENT)


def _whole_weights(version: Definition, subject: str, items: Sequence[Item]) -> tuple[Ints, int]:
    """The items' weights as whole numbers, as a column, and the sum of all items of the subject."""
    weights = {item.code: Fraction(item.weight) for item in version.items_by_subject[subject]}
    scale = lcm(*(weight.denominator for weight in weights.values()))
    column = [[int(weights[item.code] * scale)] for item in items]
    return np.array(column, dtype=np.int64), int(sum(weights.values()) * scale)


def same_parts(definition: Definition, former: Definition) -> bool:
    """Whether the indices are means of the same parts."""

    def parts(version: Definition) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
        return (
            frozenset(one.code for one in version.commitments),
            frozenset((one.code, one.pillar) for one in version.features),
        )

    return parts(definition) == parts(former)
