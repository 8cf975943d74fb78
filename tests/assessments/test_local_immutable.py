"""What the database itself refuses of local questions."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.models import Assessment, LocalItem
from lhs_portal.accounts.models import User
from tests.assessments.factories import submit_all
from tests.assessments.local_factories import answer_local, ask

CHANGES: list[dict[str, Any]] = [
    {"number": 2},
    {"subject": "safe"},
    {"question": "Other?"},
    {"why": "x"},
    {"descriptors": ["a"]},
    {"wording": 2},
    {"level": 1},
    {"level": None, "not_applicable": True},
    {"level": None, "dont_know": True},
    {"reason": "x"},
    {"note": "x"},
    {"version": 9},
    {"updated_at": None},
    {"removed_at": timezone.now()},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: "+".join(change))
def test_submitted_question_never_changes(
    assessment: Assessment, alice: User, change: dict[str, Any]
) -> None:
    ask(assessment, alice)
    answer_local(assessment, alice, 1, "2")
    submit_all(assessment, alice)
    with pytest.raises(IntegrityError, match="local questions"), transaction.atomic():
        LocalItem.objects.update(**change)
    with pytest.raises(IntegrityError, match="local questions"), transaction.atomic():
        LocalItem.objects.create(assessment=assessment, number=7, question="New?")


def test_name_can_still_leave(assessment: Assessment, alice: User) -> None:
    ask(assessment, alice)
    answer_local(assessment, alice, 1, "2")
    submit_all(assessment, alice)
    assert LocalItem.objects.update(updated_by=None) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": 0},
        {"number": 1},
        {"question": ""},
        {"level": 5},
        {"level": 2, "not_applicable": True},
        {"not_applicable": True, "dont_know": True},
    ],
)
def test_row_that_makes_no_sense_is_refused(
    assessment: Assessment, alice: User, wrong: dict[str, Any]
) -> None:
    ask(assessment, alice)
    given = {"number": 2, "question": "New?", **wrong}
    with pytest.raises(IntegrityError), transaction.atomic():
        LocalItem.objects.create(assessment=assessment, **given)
