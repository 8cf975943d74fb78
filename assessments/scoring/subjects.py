"""One subject, an anchor feature or a commitment: its score, bounds and attained level."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from assessments.answer_sheet import AnswerSheet
from assessments.scoring.figures import HALF
from commitments.definition import LEVELS, Definition, Item

LOWEST, HIGHEST = LEVELS[0], LEVELS[-1]
EVIDENCED_FROM = 3
UNEVIDENCED_COUNTS_AS = 2


@dataclass(frozen=True, slots=True)
class SubjectScore:
    """A subject is applicable where `coverage` is not None."""

    score: Fraction | None
    low: Fraction | None
    high: Fraction | None
    coverage: Fraction | None
    attained: int | None
    held_back_by: tuple[str, ...]
    evidenced: Fraction | None
    reason: str | None

    @property
    def applicable(self) -> bool:
        return self.coverage is not None


NOT_APPLICABLE = SubjectScore(None, None, None, None, None, (), None, "not_applicable")


def score_subjects(definition: Definition, sheet: AnswerSheet) -> dict[str, SubjectScore]:
    """By code of the subject, in the order in which people answer."""
    with_evidence = any(answer.evidence is not None for answer in sheet.answers.values())
    return {
        code: score_subject(items, sheet, with_evidence=with_evidence)
        for code, items in definition.items_by_subject.items()
    }


def score_subject(
    items: Iterable[Item], sheet: AnswerSheet, *, with_evidence: bool = False
) -> SubjectScore:
    applicable = [
        (item, answer)
        for item in items
        if not (answer := sheet.answer_to(item.code)).not_applicable
    ]
    if not applicable:
        return NOT_APPLICABLE
    essentials = [(item.code, answer.level) for item, answer in applicable if item.essential]
    answered = [
        (Fraction(item.weight), answer.level, bool(answer.evidence))
        for item, answer in applicable
        if answer.level is not None
    ]
    whole = sum((Fraction(item.weight) for item, _ in applicable), Fraction())
    known = sum((weight for weight, _, _ in answered), Fraction())
    points = sum((weight * level for weight, level, _ in answered), Fraction())

    coverage = known / whole
    essential_levels = [level for _, level in essentials if level is not None]
    essentials_known = bool(essentials) and len(essential_levels) == len(essentials)
    attained = min(essential_levels) if essentials_known else None
    scored = coverage >= HALF or essentials_known
    evidenced = None
    if scored and with_evidence:
        evidenced = _evidenced_points(answered) / known
    return SubjectScore(
        score=points / known if scored else None,
        low=(points + LOWEST * (whole - known)) / whole,
        high=(points + HIGHEST * (whole - known)) / whole,
        coverage=coverage,
        attained=attained,
        held_back_by=_held_back_by(essentials, attained),
        evidenced=evidenced,
        reason=None if scored else "not_enough_answers",
    )


def _held_back_by(
    essentials: Iterable[tuple[str, int | None]], attained: int | None
) -> tuple[str, ...]:
    """The essential items without a level, or else those below the level after the attained."""
    if attained == HIGHEST:
        return ()
    return tuple(code for code, level in essentials if level == attained)


def _evidenced_points(answered: Iterable[tuple[Fraction, int, bool]]) -> Fraction:
    return sum(
        (
            weight
            * (UNEVIDENCED_COUNTS_AS if level >= EVIDENCED_FROM and not has_evidence else level)
            for weight, level, has_evidence in answered
        ),
        Fraction(),
    )
