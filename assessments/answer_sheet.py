"""The settled answers of one assessment as frozen data, and what is still missing. Pure.

Completeness and scoring look at an answer differently: "don't know" completes an item here, and
counts as unanswered in `assessments.scoring`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Self

from commitments.definition import LEVELS, Definition, Item
from lhs_portal.lib.wording import say

MINUTES_PER_ITEM = 0.5
MINUTES_STEP = 5

Status = Literal["not_started", "in_progress", "completed"]
ProblemKind = Literal["unanswered", "unconfirmed", "reason_missing"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One item's settled answer. Raises ValueError for more than one of level, n/a, don't know.

    `evidence` is the number of pieces of evidence: 0 says that none was found, None that evidence
    was not collected.
    """

    item: str
    level: int | None = None
    not_applicable: bool = False
    dont_know: bool = False
    reason: str = ""
    note: str = ""
    evidence: int | None = None

    def __post_init__(self) -> None:
        if self.level is not None and (type(self.level) is not int or self.level not in LEVELS):
            raise ValueError(f"{self.item}: {self.level!r} is not a level from 0 to 4")
        if (self.level is not None) + self.not_applicable + self.dont_know > 1:
            raise ValueError(f"{self.item}: only one of level, not applicable and don't know")

    @property
    def complete(self) -> bool:
        return self.level is not None or self.not_applicable or self.dont_know


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """Answers by item code, declared target levels by commitment code.

    An item that is absent is unanswered; a commitment that is absent has no declared target. Items
    `to_confirm` were answered before their meaning changed; of such an answer nothing is here.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    targets: Mapping[str, int] = field(default_factory=dict)
    to_confirm: Collection[str] = frozenset()

    @classmethod
    def of(
        cls,
        answers: Iterable[Answer],
        targets: Mapping[str, int] | None = None,
        to_confirm: Collection[str] = frozenset(),
    ) -> Self:
        """Raises ValueError where two answers are for one item."""
        by_item: dict[str, Answer] = {}
        for answer in answers:
            if answer.item in by_item:
                raise ValueError(f"{answer.item}: more than one answer")
            by_item[answer.item] = answer
        return cls(by_item, dict(targets or {}), frozenset(to_confirm))

    def answer_to(self, item: str) -> Answer:
        return self.answers.get(item) or Answer(item)


@dataclass(frozen=True, slots=True)
class SubjectProgress:
    code: str
    answered: int
    total: int
    essentials_answered: int
    essentials_total: int

    @property
    def status(self) -> Status:
        return _status(self.answered, self.total)

    @property
    def essentials_status(self) -> Status:
        return _status(self.essentials_answered, self.essentials_total)


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of items that are complete; `subjects` in the order in which people answer."""

    subjects: tuple[SubjectProgress, ...]

    @property
    def answered(self) -> int:
        return sum(subject.answered for subject in self.subjects)

    @property
    def total(self) -> int:
        return sum(subject.total for subject in self.subjects)

    @property
    def essentials_answered(self) -> int:
        return sum(subject.essentials_answered for subject in self.subjects)

    @property
    def essentials_total(self) -> int:
        return sum(subject.essentials_total for subject in self.subjects)

    @property
    def minutes_left(self) -> int:
        return _minutes(self.total - self.answered)

    @property
    def essentials_minutes_left(self) -> int:
        return _minutes(self.essentials_total - self.essentials_answered)

    def first_unfinished(self, *, essentials_only: bool = False) -> str | None:
        """The code of the subject to continue with; None where nothing is left."""
        for subject in self.subjects:
            status = subject.essentials_status if essentials_only else subject.status
            if status != "completed":
                return subject.code
        return None


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that stands in the way of submission."""

    item: str
    subject: str
    kind: ProblemKind
    sentence: str


def progress(definition: Definition, sheet: AnswerSheet) -> Progress:
    return Progress(
        tuple(
            _subject_progress(code, items, sheet)
            for code, items in definition.items_by_subject.items()
        )
    )


def problems(definition: Definition, sheet: AnswerSheet) -> tuple[Problem, ...]:
    """In the order in which people answer; empty where the sheet may be submitted."""
    found = []
    for code, items in definition.items_by_subject.items():
        for item in items:
            answer = sheet.answer_to(item.code)
            if not answer.complete and item.code in sheet.to_confirm:
                sentence = say("The question has changed: confirm the answer, or change it.")
                found.append(Problem(item.code, code, "unconfirmed", sentence))
            elif not answer.complete:
                sentence = say("Choose a level, “Not applicable” or “Don't know”.")
                found.append(Problem(item.code, code, "unanswered", sentence))
            elif answer.not_applicable and not answer.reason.strip():
                sentence = say("Say why this does not apply to your organization.")
                found.append(Problem(item.code, code, "reason_missing", sentence))
    return tuple(found)


def _subject_progress(code: str, items: tuple[Item, ...], sheet: AnswerSheet) -> SubjectProgress:
    essentials = [item for item in items if item.essential]
    return SubjectProgress(
        code=code,
        answered=_count_complete(items, sheet),
        total=len(items),
        essentials_answered=_count_complete(essentials, sheet),
        essentials_total=len(essentials),
    )


def _count_complete(items: Iterable[Item], sheet: AnswerSheet) -> int:
    return sum(sheet.answer_to(item.code).complete for item in items)


def _status(answered: int, total: int) -> Status:
    if answered == total:
        return "completed"
    return "in_progress" if answered else "not_started"


def _minutes(items_left: int) -> int:
    """Half a minute an item, rounded up to five minutes: an estimate should not look exact."""
    steps = -(-items_left * MINUTES_PER_ITEM // MINUTES_STEP)
    return int(steps) * MINUTES_STEP
