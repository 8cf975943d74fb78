"""What stands in the way of submission, and what there is to be submitted."""

from collections import Counter
from dataclasses import dataclass

from assessments.answer_sheet import AnswerSheet, problems
from assessments.presenters.history import item_titles
from commitments.definition import Definition
from commitments.saying import said
from lhs_portal.lib.wording import say


@dataclass(frozen=True, slots=True)
class ReviewRow:
    item: str
    subject: str
    title: str
    question: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    unanswered: tuple[ReviewRow, ...]
    unconfirmed: tuple[ReviewRow, ...]
    reasonless: tuple[ReviewRow, ...]
    counts: tuple[tuple[str, int], ...]
    targets: int

    @property
    def complete(self) -> bool:
        return not (self.unanswered or self.unconfirmed or self.reasonless)


def present_review(definition: Definition, sheet: AnswerSheet) -> ReviewPage:
    titles = item_titles(definition)
    rows: dict[str, list[ReviewRow]] = {
        kind: [] for kind in ("unanswered", "unconfirmed", "reason_missing")
    }
    for problem in problems(definition, sheet):
        question = said(definition.item_by_code[problem.item].question)
        rows[problem.kind].append(
            ReviewRow(
                problem.item, problem.subject, titles[problem.item], question, problem.sentence
            )
        )
    return ReviewPage(
        unanswered=tuple(rows["unanswered"]),
        unconfirmed=tuple(rows["unconfirmed"]),
        reasonless=tuple(rows["reason_missing"]),
        counts=_counts(definition, sheet),
        targets=len(sheet.targets),
    )


def _counts(definition: Definition, sheet: AnswerSheet) -> tuple[tuple[str, int], ...]:
    answers = [sheet.answer_to(item.code) for item in definition.items]
    levels = Counter(answer.level for answer in answers if answer.level is not None)
    return (
        *((f"{level.level} {level.name}", levels[level.level]) for level in definition.levels),
        (say("Not applicable"), sum(answer.not_applicable for answer in answers)),
        (say("Don’t know"), sum(answer.dont_know for answer in answers)),
    )
