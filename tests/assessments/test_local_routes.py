"""The addresses of local questions × roles: leads ask, contributors answer, readers read."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions.local import add_local_item
from assessments.models import Assessment
from lhs_portal.accounts.models import Organization, User
from tests.cast import client_of

# GET and POST by lead, contributor, reader.
EXPECTED: dict[str, tuple[tuple[int, int, int], tuple[int, int, int]]] = {
    "local": ((200, 200, 200), (302, 302, 403)),
    "local_new": ((200, 403, 403), (302, 403, 403)),
    "local_copy": ((405, 405, 405), (302, 403, 403)),
    "local_edit": ((200, 403, 403), (302, 403, 403)),
    "local_remove": ((200, 403, 403), (302, 403, 403)),
}
BODY = {"question": "Do we?", "seen": "1", "i-local.1-choice": "2"}


def address(name: str, assessment: Assessment, by: User) -> str:
    if not assessment.local_items.exists():
        add_local_item(assessment=assessment, question="Is it so?", by=by)
    more: list[Any] = [1] if name in ("local_edit", "local_remove") else []
    return reverse(f"assessments:{name}", args=[assessment.pk, *more])


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("place", [0, 1, 2], ids=["lead", "contributor", "reader"])
def test_route_by_role(
    assessment: Assessment, alice: User, bob: User, rhea: User, name: str, place: int
) -> None:
    client = client_of((alice, bob, rhea)[place])
    url = address(name, assessment, alice)
    get, post = EXPECTED[name]
    found = client.get(url).status_code, client.post(url, BODY).status_code
    assert found == (get[place], post[place])


@pytest.mark.parametrize("name", EXPECTED)
def test_route_of_others_is_not_found(
    assessment: Assessment,
    alice: User,
    charlie: User,
    adam: User,
    other_organization: Organization,
    name: str,
) -> None:
    url = address(name, assessment, alice)
    get = 405 if EXPECTED[name][0][0] == 405 else 404
    for person in (charlie, adam):
        client = client_of(person)
        assert (client.get(url).status_code, client.post(url, BODY).status_code) == (get, 404)


@pytest.mark.parametrize("name", EXPECTED)
def test_route_signed_out_changes_nothing(assessment: Assessment, alice: User, name: str) -> None:
    url = address(name, assessment, alice)
    assert Client().get(url).status_code in (302, 405)
    assert Client().post(url, BODY).status_code in (302, 401, 405)
    [item] = assessment.local_items.all()
    assert (item.question, item.complete, item.removed_at) == ("Is it so?", False, None)
