"""Pages of the field cost the same for one row and for three."""

from typing import Any

import pytest
from django.urls import reverse

from assessments.models import Assessment
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import User
from reports.field.actions.inviting import invite_organizations
from reports.field.actions.participating import choose_aggregates, join_cycle
from reports.field.models import FieldCycle
from tests.cast import client_of, make_organization
from tests.reports.field.factories import make_cycle, make_interest, verify


@pytest.mark.parametrize("count", [1, 3])
def test_pages_of_administrators(
    framework: FrameworkVersion, cycle: FieldCycle, adam: User, charlie: User, count: int,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    for number in range(count):
        interest = make_interest(name=f"Person {number}")
        one = make_organization(charlie, name=f"Organization {number}")
        left = make_organization(charlie, name=f"Left {number}")
        for each in (one, left):
            verify(each, adam)
        invite_organizations(cycle, [one.pk], by=adam)
        if number:
            make_cycle(framework, adam, name=f"Cycle {number}")
    client = client_of(adam)
    # Session, user and role are three of each.
    for name, arguments, queries in (
        ("interest_list", [], 6),
        ("interest_csv", [], 4),
        ("interest_detail", [interest.pk], 7),
        ("cycle_list", [], 4),
        ("cycle", [cycle.pk], 9),
        ("cycle_invite", [cycle.pk], 6),
        ("board_list", [], 5),
    ):
        url = reverse(f"reports:{name}", args=arguments)
        client.get(url)
        with django_assert_num_queries(queries, info=name):
            client.get(url)


@pytest.mark.parametrize("times", [1, 3])
def test_page_of_participation(
    signed: Assessment, cycle: FieldCycle, alice: User, bob: User, times: int,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    join_cycle(assessment=signed.pk, cycle=cycle, by=alice)
    for number in range(times):
        choose_aggregates(assessment=signed.pk, allowed=number % 2 == 0, by=alice)
    client = client_of(alice)
    with django_assert_num_queries(8):
        client.get(reverse("reports:participation", args=[signed.pk]))
