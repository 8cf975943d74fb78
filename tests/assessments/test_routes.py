"""Every address of assessments × every role × own and foreign: 404 outside, 403 where not allowed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments import urls
from assessments.models import Assessment
from lhs_portal.accounts.models import Organization, User
from tests.assessments import (
    test_evidence_routes,
    test_local_routes,
    test_meeting_routes,
    test_migrating_routes,
    test_rating_routes,
    test_rounds_routes,
    test_settling_routes,
    test_signing_routes,
    test_talk_routes,
)
from tests.cast import client_of

WRITE = {
    "title": "x",
    "period_start": "2026-01-01",
    "period_end": "2026-02-01",
    "scope": "whole",
    "mode": "together",
}

# GET and POST by lead, contributor, reader; 302 is a post that was accepted, 405 one that there
# is not, 409 and 422 are pages that say what is missing.
EXPECTED: dict[str, tuple[tuple[int, int, int], tuple[int, int, int]]] = {
    "organization_list": ((200, 200, 200), (405, 405, 405)),
    "start": ((200, 403, 403), (302, 403, 403)),
    "home": ((200, 200, 200), (405, 405, 405)),
    "edit": ((200, 403, 403), (302, 403, 403)),
    "compass": ((200, 200, 200), (302, 302, 403)),
    "section": ((200, 200, 200), (302, 302, 403)),
    "review": ((200, 200, 200), (422, 403, 403)),
    "reopen": ((200, 403, 403), (302, 403, 403)),
    "history": ((200, 200, 200), (405, 405, 405)),
}
BODIES: dict[str, dict[str, str]] = {
    "start": WRITE,
    "edit": WRITE,
    "compass": {"t-safe-choice": "3"},
    "section": {"i-safe.1-choice": "3"},
    "reopen": {"reason": "x"},
}


def address(name: str, assessment: Assessment) -> str:
    if name in ("organization_list", "start"):
        return reverse(f"assessments:{name}", args=[assessment.organization_id])
    more = ["safe"] if name == "section" else []
    return reverse(f"assessments:{name}", args=[assessment.pk, *more])


def statuses(client: Client, name: str, assessment: Assessment) -> tuple[int, int]:
    url = address(name, assessment)
    return client.get(url).status_code, client.post(url, BODIES.get(name, {})).status_code


# A topic with states of its own has a table of its own.
TOPICS = (
    test_evidence_routes,
    test_local_routes,
    test_meeting_routes,
    test_migrating_routes,
    test_rating_routes,
    test_rounds_routes,
    test_settling_routes,
    test_signing_routes,
    test_talk_routes,
)


def test_every_route_is_in_one_table() -> None:
    tables = [EXPECTED, *(topic.EXPECTED for topic in TOPICS)]
    listed = [name for table in tables for name in table]
    listed = [*listed, "draft_section"]  # of editors: tests/commitments/drafting/test_preview.py
    assert sorted(pattern.name for pattern in urls.urlpatterns) == sorted(listed)


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("place", [0, 1, 2], ids=["lead", "contributor", "reader"])
def test_route_by_role(
    assessment: Assessment, alice: User, bob: User, rhea: User, name: str, place: int
) -> None:
    client = client_of((alice, bob, rhea)[place])
    get, post = EXPECTED[name]
    assert statuses(client, name, assessment) == (get[place], post[place])


@pytest.mark.parametrize("name", EXPECTED)
def test_route_of_others_is_not_found(
    assessment: Assessment,
    charlie: User,
    adam: User,
    other_organization: Organization,
    name: str,
) -> None:
    expected = (404, 405 if EXPECTED[name][1][0] == 405 else 404)
    assert statuses(client_of(charlie), name, assessment) == expected
    assert statuses(client_of(adam), name, assessment) == expected


@pytest.mark.parametrize("name", EXPECTED)
def test_route_signed_out_leads_to_sign_in(assessment: Assessment, name: str) -> None:
    response: Any = Client().get(address(name, assessment))
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/?next=%2F")
