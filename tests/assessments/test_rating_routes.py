"""The rater's addresses × the states of a round × who asks: 404 for all but the rater."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions import remove_rater
from assessments.models import Assessment, Rater
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.rounds_factories import (
    close,
    make_independent,
    make_rater,
    open_again,
    open_for_rating,
)
from tests.cast import client_of

# GET and POST by the rater: before, in and after the round. 409 is a page with what was typed.
EXPECTED: dict[str, tuple[tuple[int, int, int], tuple[int, int, int]]] = {
    "rate": ((200, 200, 200), (405, 405, 405)),
    "rate_section": ((200, 200, 200), (409, 302, 409)),
    "rate_decline": ((405, 405, 405), (302, 302, 302)),
    "rate_take_up": ((405, 405, 405), (302, 302, 302)),
    "rate_named": ((405, 405, 405), (302, 302, 302)),
}
WITHOUT_SECTION = ("rate", "rate_named")
STAGES = ("before", "in", "after")


@pytest.fixture
def ines(organization: Organization, framework: FrameworkVersion, alice: User) -> Rater:
    """Asked about “safe”; nothing is opened."""
    assessment = make_independent(organization, framework, alice)
    return make_rater(assessment, alice, sections=["safe"])


def address(name: str, assessment: Assessment, section: str = "safe") -> str:
    more = [] if name in WITHOUT_SECTION else [section]
    return reverse(f"assessments:{name}", args=[assessment.pk, *more])


def statuses(client: Client, url: str) -> tuple[int, int]:
    return client.get(url).status_code, client.post(url, {"i-safe.1-choice": "3"}).status_code


def move_to(stage: str, assessment: Assessment, by: User) -> None:
    if stage != "before":
        open_for_rating(assessment, by)
    if stage == "after":
        close(assessment, by)


def client(rater: Rater) -> Client:
    assert rater.user
    return client_of(rater.user)


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("place", [0, 1, 2], ids=STAGES)
def test_route_by_stage(ines: Rater, alice: User, name: str, place: int) -> None:
    move_to(STAGES[place], ines.assessment, alice)
    get, post = EXPECTED[name]
    assert statuses(client(ines), address(name, ines.assessment)) == (get[place], post[place])


@pytest.mark.parametrize("name", EXPECTED)
def test_route_in_a_later_round(ines: Rater, alice: User, name: str) -> None:
    move_to("after", ines.assessment, alice)
    open_again(ines.assessment, alice)
    get, post = EXPECTED[name]
    assert statuses(client(ines), address(name, ines.assessment)) == (get[1], post[1])


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("stage", STAGES)
def test_route_is_not_found_by_whoever_does_not_rate(
    ines: Rater,
    alice: User,
    bob: User,
    rhea: User,
    charlie: User,
    adam: User,
    name: str,
    stage: str,
) -> None:
    move_to(stage, ines.assessment, alice)
    get, post = EXPECTED[name]
    expected = tuple(status if status == 405 else 404 for status in (get[0], post[0]))
    for person in (alice, bob, rhea, charlie, adam):
        assert statuses(client_of(person), address(name, ines.assessment)) == expected


@pytest.mark.parametrize("name", EXPECTED)
def test_route_is_not_found_by_a_removed_rater(ines: Rater, alice: User, name: str) -> None:
    move_to("in", ines.assessment, alice)
    remove_rater(ines, by=alice)
    get, post = EXPECTED[name]
    expected = tuple(status if status == 405 else 404 for status in (get[0], post[0]))
    assert statuses(client(ines), address(name, ines.assessment)) == expected


@pytest.mark.parametrize("name", sorted(EXPECTED.keys() - set(WITHOUT_SECTION)))
def test_route_of_a_section_that_is_not_asked(ines: Rater, alice: User, name: str) -> None:
    move_to("in", ines.assessment, alice)
    get, _ = statuses(client(ines), address(name, ines.assessment, "effective"))
    assert get == (405 if EXPECTED[name][0][0] == 405 else 404)
    response = client(ines).post(address(name, ines.assessment, "effective"))
    assert response.status_code == 404


@pytest.mark.parametrize("name", EXPECTED)
def test_route_signed_out_leads_to_sign_in(ines: Rater, name: str) -> None:
    only_posts = EXPECTED[name][0][0] == 405
    client = Client()
    url = address(name, ines.assessment)
    response: Any = client.post(url) if only_posts else client.get(url)
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")
