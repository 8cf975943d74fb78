"""Every address of the field × everyone: members, strangers, roles of the portal, signed out."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment
from lhs_portal.accounts.actions.portal_roles import grant_role
from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from reports.field import urls
from reports.field.models import FieldCycle
from tests.cast import client_of, make_person
from tests.reports.field.factories import make_interest, posted_interest

PUBLIC = {
    "interest": (200, 302),
    "interest_thanks": (200, 405),
    "interest_invited": (404, 404),
    "what_is_shown": (200, 405),
}
# GET and POST by an administrator; everybody else gets 404, the address that needs no POST 405.
ADMINISTRATION = {
    "interest_list": (200, 405),
    "interest_csv": (200, 405),
    "interest_detail": (200, 405),
    "interest_invite": (405, 302),
    "interest_mark": (405, 302),
    "interest_erase": (200, 302),
    "cycle_list": (200, 405),
    "cycle_new": (200, 302),
    "cycle": (200, 405),
    "cycle_edit": (200, 422),
    "cycle_open": (405, 302),
    "cycle_closing": (200, 302),
    "cycle_invite": (200, 302),
    "cycle_remind": (405, 302),
}
# GET and POST by lead, contributor, reader.
MEMBERS = {
    "participation": ((200, 200, 200), (405, 405, 405)),
    "participation_join": ((405, 405, 405), (302, 403, 403)),
    "participation_leave": ((405, 405, 405), (302, 403, 403)),
    "participation_aggregates": ((405, 405, 405), (302, 403, 403)),
}
BOARDS = {"board_list": (200, 405), "board": (200, 405)}


@pytest.fixture
def address(signed: Assessment, cycle: FieldCycle) -> Callable[[str], str]:
    interest = make_interest()

    def made(name: str) -> str:
        argument: dict[str, Any] = {}
        if name == "interest_invited":
            argument = {"token": "guessed"}
        elif name.startswith("participation"):
            argument = {"assessment_id": signed.pk}
        elif (
            name in ADMINISTRATION
            and name.startswith("interest")
            and name[9:] not in ("list", "csv")
        ):
            argument = {"interest_id": interest.pk}
        elif name == "board" or (name.startswith("cycle") and name[6:] not in ("list", "new")):
            argument = {"cycle_id": cycle.pk}
        return reverse(f"reports:{name}", kwargs=argument)

    return made


def body(name: str, cycle: FieldCycle) -> dict[str, Any]:
    days = {"opens": cycle.opens, "closes": cycle.closes}
    return {
        **posted_interest(),
        **days,
        "name": "A name",
        "framework_version": cycle.framework_version_id,
        "state": "handled",
        "cycle": cycle.pk,
        "allowed": "no",
    }


def statuses(client: Client, url: str, data: dict[str, Any]) -> tuple[int, int]:
    return client.get(url).status_code, client.post(url, data).status_code


def test_every_route_is_in_one_table() -> None:
    own = [str(pattern.name) for pattern in urls.urlpatterns]
    assert sorted(own) == sorted([*PUBLIC, *ADMINISTRATION, *MEMBERS, *BOARDS])


def test_public_pages_are_open_to_anyone(
    address: Callable[[str], str], cycle: FieldCycle, charlie: User
) -> None:
    for client in (client_of(), client_of(charlie)):
        for name, expected in PUBLIC.items():
            assert (name, statuses(client, address(name), body(name, cycle))) == (name, expected)


def test_administration_is_for_administrators(
    address: Callable[[str], str], cycle: FieldCycle, adam: User, alice: User, strategist: User
) -> None:
    for person in (alice, strategist):
        for name, (get, post) in ADMINISTRATION.items():
            expected = (405 if get == 405 else 404, 405 if post == 405 else 404)
            found = statuses(client_of(person), address(name), body(name, cycle))
            assert (name, found) == (name, expected)
    for name in ADMINISTRATION:
        found = statuses(client_of(), address(name), body(name, cycle))
        assert (name, found[0] in (302, 405), found[1] in (302, 401, 405)) == (name, True, True)
    for name, known in ADMINISTRATION.items():
        found = statuses(client_of(adam), address(name), body(name, cycle))
        assert (name, found) == (name, known)


def test_participation_is_of_the_members(
    address: Callable[[str], str],
    cycle: FieldCycle,
    alice: User,
    bob: User,
    rhea: User,
    charlie: User,
    adam: User,
    strategist: User,
) -> None:
    for place, person in enumerate((alice, bob, rhea)):
        for name, (get, post) in MEMBERS.items():
            found = statuses(client_of(person), address(name), body(name, cycle))
            assert (name, place, found) == (name, place, (get[place], post[place]))
    for person in (charlie, adam, strategist):
        for name, (get, post) in MEMBERS.items():
            expected = (405 if get[0] == 405 else 404, 405 if post[0] == 405 else 404)
            found = statuses(client_of(person), address(name), body(name, cycle))
            assert (name, found) == (name, expected)
    for name in MEMBERS:
        found = statuses(client_of(), address(name), body(name, cycle))
        assert (found[0] in (302, 405), found[1] in (302, 401, 405)) == (True, True)


def test_boards_are_for_three_roles(
    address: Callable[[str], str], cycle: FieldCycle, alice: User, adam: User
) -> None:
    for role in PortalRole:
        person = make_person(f"{role.name.title()} Person")
        grant_role(person, role=role, by=None)
        allowed = role in (
            PortalRole.STRATEGY,
            PortalRole.RELEASE_MANAGER,
            PortalRole.ADMINISTRATOR,
        )
        home = client_of(person).get("/").content.decode()
        assert ("Participation boards" in home) is allowed
        for name, known in BOARDS.items():
            found = statuses(client_of(person), address(name), {})
            assert (role, found) == (role, known if allowed else (404, 405))
    assert statuses(client_of(alice), address("board"), {}) == (404, 405)
    assert "Participation boards" not in client_of(alice).get("/").content.decode()
