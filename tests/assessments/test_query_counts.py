"""The same few queries for 4 and for 88 answered items, on the real framework."""

from typing import Any

import pytest
from django.urls import reverse

from assessments.models import Assessment
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import (
    answer_items,
    item_codes,
    make_assessment,
    publish_real_framework,
)
from tests.cast import client_of

ANSWERED = pytest.mark.parametrize("count", [4, 88])


@pytest.fixture
def real(organization: Organization, alice: User) -> Assessment:
    return make_assessment(organization, publish_real_framework(), alice)


def prepare(real: Assessment, by: User, count: int) -> Any:
    answer_items(real, by, item_codes(real)[:count], note="Minutes of May 4")
    return client_of(by)


@ANSWERED
def test_section_page_costs_seven_queries(
    real: Assessment, bob: User, count: int, django_assert_num_queries: Any
) -> None:
    client = prepare(real, bob, count)
    # Session, person, assessment, answers, names, last cycle, evidence.
    with django_assert_num_queries(7):
        response = client.get(reverse("assessments:section", args=[real.pk, "safe"]))
    assert len(response.content) < 60_000


@ANSWERED
def test_task_list_costs_seven_queries(
    real: Assessment, bob: User, count: int, django_assert_num_queries: Any
) -> None:
    client = prepare(real, bob, count)
    with django_assert_num_queries(7):  # …, answers, targets, reports, local questions
        response = client.get(reverse("assessments:home", args=[real.pk]))
    assert f"{count} of 88 answered" in response.content.decode()


@ANSWERED
def test_save_costs_eight_queries_with_its_transaction(
    real: Assessment, bob: User, count: int, django_assert_num_queries: Any
) -> None:
    client = prepare(real, bob, count)
    url = reverse("assessments:section", args=[real.pk, "safe"])
    # Session, person, savepoint, assessment under its lock, answers, answer, event,
    # end of the savepoint.
    with django_assert_num_queries(8):
        response = client.post(
            url,
            {"i-safe.1-choice": "1", "i-safe.1-note": "New", "i-safe.1-version": "1"},
            headers={"X-Autosave": "1"},
        )
    assert response.status_code == 200
