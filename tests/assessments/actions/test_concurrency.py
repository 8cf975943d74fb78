"""Many people at once, with real transactions: nothing is lost, nothing is overwritten."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connections

from assessments.actions import save_answers
from assessments.changes import AnswerChange
from assessments.merging import Seen
from assessments.queries import history_of, load_answers
from lhs_portal.accounts.models import User
from tests.assessments.factories import item_codes, make_assessment, publish_framework
from tests.cast import make_organization, make_person

PEOPLE = 8
Result = TypeVar("Result")


def at_once(save: Callable[[int], Result]) -> list[Result]:
    def closing(number: int) -> Result:
        try:
            return save(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PEOPLE) as pool:
        return list(pool.map(closing, range(PEOPLE)))


@pytest.mark.django_db(transaction=True)
def test_saves_of_many_to_their_own_items_are_all_kept() -> None:
    alice: User = make_person("Alice Moreau")
    assessment = make_assessment(make_organization(alice), publish_framework(), alice)
    codes = item_codes(assessment)

    def save(number: int) -> bool:
        changes = [AnswerChange(codes[number], Seen(0), "3", note=f"By {number}")]
        return not save_answers(assessment=assessment.pk, changes=changes, by=alice).conflicts

    assert all(at_once(save))
    stored = load_answers(assessment)
    assert [stored[codes[number]].entry.note for number in range(PEOPLE)] == [
        f"By {number}" for number in range(PEOPLE)
    ]
    assert history_of(assessment).filter(verb="answered").count() == PEOPLE


@pytest.mark.django_db(transaction=True)
def test_saves_of_many_to_one_item_are_one_answer_and_conflicts() -> None:
    alice: User = make_person("Alice Moreau")
    assessment = make_assessment(make_organization(alice), publish_framework(), alice)

    def save(number: int) -> bool:
        changes = [AnswerChange("safe.1", Seen(0), "3", note=f"By {number}")]
        return not save_answers(assessment=assessment.pk, changes=changes, by=alice).conflicts

    # All saw an empty item: the first fills it, and all others are shown the first one's text.
    assert sorted(at_once(save)) == [False] * (PEOPLE - 1) + [True]
    assert load_answers(assessment)["safe.1"].version == 1
