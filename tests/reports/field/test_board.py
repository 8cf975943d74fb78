"""The board shows what the latest participation release says, and nothing that it does not."""

from typing import Any

import pytest
from django.urls import reverse

from assessments.models import Assessment
from lhs_portal.accounts.actions.portal_roles import grant_role
from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from reports.field.actions.participating import join_cycle
from reports.field.models import FieldCycle
from tests.cast import client_of
from tests.reports.field.factories import make_participation_release, without_token

SECTORS = [["care-delivery"], ["public-health", "health-financing"]]
SETTINGS = [["metropolitan"], ["rural", "mixed"]]
TABLES = {
    "": ([], {"": 40}),
    "sector": ([SECTORS], {"care-delivery": 25, "public-health+health-financing": 15}),
    "sector,rurality": (
        [SECTORS, SETTINGS],
        {"care-delivery|metropolitan": 15, "public-health+health-financing|rural+mixed": 0},
    ),
}


def board(person: User, cycle: FieldCycle) -> str:
    response = client_of(person).get(reverse("reports:board", args=[cycle.pk]))
    assert response.status_code == 200
    return without_token(response)


def test_without_a_release_it_says_so_and_shows_no_number(
    signed: Assessment, cycle: FieldCycle, alice: User, strategist: User
) -> None:
    empty = board(strategist, cycle)
    assert "No numbers yet" in empty
    join_cycle(assessment=signed.pk, cycle=cycle, by=alice)
    assert board(strategist, cycle) == empty
    assert "Prepare a participation release" not in empty
    grant_role(strategist, role=PortalRole.RELEASE_MANAGER, by=None)
    assert "Prepare a participation release" in board(strategist, cycle)


def test_it_shows_the_tables_of_the_release(
    cycle: FieldCycle, strategist: User, adam: User
) -> None:
    make_participation_release(cycle, TABLES)
    page = board(strategist, cycle)
    assert "Organizations that joined: <b>40</b>" in page
    assert "not representative" in page
    assert "Public health, Health financing" in page
    assert "Sector × Setting" in page
    assert "0–2" in page
    # Size, region and ownership have no table; two crossed cells have no row.
    assert page.count("not shown") == 6 + 6 + 5 + 4 + 2
    assert "Invitations of this cycle" not in page
    assert "Invitations of this cycle" in board(adam, cycle)
    listed = client_of(strategist).get(reverse("reports:board_list")).content.decode()
    assert "Release 1 of" in listed


def test_it_reads_no_unpublished_release(cycle: FieldCycle, strategist: User) -> None:
    make_participation_release(cycle, TABLES, published=False)
    assert "No numbers yet" in board(strategist, cycle)


@pytest.mark.parametrize("tables", [1, 3])
def test_it_costs_the_same_for_one_table_and_for_three(
    cycle: FieldCycle, strategist: User, tables: int, django_assert_num_queries: Any
) -> None:
    make_participation_release(cycle, dict(list(TABLES.items())[:tables]))
    client = client_of(strategist)
    with django_assert_num_queries(6):
        client.get(reverse("reports:board", args=[cycle.pk]))
