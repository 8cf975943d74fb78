"""Each route of releases × each kind of person."""

from typing import Any

import pytest
from django.urls import reverse

from commitments.models import FrameworkVersion
from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import Organization
from reports.releases.bundle import store_files
from reports.releases.models import Release
from reports.releases.permissions import READERS
from tests.cast import client_of, make_person
from tests.reports.releases.factories import (
    add_figure,
    add_table,
    make_cycle,
    make_prepared,
    publish_rows,
)

pytestmark = pytest.mark.django_db

PUBLIC = ("releases", "release", "release_method", "release_manifest")
FOR_READERS = ("release_bundle",)
FOR_MANAGERS = ("release_manage_list", "release_prepare", "release_manage", "release_stop")
POSTED = ("release_approve", "release_retry")
SIGN_IN = 302
PEOPLE = ("stranger", "member", *PortalRole.values)


@pytest.fixture
def addresses(framework: FrameworkVersion) -> dict[str, str]:
    cycle = make_cycle(framework)
    release = make_prepared(cycle)
    add_figure(add_table(release, {"": 40})[""], "safe", "2.4")
    release.number, release.published_at = 1, release.prepared_at
    store_files(release)
    published = publish_rows(release)
    waiting = make_prepared(cycle)
    numbered, managed = [published.number], [waiting.pk]
    arguments: dict[str, list[Any]] = {
        "releases": [],
        "release_manage_list": [],
        "release_prepare": [],
        **dict.fromkeys(("release", "release_method", "release_manifest"), numbered),
        "release_bundle": numbered,
        **dict.fromkeys(("release_manage", "release_stop", *POSTED), managed),
    }
    return {name: reverse(f"reports:{name}", args=args) for name, args in arguments.items()}


def expected(route: str, person: str) -> int:
    if route in PUBLIC:
        return 200
    if person == "stranger":
        return SIGN_IN
    if route in FOR_READERS:
        return 200 if person in READERS else 404
    return 200 if person == PortalRole.RELEASE_MANAGER else 404


@pytest.mark.parametrize("person", PEOPLE)
def test_who_gets_which_page(
    addresses: dict[str, str], organization: Organization, alice: Any, person: str
) -> None:
    if person == "stranger":
        client = client_of()
    elif person == "member":
        client = client_of(alice)
    else:
        someone = make_person("Some One")
        someone.portal_roles.create(role=person)
        client = client_of(someone)
    routes = (*PUBLIC, *FOR_READERS, *FOR_MANAGERS)
    got = {route: client.get(addresses[route]).status_code for route in routes}
    assert got == {route: expected(route, person) for route in routes}
    names = "Quentin Approver" in client.get(addresses["release"]).content.decode()
    assert names == (person in READERS)


@pytest.mark.parametrize("person", [one for one in PEOPLE if one != PortalRole.RELEASE_MANAGER])
def test_nobody_else_moves_a_release_by_hand(
    addresses: dict[str, str], organization: Organization, alice: Any, person: str
) -> None:
    if person in PortalRole.values:
        alice.portal_roles.create(role=person)
    client = client_of() if person == "stranger" else client_of(alice)
    before = Release.objects.filter(number=None).values_list("state", flat=True).get()
    for route in (*POSTED, "release_stop", "release_prepare"):
        answer = client.post(addresses[route], {"why": "No.", "reason": "No."})
        assert answer.status_code in ((302, 401, 403) if person == "stranger" else (404,)), route
    assert Release.objects.filter(number=None).values_list("state", flat=True).get() == before


def test_what_is_not_published_has_no_address(addresses: dict[str, str]) -> None:
    manager = make_person("Petra Manager")
    manager.portal_roles.create(role=PortalRole.RELEASE_MANAGER)
    for number in (0, 2, 10**9):
        for name in ("release", "release_method", "release_manifest", "release_bundle"):
            address = reverse(f"reports:{name}", args=[number])
            assert client_of(manager).get(address).status_code == 404
