"""What a draft makes of the answers in a release. Pure.

Means are made of the items' means alone, which the release tells already: a subject's score is a
weighted mean of levels, so the mean over a field follows from them, whatever the weights. What an
attained level becomes is not, so it is asked of each organization, by `assessments.scoring.score`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessments.answer_sheet import Answer, AnswerSheet
from assessments.scoring import score
from commitments.comparing import comparable_items
from commitments.definition import LEVELS, Definition, Item

DOWN, SAME, UP = 0, 1, 2
Weights = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class SubjectPlan:
    """How a subject is put together before and after, as weights by item.

    `after` has the items of the draft's subject whose answers stay comparable; `scored` says
    whether these suffice for a score under the draft.
    """

    code: str
    before: Weights
    after: Weights
    essentials_change: bool
    scored: bool

    @property
    def deciding(self) -> tuple[str, ...]:
        """Items by which the two differ."""
        codes = dict.fromkeys([*self.before, *self.after])
        return tuple(c for c in codes if self.before.get(c, 0) != self.after.get(c, 0))

    @property
    def touched(self) -> bool:
        return bool(self.deciding) or self.essentials_change

    @property
    def items(self) -> frozenset[str]:
        return frozenset(self.before) | frozenset(self.after)


@dataclass(frozen=True, slots=True)
class Means:
    """Of one subject over the field, 0 to 4; `effects`: what the change of one item alone does."""

    before: Fraction
    after: Fraction | None
    effects: Mapping[str, Fraction]


def plan_subjects(old: Definition, new: Definition) -> dict[str, SubjectPlan]:
    """By code, of the subjects that both versions have, in the draft's order."""
    carried = comparable_items(old, new)
    full = score(new, AnswerSheet.of(Answer(code, level=LEVELS[-1]) for code in sorted(carried)))
    return {
        code: SubjectPlan(
            code,
            _weights(old.items_by_subject[code]),
            _weights(item for item in items if item.code in carried),
            _essentials(old, code) != _essentials(new, code),
            full.subjects[code].score is not None,
        )
        for code, items in new.items_by_subject.items()
        if code in old.subject_by_code
    }


def means_of(plan: SubjectPlan, of_items: Mapping[str, Fraction]) -> Means:
    """`of_items` has the mean level of each of the plan's items, over those who gave it one."""
    before = _mean(plan.before, of_items)
    if before is None:
        raise ValueError(f"{plan.code} had no items")
    effects = {}
    for code in plan.deciding:
        changed = _mean({**plan.before, code: plan.after.get(code, Fraction(0))}, of_items)
        if changed is not None:
            effects[code] = changed - before
    return Means(before, _mean(plan.after, of_items) if plan.scored else None, effects)


def attained_moves(
    old: Definition, new: Definition, levels: Mapping[str, int]
) -> Mapping[str, int | None]:
    """By subject of both versions, for one organization: DOWN, SAME or UP; None where either
    version gives no attained level. `levels` are its answers that are levels.
    """
    carried = comparable_items(old, new)
    before = score(old, _sheet(levels))
    after = score(new, _sheet({code: levels[code] for code in levels if code in carried}))
    moves: dict[str, int | None] = {}
    for code, card in before.subjects.items():
        other = after.subjects.get(code)
        if card.attained is None or other is None or other.attained is None:
            moves[code] = None
        else:
            moves[code] = SAME + (other.attained > card.attained) - (other.attained < card.attained)
    return moves


def _sheet(levels: Mapping[str, int]) -> AnswerSheet:
    return AnswerSheet.of(Answer(code, level=level) for code, level in levels.items())


def _weights(items: Iterable[Item]) -> Weights:
    return {item.code: Fraction(item.weight) for item in items}


def _essentials(definition: Definition, code: str) -> set[str]:
    return {item.code for item in definition.items_by_subject[code] if item.essential}


def _mean(weights: Weights, of_items: Mapping[str, Fraction]) -> Fraction | None:
    """None where nothing is left."""
    whole = sum(weights.values(), Fraction(0))
    if not whole:
        return None
    return sum((weight * of_items[code] for code, weight in weights.items()), Fraction(0)) / whole
