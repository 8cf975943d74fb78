"""The calendar: by its token alone, to members alone, titles without notes."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions.workflow import reopen
from assessments.models import Assessment
from lhs_portal.accounts.actions.members import remove_member
from lhs_portal.accounts.models import Organization, User
from lhs_portal.audit.models import Event
from reports.plans.actions.feeds import end_feed, make_feed
from reports.plans.models import PlanFeed
from tests.cast import client_of
from tests.reports.plans.factories import plan_action

DUE = date(2027, 3, 1)


def read(token: str) -> HttpResponse:
    return Client().get(reverse("reports:plan_feed", args=[token]))


@pytest.fixture
def token(signed: Assessment, bob: User, organization: Organization) -> str:
    plan_action(signed, bob, due=DUE, title="Publish, then tell; all", notes="Secret notes")
    return make_feed(organization=organization, by=bob)


def test_it_shows_open_actions_as_whole_days_and_no_notes(
    signed: Assessment, bob: User, token: str
) -> None:
    plan_action(signed, bob, title="No day")
    plan_action(signed, bob, title="Finished", due=DUE, state="done")
    plan_action(signed, bob, title="Given up", due=DUE, state="dropped")
    plan_action(signed, bob, title="Owned", due=DUE, owner=str(bob.pk), state="doing")
    response = read(token)
    content = response.content.decode().replace("\r\n ", "")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "DTSTART;VALUE=DATE:20270301" in content
    assert "SUMMARY:Publish\\, then tell\\; all\r\n" in content
    assert "SUMMARY:Owned (Bob Okafor)\r\n" in content
    assert content.count("BEGIN:VEVENT") == 2
    assert "Secret" not in content


def test_it_leaves_no_trace(token: str) -> None:
    for response in (read(token), read("wrong")):
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies


def test_wrong_old_ended_expired_and_former_look_the_same(
    signed: Assessment, alice: User, bob: User, organization: Organization, token: str
) -> None:
    assert read(token).status_code == 200
    pages = [read("wrong")]
    renewed = make_feed(organization=organization, by=bob)
    pages.append(read(token))
    end_feed(organization=organization, by=bob)
    pages.append(read(renewed))
    expired = make_feed(organization=organization, by=bob)
    PlanFeed.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    pages.append(read(expired))
    left = make_feed(organization=organization, by=bob)
    remove_member(organization.memberships.get(user=bob), by=alice)
    pages.append(read(left))
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1


def test_an_account_that_is_closed_reads_nothing(bob: User, token: str) -> None:
    User.objects.filter(pk=bob.pk).update(is_active=False)
    assert read(token).status_code == 404


def test_it_is_empty_while_the_assessment_is_open_again(
    signed: Assessment, alice: User, token: str
) -> None:
    reopen(assessment=signed, reason="One level was wrong.", by=alice)
    assert b"VEVENT" not in read(token).content


def test_it_shows_the_own_organization_alone(
    token: str, charlie: User, other_organization: Organization
) -> None:
    assert b"VEVENT" not in read(make_feed(organization=other_organization, by=charlie)).content


def test_guessing_is_limited(token: str) -> None:
    cache.clear()
    statuses = [read("guess").status_code for _ in range(61)]
    assert (statuses[0], statuses[-1]) == (404, 429)
    cache.clear()


def test_the_token_is_shown_once_and_stored_nowhere(signed: Assessment, bob: User) -> None:
    client = client_of(bob)
    url = reverse("reports:plan_calendar", args=[signed.pk])
    page = client.post(url)
    token = page.context["address"].rpartition("/")[2].removesuffix(".ics")
    assert token in page.content.decode()
    assert token not in client.get(url).content.decode()
    feed = PlanFeed.objects.get()
    assert token not in (feed.token_hash, str(feed))
    assert token not in str(list(Event.objects.values("what", "before", "after")))
    assert read(token).status_code == 200
    client.post(url, {"end": "1"})
    assert (read(token).status_code, PlanFeed.objects.count()) == (404, 0)


def test_making_and_ending_are_one_event_each(bob: User, organization: Organization) -> None:
    make_feed(organization=organization, by=bob)
    end_feed(organization=organization, by=bob)
    end_feed(organization=organization, by=bob)
    verbs = list(Event.objects.filter(verb__endswith="plan feed").values_list("verb", flat=True))
    assert sorted(verbs) == ["ended plan feed", "made plan feed"]
