"""The addresses of sign-off × the states of an assessment × every role: 404 outside."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import make_sponsor, sign_submitted, submit_all
from tests.cast import client_of

# GET and POST by lead, contributor, reader and sponsor: while it is open, awaits her, is signed.
# 409 is a page with what was typed; 422 one that names what is missing.
EXPECTED: dict[str, dict[str, tuple[tuple[int, ...], tuple[int, ...]]]] = {
    "sign": {
        "open": ((302, 302, 302, 302), (409, 409, 409, 409)),
        "awaiting": ((200, 200, 200, 200), (403, 403, 403, 302)),
        "signed": ((200, 200, 200, 200), (409, 409, 409, 409)),
    },
    "sponsor": {
        "open": ((200, 403, 403, 403), (302, 403, 403, 403)),
        "awaiting": ((200, 403, 403, 403), (302, 403, 403, 403)),
        "signed": ((200, 403, 403, 403), (302, 403, 403, 403)),
    },
}
STATES = ("open", "awaiting", "signed")


def address(name: str, assessment: Assessment) -> str:
    return reverse(f"assessments:{name}", args=[assessment.pk])


def statuses(client: Client, name: str, assessment: Assessment, body: Any) -> tuple[int, int]:
    url = address(name, assessment)
    return client.get(url).status_code, client.post(url, body).status_code


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("place", range(4), ids=["lead", "contributor", "reader", "sponsor"])
def test_route_by_role_and_state(
    assessment: Assessment,
    alice: User,
    bob: User,
    rhea: User,
    name: str,
    state: str,
    place: int,
) -> None:
    sonia = make_sponsor(assessment, alice)
    if state != "open":
        submitted = submit_all(assessment, alice)
        if state == "signed":
            sign_submitted(submitted)
    bodies = {"sign": {"verdict": "return", "remark": "No."}, "sponsor": {"sponsor": bob.pk}}
    client = client_of((alice, bob, rhea, sonia)[place])
    get, post = EXPECTED[name][state]
    assert statuses(client, name, assessment, bodies[name]) == (get[place], post[place])


@pytest.mark.parametrize("name", EXPECTED)
def test_route_of_others_is_not_found(
    assessment: Assessment,
    alice: User,
    charlie: User,
    adam: User,
    other_organization: Organization,
    name: str,
) -> None:
    submit_all(assessment, alice)
    for person in (charlie, adam):
        assert statuses(client_of(person), name, assessment, {}) == (404, 404)


@pytest.mark.parametrize("name", EXPECTED)
def test_route_signed_out_leads_to_sign_in(assessment: Assessment, name: str) -> None:
    response: Any = Client().get(address(name, assessment))
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/?next=%2F")
