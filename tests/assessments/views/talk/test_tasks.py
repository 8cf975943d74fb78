from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from assessments.actions.talk import assign_section
from assessments.models import Assessment
from lhs_portal.accounts.models import User
from tests.cast import client_of


def page(assessment: Assessment) -> str:
    return reverse("assessments:tasks", args=[assessment.pk])


def test_section_is_asked_of_a_member_and_of_nobody(
    assessment: Assessment, alice: User, bob: User
) -> None:
    client = client_of(alice)
    client.post(page(assessment), {"subject": "safe", "person": bob.pk, "due": "2026-12-04"})
    row = assessment.assignments.get()
    assert (row.person, row.due) == (bob, date(2026, 12, 4))
    assert "Bob Okafor, until Dec 4, 2026" in client.get(page(assessment)).content.decode()
    client.post(page(assessment), {"subject": "safe", "person": ""})
    assert not assessment.assignments.exists()


def test_bad_date_is_told_and_kept(assessment: Assessment, alice: User, bob: User) -> None:
    body = {"subject": "safe", "person": bob.pk, "due": "soon"}
    response = client_of(alice).post(page(assessment), body)
    assert response.status_code == 422
    assert 'value="soon"' in response.content.decode()
    assert not assessment.assignments.exists()


def test_section_that_does_not_exist_is_a_bad_request(assessment: Assessment, alice: User) -> None:
    body = {"subject": "nope", "person": alice.pk}
    assert client_of(alice).post(page(assessment), body).status_code == 400


@pytest.mark.parametrize("count", [1, 3])
def test_tasks_cost_the_same_for_one_and_three(
    assessment: Assessment, alice: User, bob: User, count: int, django_assert_num_queries: Any
) -> None:
    for subject in ["safe", "engaged", "effective"][:count]:
        assign_section(assessment=assessment, subject=subject, person=bob, due=None, by=alice)
    client = client_of(alice)
    client.get(page(assessment))
    with django_assert_num_queries(5):  # session, person, assessment, members, assignments
        client.get(page(assessment))
