"""The addresses of talk × roles: every member talks, those who work on it hand out tasks."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions.talk import write_comment
from assessments.models import Assessment
from lhs_portal.accounts.models import Organization, User
from tests.cast import client_of

# GET and POST by lead, contributor, reader.
EXPECTED: dict[str, tuple[tuple[int, int, int], tuple[int, int, int]]] = {
    "comments": ((200, 200, 200), (302, 302, 302)),
    "item_comments": ((200, 200, 200), (302, 302, 302)),
    "comment_resolve": ((405, 405, 405), (302, 302, 403)),
    "tasks": ((200, 200, 200), (302, 302, 403)),
    "history_csv": ((200, 200, 200), (405, 405, 405)),
}
BODY = {"text": "x", "subject": "safe"}


def address(name: str, assessment: Assessment, by: User) -> str:
    more: dict[str, list[Any]] = {"item_comments": ["safe.1"]}
    if name == "comment_resolve":
        more[name] = [write_comment(assessment=assessment, text="x", by=by).pk]
    return reverse(f"assessments:{name}", args=[assessment.pk, *more.get(name, [])])


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
    post = 405 if EXPECTED[name][1][0] == 405 else 404
    get = 405 if EXPECTED[name][0][0] == 405 else 404
    for person in (charlie, adam):
        client = client_of(person)
        assert (client.get(url).status_code, client.post(url, BODY).status_code) == (get, post)


@pytest.mark.parametrize("name", EXPECTED)
def test_route_signed_out_keeps_nothing_open(
    assessment: Assessment, alice: User, name: str
) -> None:
    url = address(name, assessment, alice)
    assert Client().get(url).status_code in (302, 405)
    assert Client().post(url, BODY).status_code in (302, 401, 405)
    assert assessment.comments.exclude(author=alice).count() == 0
