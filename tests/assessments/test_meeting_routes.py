"""The addresses of a meeting × its states × who asks: members see the wall, raters their phones."""

from typing import Any

import pytest
from django.test import Client

from assessments.actions import open_vote, remove_rater
from assessments.models import Assessment, Ballot, Consensus, Vote
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import make_assessment, submit_answered
from tests.assessments.meeting_factories import FOLLOWS, meeting_address, phones_of
from tests.assessments.rounds_factories import make_independent, make_rater, open_again
from tests.assessments.settling_factories import make_settling
from tests.assessments.signing_factories import settle_all
from tests.cast import client_of, make_person

Status = tuple[int, int]

# GET and POST by lead, contributor, reader, and a rater who is no member, while it is settled.
# 302 is a post that was accepted, or the short address, which leads on.
EXPECTED: dict[str, tuple[Status, Status, Status, Status]] = {
    "meeting": ((200, 405), (200, 405), (200, 405), (404, 405)),
    "meeting_live": ((200, 405), (200, 405), (200, 405), (404, 405)),
    "meeting_decide": ((405, 302), (405, 403), (405, 403), (405, 404)),
    "vote_open": ((405, 302), (405, 403), (405, 403), (405, 404)),
    "vote_close": ((405, 302), (405, 403), (405, 403), (405, 404)),
    "votes": ((200, 405), (200, 405), (200, 405), (302, 405)),
    "vote": ((404, 404), (404, 404), (404, 404), (200, 302)),
    "vote_live": ((404, 405), (404, 405), (404, 405), (200, 405)),
}
PLACES = ("lead", "contributor", "reader", "rater")
ITEM = "safe.1"


@pytest.fixture
def rated(organization: Organization, framework: FrameworkVersion, alice: User) -> Assessment:
    return make_settling(organization, framework, alice, {ITEM: "0 0 4 4", "safe.2": "3 3 3 3"})


@pytest.fixture
def vote(rated: Assessment, alice: User) -> Vote:
    return open_vote(assessment=rated, item=ITEM, by=alice)


def body(vote: Vote | int) -> dict[str, Any]:
    return {
        "item": ITEM,
        "vote": vote.pk if isinstance(vote, Vote) else vote,
        "choice": "3",
        f"i-{ITEM}-choice": "2",
        f"i-{ITEM}-reason": "Read",
        f"i-{ITEM}-version": "0",
    }


def statuses(client: Client, name: str, assessment: Assessment, vote: Vote | int) -> Status:
    url = meeting_address(name, assessment)
    get: Any = client.get(url, {"item": ITEM})
    return get.status_code, client.post(url, body(vote)).status_code


def not_found(name: str) -> Status:
    """For who has no part in it; the short address is for all."""
    get, post = EXPECTED[name][0]
    if name == "votes":
        return 200, 405
    return 405 if get == 405 else 404, 405 if post == 405 else 404


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("place", range(4), ids=PLACES)
def test_route_by_role(
    rated: Assessment, vote: Vote, alice: User, bob: User, rhea: User, name: str, place: int
) -> None:
    person = (alice, bob, rhea, phones_of(rated)[0])[place]
    assert statuses(client_of(person), name, rated, vote) == EXPECTED[name][place]


@pytest.mark.parametrize("name", EXPECTED)
def test_route_of_others_is_not_found(
    rated: Assessment,
    vote: Vote,
    charlie: User,
    adam: User,
    other_organization: Organization,
    name: str,
) -> None:
    for person in (charlie, adam):
        assert statuses(client_of(person), name, rated, vote) == not_found(name)


@pytest.mark.parametrize("name", EXPECTED)
def test_route_is_not_found_by_a_removed_rater(
    rated: Assessment, alice: User, name: str, framework: FrameworkVersion
) -> None:
    other = make_independent(rated.organization, framework, alice)
    ines = make_rater(other, alice)
    remove_rater(ines, by=alice)
    assert ines.user
    assert statuses(client_of(ines.user), name, other, 1) == not_found(name)


@pytest.mark.parametrize("name", EXPECTED)
def test_route_signed_out_leads_to_sign_in(rated: Assessment, vote: Vote, name: str) -> None:
    url = meeting_address(name, rated)
    if EXPECTED[name][0][0] == 405:
        assert Client().post(url, {}).status_code == 302
        return
    response: Any = Client().get(url)
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/?next=%2F")


@pytest.mark.parametrize("name", ["meeting_live", "vote_live"])
def test_page_that_follows_is_told_that_nobody_is_signed_in(rated: Assessment, name: str) -> None:
    response: Any = Client().get(meeting_address(name, rated), headers=FOLLOWS)
    assert (response.status_code, response.content) == (401, b"")


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_answered_together_has_no_meeting(
    organization: Organization, framework: FrameworkVersion, alice: User, name: str
) -> None:
    together = make_assessment(organization, framework, alice)
    assert statuses(client_of(alice), name, together, 1) == not_found(name)


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("stage", ["preparing", "rating again", "awaiting"])
def test_nothing_is_shown_or_taken_while_it_is_not_settled(
    rated: Assessment, vote: Vote, alice: User, framework: FrameworkVersion, name: str, stage: str
) -> None:
    assessment = rated
    if stage == "preparing":
        assessment = make_independent(rated.organization, framework, alice)
        make_rater(assessment, alice, person=make_person("Ines Falk"))
    elif stage == "rating again":
        open_again(rated, alice)
    else:
        settle_all(rated, alice)
        submit_answered(rated, alice)
    kept = [list(model.objects.values()) for model in (Vote, Ballot, Consensus)]
    wall, phone = client_of(alice), client_of(phones_of(assessment)[0])
    if name.startswith("meeting") or name in ("vote_open", "vote_close"):
        accepted = 409 if name == "meeting_decide" else 302
        get, post = EXPECTED[name][0]
        found = statuses(wall, name, assessment, vote)
        assert found == (get, accepted if post == 302 else post)
        page: Any = wall.get(meeting_address(name, assessment), {"item": ITEM})
        assert "gave a level" not in page.content.decode()
    else:
        found = statuses(phone, name, assessment, vote)
        assert found == {"votes": (200, 405), "vote": (200, 409), "vote_live": (200, 405)}[name]
        page = phone.get(meeting_address(name, assessment))
        assert "Send my choice" not in page.content.decode()
    assert [list(model.objects.values()) for model in (Vote, Ballot, Consensus)] == kept
