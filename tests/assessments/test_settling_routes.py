"""The addresses of settling × its states × every role; raters who are no members have one alone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions import accept_uncontested, decide
from assessments.merging import Seen
from assessments.models import Answer, Assessment
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import make_assessment
from tests.assessments.rounds_factories import make_independent, open_again
from tests.assessments.settling_factories import make_settling, rater_address
from tests.cast import client_of

# GET and POST by lead, contributor, reader, while it is settled. 302 is a post that was accepted.
EXPECTED: dict[str, tuple[tuple[int, int, int], tuple[int, int, int]]] = {
    "settling": ((200, 200, 200), (405, 405, 405)),
    "settle_accept": ((405, 405, 405), (302, 403, 403)),
    "settle_section": ((200, 200, 200), (302, 403, 403)),
    "agenda": ((200, 200, 200), (405, 405, 405)),
    "dissent": ((200, 200, 403), (302, 302, 403)),
}
BODIES: dict[str, dict[str, str]] = {
    "settle_section": {"i-safe.2-choice": "1", "i-safe.2-reason": "Read"},
    "dissent": {"text": "It is less."},
}
MORE = {"settle_section": ["safe"], "dissent": ["safe.1"]}
RATED = {"safe.1": "0 0 4 4", "safe.2": "3 3 3 3"}


@pytest.fixture
def rated(organization: Organization, framework: FrameworkVersion, alice: User) -> Assessment:
    """safe.1 is decided."""
    assessment = make_settling(organization, framework, alice, RATED)
    decide(assessment=assessment, item="safe.1", choice="2", reason="Met", seen=Seen(0), by=alice)
    return assessment


def address(name: str, assessment: Assessment) -> str:
    return reverse(f"assessments:{name}", args=[assessment.pk, *MORE.get(name, [])])


def statuses(client: Client, name: str, assessment: Assessment) -> tuple[int, int]:
    url = address(name, assessment)
    return client.get(url).status_code, client.post(url, BODIES.get(name, {})).status_code


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("place", [0, 1, 2], ids=["lead", "contributor", "reader"])
def test_route_by_role(
    rated: Assessment, alice: User, bob: User, rhea: User, name: str, place: int
) -> None:
    client = client_of((alice, bob, rhea)[place])
    get, post = EXPECTED[name]
    assert statuses(client, name, rated) == (get[place], post[place])


@pytest.mark.parametrize("name", EXPECTED)
def test_route_of_others_is_not_found(
    rated: Assessment, charlie: User, adam: User, name: str
) -> None:
    get, post = EXPECTED[name]
    expected = (get[0] if get[0] == 405 else 404, post[0] if post[0] == 405 else 404)
    assert statuses(client_of(charlie), name, rated) == expected
    assert statuses(client_of(adam), name, rated) == expected


@pytest.mark.parametrize("name", EXPECTED)
def test_route_for_a_rater_who_is_no_member(rated: Assessment, name: str) -> None:
    client = client_of(User.objects.get(email=rater_address(0)))
    get, post = EXPECTED[name]
    expected = (get[0] if get[0] == 405 else 404, post[0] if post[0] == 405 else 404)
    assert statuses(client, name, rated) == ((200, 302) if name == "dissent" else expected)


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_is_shown_or_taken_while_ratings_are_given(
    rated: Assessment, alice: User, name: str
) -> None:
    open_again(rated, alice)
    before = list(Answer.objects.values())
    url = address(name, rated)
    page: Any = client_of(alice).get(url)
    if page.status_code == 200 and name != "dissent":
        assert "Nothing can be settled yet" in page.content.decode()
        assert "within one level" not in page.content.decode()
    posted: Any = client_of(alice).post(url, BODIES.get(name, {}))
    assert posted.status_code == {"settle_accept": 302, "settle_section": 409, "dissent": 409}.get(
        name, 405
    )
    assert list(Answer.objects.values()) == before


@pytest.mark.parametrize("name", EXPECTED)
def test_before_the_round_there_is_nothing(
    organization: Organization, framework: FrameworkVersion, alice: User, name: str
) -> None:
    preparing = make_independent(organization, framework, alice)
    get, _ = statuses(client_of(alice), name, preparing)
    assert get in (200, 405)


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_answered_together_has_nothing_to_settle(
    organization: Organization, framework: FrameworkVersion, alice: User, name: str
) -> None:
    together = make_assessment(organization, framework, alice)
    get, post = statuses(client_of(alice), name, together)
    assert get in (404, 405)
    assert post in (404, 405)


def test_an_unknown_section_or_item_is_not_found(rated: Assessment, alice: User) -> None:
    client = client_of(alice)
    for name, code in (("settle_section", "safety"), ("dissent", "safe.9")):
        url = reverse(f"assessments:{name}", args=[rated.pk, code])
        assert client.get(url).status_code == 404
        assert client.post(url, {"text": "x"}).status_code == 404


@pytest.mark.parametrize("name", EXPECTED)
def test_route_signed_out_leads_to_sign_in(rated: Assessment, name: str) -> None:
    if EXPECTED[name][0][0] == 405:
        return
    response: Any = Client().get(address(name, rated))
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/?next=%2F")


def test_the_page_of_answers_leads_to_where_they_are_settled(
    rated: Assessment, alice: User, bob: User
) -> None:
    accept_uncontested(assessment=rated, by=alice)
    url = reverse("assessments:section", args=[rated.pk, "safe"])
    for person in (alice, bob):
        response: Any = client_of(person).get(url)
        assert response.status_code == 302
        assert response.url == address("settle_section", rated)
    open_again(rated, alice)
    assert "Raters answer this alone." in client_of(alice).get(url).content.decode()
