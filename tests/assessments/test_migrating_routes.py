"""The addresses of a change of version × roles: leads go and return, every member can read."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions import migrate
from assessments.models import Assessment, VersionMigration
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.migrating_factories import publish_next
from tests.cast import client_of

# GET and POST by lead, contributor, reader.
EXPECTED: dict[str, tuple[tuple[int, int, int], tuple[int, int, int]]] = {
    "version": ((200, 403, 403), (302, 403, 403)),
    "migration": ((200, 200, 200), (405, 405, 405)),
    "migration_undo": ((405, 405, 405), (302, 403, 403)),
}


@pytest.fixture
def newer(framework: FrameworkVersion) -> FrameworkVersion:
    return publish_next()


def address(name: str, assessment: Assessment, newer: FrameworkVersion, by: User) -> str:
    if name == "version":
        return reverse("assessments:version", args=[assessment.pk])
    made = migrate(assessment=assessment, target=newer, by=by)
    return reverse(f"assessments:{name}", args=[assessment.pk, made.pk])


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("place", [0, 1, 2], ids=["lead", "contributor", "reader"])
def test_route_by_role(
    assessment: Assessment,
    newer: FrameworkVersion,
    alice: User,
    bob: User,
    rhea: User,
    name: str,
    place: int,
) -> None:
    client = client_of((alice, bob, rhea)[place])
    url = address(name, assessment, newer, alice)
    get, post = EXPECTED[name]
    found = client.get(url).status_code, client.post(url, {"target": newer.version}).status_code
    assert found == (get[place], post[place])


@pytest.mark.parametrize("name", EXPECTED)
def test_route_of_others_is_not_found(
    assessment: Assessment,
    newer: FrameworkVersion,
    alice: User,
    charlie: User,
    adam: User,
    other_organization: Organization,
    name: str,
) -> None:
    url = address(name, assessment, newer, alice)
    post = 405 if EXPECTED[name][1][0] == 405 else 404
    get = 405 if EXPECTED[name][0][0] == 405 else 404
    for person in (charlie, adam):
        client = client_of(person)
        assert (client.get(url).status_code, client.post(url, {}).status_code) == (get, post)
    assert Client().get(url).status_code in (302, 405)


def test_a_change_that_is_not_there_is_not_found(
    assessment: Assessment, newer: FrameworkVersion, alice: User
) -> None:
    client = client_of(alice)
    for name in ("migration", "migration_undo"):
        url = reverse(f"assessments:{name}", args=[assessment.pk, uuid4()])
        answer: Any = client.get(url) if name == "migration" else client.post(url)
        assert answer.status_code == 404


@pytest.mark.parametrize("target", ["", "nothing", "2024.12", "x" * 500, "2025.1\0"])
def test_a_version_that_cannot_be_taken_changes_nothing(
    assessment: Assessment, newer: FrameworkVersion, alice: User, target: str
) -> None:
    url = reverse("assessments:version", args=[assessment.pk])
    answer = client_of(alice).post(url, {"target": target, "once": "no id"})
    assert answer.status_code in (400, 409)
    assert not VersionMigration.objects.exists()
