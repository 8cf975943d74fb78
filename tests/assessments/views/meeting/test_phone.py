from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions import close_vote, open_vote
from assessments.models import Assessment, Ballot, Vote
from commitments.models import FrameworkVersion
from commitments.queries import load_definition
from commitments.rating_guide_importing import import_rating_guide
from lhs_portal.accounts.models import Organization, User
from tests.assessments.meeting_factories import (
    FOLLOWS,
    ask_phone,
    choice_of,
    hold_vote,
    meeting_address,
    phones_of,
    send,
)
from tests.assessments.pages import fields_of
from tests.assessments.rounds_factories import close, make_rater, open_again, open_for_rating
from tests.assessments.settling_factories import make_settling
from tests.cast import client_of
from tests.rating_guides import make_guide

RATED = {"safe.1": "0 0 4 4", "safe.2": "3 3 3 3"}
OOB = 'hx-swap-oob="true"'


@pytest.fixture
def rated(organization: Organization, framework: FrameworkVersion, alice: User) -> Assessment:
    return make_settling(organization, framework, alice, RATED)


@pytest.fixture
def phone(rated: Assessment) -> Client:
    return client_of(phones_of(rated)[0])


@pytest.fixture
def vote(rated: Assessment, alice: User) -> Vote:
    return open_vote(assessment=rated, item="safe.1", by=alice)


def page_of(client: Client, assessment: Assessment) -> str:
    return client.get(meeting_address("vote", assessment)).content.decode()


def test_phone_waits_for_the_facilitator(rated: Assessment, phone: Client) -> None:
    page = page_of(phone, rated)
    assert "Waiting for the facilitator" in page
    assert "seen=waiting" in page
    assert '<meta http-equiv="refresh" content="5">' in page
    assert f'href="{meeting_address("rate", rated)}"' in page
    assert ask_phone(phone, rated, "waiting").status_code == 204


def test_phone_shows_the_open_vote_with_every_descriptor(
    rated: Assessment, phone: Client, vote: Vote
) -> None:
    page = page_of(phone, rated)
    for level in range(5):
        assert f"safe.1 at level {level}." in page
    assert 'value="na"' in page
    assert 'value="dk"' in page
    assert "Send my choice" in page
    # Loading it anew by itself would take away what is being chosen.
    assert "http-equiv" not in page
    assert ">Refresh</a>" in page


def test_phone_follows_when_a_vote_opens_and_closes(
    rated: Assessment, phone: Client, alice: User
) -> None:
    vote = open_vote(assessment=rated, item="safe.1", by=alice)
    news = ask_phone(phone, rated, "waiting")
    body = news.content.decode()
    assert news.status_code == 200
    assert OOB in body
    assert "Send my choice" in body
    assert f"seen=open-{vote.pk}" in body
    assert "<html" not in body
    close_vote(assessment=rated, vote=vote.pk, by=alice)
    body = ask_phone(phone, rated, f"open-{vote.pk}").content.decode()
    assert "The vote is closed. No choice of yours is counted in it." in body
    assert f"seen=closed-{vote.pk}" in body
    second = open_vote(assessment=rated, item="safe.2", by=alice)
    body = ask_phone(phone, rated, f"closed-{vote.pk}").content.decode()
    assert f'name="vote" value="{second.pk}"' in body


def test_phone_gets_nothing_new_while_the_same_vote_is_open(
    rated: Assessment, phone: Client, vote: Vote
) -> None:
    """What she is choosing stays, whatever others send, and whatever she has sent herself."""
    seen = f"open-{vote.pk}"
    for person in phones_of(rated):
        assert send(client_of(person), vote, "2").status_code == 200
        quiet = ask_phone(phone, rated, seen)
        assert (quiet.status_code, quiet.content) == (204, b"")


@pytest.mark.parametrize(
    ("choice", "words"), [("3", "3 "), ("na", "Not applicable"), ("dk", "Don’t know")]
)
def test_phone_sends_and_may_change(
    rated: Assessment, phone: Client, vote: Vote, choice: str, words: str
) -> None:
    send(phone, vote, "0")
    body = send(phone, vote, choice).content.decode()
    assert f"Your choice: {words}" in body
    assert "You may change it until the vote closes." in body
    assert "Change my choice" in body
    assert f'value="{choice}"' in body.split(" checked")[0].rsplit("<input", 1)[1]
    assert Ballot.objects.count() == 1


def test_phone_without_a_script_sends_and_comes_back(
    rated: Assessment, phone: Client, vote: Vote
) -> None:
    response = send(phone, vote, "3", follows=False)
    assert response.status_code == 302
    assert response.url == meeting_address("vote", rated)
    assert "Your choice: 3" in page_of(phone, rated)
    assert fields_of(phone.get(response.url)) == {"vote": str(vote.pk), "choice": "3"}


@pytest.mark.parametrize("follows", [True, False])
def test_phone_that_sends_too_late_is_told_and_keeps_its_words(
    rated: Assessment, phone: Client, vote: Vote, alice: User, follows: bool
) -> None:
    send(phone, vote, "1")
    close_vote(assessment=rated, vote=vote.pk, by=alice)
    response = send(phone, vote, "4", follows=follows)
    body = response.content.decode()
    assert response.status_code == 409
    assert "closed before your choice arrived, so this is not counted: 4 " in body
    assert "The vote is closed. Your choice, 1 " in body
    assert 'role="alert"' in body
    assert choice_of(phones_of(rated)[0], rated) == 1


