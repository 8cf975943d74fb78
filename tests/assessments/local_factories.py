from typing import Any

from assessments.actions.local import add_local_item, save_local_answers
from assessments.changes import AnswerChange
from assessments.local_items import code_of
from assessments.local_queries import load_local_row, stored_answer_of
from assessments.models import Assessment, LocalItem
from lhs_portal.accounts.models import User

OWN_LEVELS = ("Never", "Once", "Twice", "Often", "Always")


def ask(
    assessment: Assessment, by: User, question: str = "Do we greet everyone?", **more: Any
) -> LocalItem:
    return add_local_item(assessment=assessment, question=question, by=by, **more)


def answer_local(assessment: Assessment, by: User, number: int, choice: str, **parts: str) -> None:
    seen = stored_answer_of(load_local_row(assessment, number)).seen
    change = AnswerChange(code_of(number), seen, choice, **parts)
    save_local_answers(assessment=assessment, changes=[change], by=by)
