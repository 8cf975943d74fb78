"""What a report shows of the organization's own questions, as frozen data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LocalQuestionView:
    """`subject` and `subject_name` are empty where the question belongs to none; `state` and the
    level are as those of an item. The descriptor is the organization's own, and may be empty."""

    code: str
    subject: str
    subject_name: str
    question: str
    why: str
    state: str
    state_shown: str
    level: int | None
    level_name: str
    descriptor: str
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class LocalQuestionsView:
    note: str
    questions: tuple[LocalQuestionView, ...]