def test_phone_that_sends_for_the_last_vote_gets_the_next(
    rated: Assessment, phone: Client, vote: Vote, alice: User
) -> None:
    close_vote(assessment=rated, vote=vote.pk, by=alice)
    second = open_vote(assessment=rated, item="safe.2", by=alice)
    body = send(phone, vote, "4").content.decode()
    assert "so this is not counted: 4 " in body
    assert f'name="vote" value="{second.pk}"' in body
    assert not Ballot.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"choice": "3"},
        {"vote": "x", "choice": "3"},
        {"vote": "9" * 30, "choice": "3"},
        {"vote": "1", "choice": "7"},
        {"vote": "1", "choice": "\x00"},
    ],
)
def test_phone_that_sends_nonsense_is_asked_again(
    rated: Assessment, phone: Client, vote: Vote, data: dict[str, str]
) -> None:
    response = phone.post(meeting_address("vote", rated), data, headers=FOLLOWS)
    assert response.status_code in (409, 422)
    assert 'role="alert"' in response.content.decode()
    assert "Send my choice" in response.content.decode()
    assert not Ballot.objects.exists()


def test_phone_without_a_choice_is_asked_for_one(
    rated: Assessment, phone: Client, vote: Vote
) -> None:
    response = phone.post(meeting_address("vote", rated), {"vote": vote.pk})
    assert response.status_code == 422
    assert "Choose a level first" in response.content.decode()


def test_phone_of_a_partner_is_told_kindly_what_is_not_asked(
    framework: FrameworkVersion, alice: User, preparing: Assessment
) -> None:
    import_rating_guide(make_guide(load_definition(framework)), version=framework)
    ines = make_rater(preparing, alice, role_group="patient-partner", sections=["safe"])
    open_for_rating(preparing, alice)
    close(preparing, alice)
    phone = client_of(ines.user)
    vote = open_vote(assessment=preparing, item="safe.1", by=alice)
    page = page_of(phone, preparing)
    assert "so it is not asked of you. Please wait" in page
    assert "at level" not in page
    assert ask_phone(phone, preparing, f"open-{vote.pk}").status_code == 204
    refused = send(phone, vote, "3")
    assert refused.status_code == 409
    assert "not asked of you" in refused.content.decode()
    close_vote(assessment=preparing, vote=vote.pk, by=alice)
    page = page_of(phone, preparing)
    assert "Waiting for the facilitator" in page
    assert str(load_definition(framework).item_by_code["safe.1"].question) not in page


def test_phone_is_led_back_when_settling_is_over(
    rated: Assessment, phone: Client, vote: Vote, alice: User
) -> None:
    open_again(rated, alice)
    body = ask_phone(phone, rated, f"open-{vote.pk}").content.decode()
    assert "No votes are held now." in body
    assert f'href="{meeting_address("rate", rated)}"' in body
    assert ask_phone(phone, rated, "over").status_code == 204
    assert "level" not in page_of(phone, rated).split("<main")[1].split("</main")[0]


def test_phone_that_was_signed_out_gets_its_choice_back(rated: Assessment, vote: Vote) -> None:
    """With a script the page stays and says so; without one the choice comes back to be sent."""
    data = {"vote": vote.pk, "choice": "3"}
    response = Client().post(
        meeting_address("vote", rated), data, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert response.status_code == 401
    assert fields_of(response) == {"vote": str(vote.pk), "choice": "3"}


@pytest.mark.parametrize("count", [1, 30])
def test_phone_that_asks_costs_three_queries_and_nothing_is_written(
    organization: Organization,
    framework: FrameworkVersion,
    alice: User,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    rated = make_settling(organization, framework, alice, {"safe.1": "3 " * count})
    hold_vote(rated, "safe.2", "1 " * count, alice)
    vote = open_vote(assessment=rated, item="safe.1", by=alice)
    for person in phones_of(rated):
        send(client_of(person), vote, "2")
    phone = client_of(phones_of(rated)[0])
    with django_assert_num_queries(3) as made:  # session, person, her part with the last vote
        quiet = ask_phone(phone, rated, f"open-{vote.pk}")
    assert quiet.status_code == 204
    assert not quiet.cookies
    assert all(query["sql"].startswith("SELECT") for query in made)
    with django_assert_num_queries(6):  # …, rater, guide, last vote with her choice
        news = ask_phone(phone, rated)
    assert len(news.content) < 6_000


@pytest.mark.parametrize("count", [1, 30])
def test_ballot_costs_few_queries(
    organization: Organization,
    framework: FrameworkVersion,
    alice: User,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    rated = make_settling(organization, framework, alice, {"safe.1": "3 " * count})
    vote = open_vote(assessment=rated, item="safe.1", by=alice)
    phones = [client_of(person) for person in phones_of(rated)]
    for phone in phones:
        send(phone, vote, "2")
    # Session, person, rater, savepoint, vote under its lock, guide, ballot, end of the savepoint;
    # then the page: rater, last vote with her choice, guide.
    with django_assert_num_queries(11):
        assert send(phones[0], vote, "3").status_code == 200


def test_short_address_leads_to_the_meeting(rated: Assessment, phone: Client) -> None:
    response: Any = phone.get("/vote/")
    assert response.status_code == 302
    assert response.url == meeting_address("vote", rated)


def test_short_address_lets_choose_between_meetings(
    rated: Assessment, phone: Client, alice: User
) -> None:
    other = make_settling(
        rated.organization, rated.framework_version, alice, RATED, title="Outpatients 2026"
    )
    open_vote(assessment=rated, item="safe.1", by=alice)
    page = phone.get(reverse("assessments:votes")).content.decode()
    assert page.index(meeting_address("vote", rated)) < page.index(meeting_address("vote", other))
    assert page.count("A vote is open") == 1


def test_short_address_of_somebody_without_a_meeting_says_who_she_is(alice: User) -> None:
    page = client_of(alice).get(reverse("assessments:votes")).content.decode()
    assert "There is nothing to vote on now" in page
    assert "you are alice@example.org" in page
