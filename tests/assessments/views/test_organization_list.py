from typing import Any

import pytest
from django.urls import reverse

from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import answer_items, make_assessment, sign_all, submit_all
from tests.assessments.rounds_factories import make_independent
from tests.cast import client_of


def test_list_empty_offers_a_start_to_leads_alone(
    organization: Organization, alice: User, bob: User
) -> None:
    url = reverse("assessments:organization_list", args=[organization.pk])
    start = reverse("assessments:start", args=[organization.pk])
    assert start in client_of(alice).get(url).content.decode()
    assert start not in client_of(bob).get(url).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_four_queries(
    organization: Organization,
    framework: FrameworkVersion,
    alice: User,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    for number in range(count):
        assessment = make_assessment(organization, framework, alice, title=f"Cycle {number}")
        answer_items(assessment, alice, ["safe.1", "safe.2"])
    client = client_of(alice)
    with django_assert_num_queries(4):  # session, person, organization, assessments
        response = client.get(reverse("assessments:organization_list", args=[organization.pk]))
    assert response.content.decode().count("2 answered") == count


def test_list_names_the_states_and_begins_with_the_newest(
    organization: Organization, framework: FrameworkVersion, alice: User, bob: User
) -> None:
    sign_all(make_assessment(organization, framework, alice, title="Cycle 1"), alice)
    submit_all(make_assessment(organization, framework, alice, title="Cycle 2"), alice)
    make_independent(organization, framework, alice, title="Cycle 3")
    make_assessment(organization, framework, alice, title="Cycle 4")
    url = reverse("assessments:organization_list", args=[organization.pk])
    page = client_of(bob).get(url).content.decode()
    words = ("Cycle 4", "Open<", "Cycle 3", "Preparing<", "Cycle 2", "Awaiting sign-off<",
             "Cycle 1", "Signed<")  # fmt: skip
    places = [page.index(word) for word in words]
    assert places == sorted(places)
