"""What ratings settle without talk: the lower median, where the item is not contested."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assessments.answer_sheet import Answer, AnswerSheet
from assessments.scoring.agreement import item_statistics
from assessments.scoring.ratings import Rating, Ratings

NOT_APPLICABLE_FROM = 2


@dataclass(frozen=True, slots=True)
class Settled:
    """`contested` is asked only where "not applicable" is not settled; one level settles nothing.

    The same item's statistics speak of its levels alone, and may call these contested all the same.
    """

    level: int | None = None
    not_applicable: bool = False
    contested: bool = False

    @property
    def accepted(self) -> bool:
        """Whether a lead may accept the ratings unchanged."""
        return self.level is not None or self.not_applicable


def settle_item(ratings: Iterable[Rating]) -> Settled:
    """The ratings of one item."""
    given = [rating for rating in ratings if rating.given]
    not_applicable = sum(rating.not_applicable for rating in given)
    if not_applicable >= NOT_APPLICABLE_FROM and 2 * not_applicable > len(given):
        return Settled(not_applicable=True)
    statistics = item_statistics(rating.level for rating in given if rating.level is not None)
    if statistics.contested:
        return Settled(contested=True)
    return Settled(level=statistics.lower_median)


def has_answers(sheet: AnswerSheet) -> bool:
    """An entry with evidence or a note alone is no answer."""
    return any(answer.complete for answer in sheet.answers.values())


def settled_sheet(sheet: AnswerSheet, rated: Ratings) -> AnswerSheet:
    """What makes scores: the answers if there is any, or else what the ratings settle.

    Evidence that was collected without an answer stays.
    """
    if has_answers(sheet) or not rated:
        return sheet
    answers = dict(sheet.answers)
    for item, ratings in rated.by_item.items():
        settled = settle_item(ratings)
        answers[item] = replace(
            answers.get(item, Answer(item)),
            level=settled.level,
            not_applicable=settled.not_applicable,
        )
    return AnswerSheet(answers, sheet.targets)
