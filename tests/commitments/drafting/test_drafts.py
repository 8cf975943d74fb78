"""The list of drafts, a new one, the home of one, and its end."""

import uuid

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from commitments.drafting.actions import change_part
from commitments.drafting.models import Draft, DraftState
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import User
from tests.cast import client_of

LIST = reverse("drafting:list")
NEW = reverse("drafting:new")


def home(draft: Draft) -> str:
    return reverse("drafting:home", args=[draft.pk])


def test_draft_new_copies_a_published_version(erin: User, published: FrameworkVersion) -> None:
    sent = {"version": "2025.1", "base": str(published.pk), "once": str(uuid.uuid4())}
    client = client_of(erin)
    for _ in range(2):
        response = client.post(NEW, sent)
    draft = Draft.objects.get()
    assert response["Location"] == home(draft)
    assert draft.base == published
    page = client.get(home(draft)).content.decode()
    assert "All checks pass" in page
    assert "Nothing yet" in page


@pytest.mark.parametrize("version", ["", "2024.12", "about", "a/b", "x" * 41])
def test_draft_new_with_a_bad_name_keeps_it(
    erin: User, published: FrameworkVersion, version: str
) -> None:
    response = client_of(erin).post(NEW, {"version": version, "base": published.pk})
    assert response.status_code == 422
    assert f'value="{version}"' in response.content.decode() or not version
    assert not Draft.objects.exists()


def test_an_unpublished_version_is_no_base(erin: User, draft: FrameworkVersion) -> None:
    response = client_of(erin).post(NEW, {"version": "2025.1", "base": draft.pk})
    assert response.status_code == 422
    assert "No version is published yet" in client_of(erin).get(LIST).content.decode()


def test_draft_home_tells_what_differs_and_what_stands_against_it(erin: User, copy: Draft) -> None:
    part = copy.parts.get(section="items", code="safe.1")
    change_part(
        draft=copy,
        section="items",
        code="safe.1",
        entry=part.entry | {"essential": False},
        seen=1,
        by=erin,
        why="It is not needed",
    )
    page = client_of(erin).get(home(copy)).content.decode()
    assert "1 thing to mend" in page
    assert "safe has 1 essential items" in page
    assert '<th scope="row">Items</th><td class="num">1</td>' in page
    assert "It is not needed" in page


def test_draft_home_says_which_rule_is_broken(erin: User, copy: Draft) -> None:
    part = copy.parts.get(section="through_line", code="S1.engaged")
    change_part(
        draft=copy,
        section="through_line",
        code="S1.engaged",
        entry=part.entry | {"strength": 1},
        seen=1,
        by=erin,
    )
    page = client_of(erin).get(home(copy)).content.decode()
    assert "has 1 primary features" in page
    assert "Commitment engaged" in page
    assert "Anchor feature S1" in page


def test_draft_discard_asks_first(erin: User, copy: Draft) -> None:
    client = client_of(erin)
    address = reverse("drafting:discard", args=[copy.pk])
    assert "Discard the draft 2025.1?" in client.get(address).content.decode()
    client.post(address)
    copy.refresh_from_db()
    assert copy.state == DraftState.DISCARDED
    assert "It was discarded" in client.get(home(copy)).content.decode()
    assert "closed: nothing in it can change" in client.post(address, follow=True).content.decode()


def test_the_start_page_of_an_editor_leads_to_the_drafts(erin: User, alice: User) -> None:
    assert LIST in client_of(erin).get(reverse("home")).content.decode()
    assert LIST not in client_of(alice).get(reverse("home")).content.decode()


def test_draft_list_costs_the_same_for_one_and_three(
    erin: User, published: FrameworkVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(erin)
    for number in range(1, 4):
        client.post(NEW, {"version": f"2025.{number}", "base": published.pk}, follow=True)
        with django_assert_num_queries(5):
            client.get(LIST)


def test_draft_home_costs_at_most_ten_queries(
    erin: User, copy: Draft, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(erin)
    client.get(home(copy))
    with django_assert_num_queries(8):
        client.get(home(copy))
