"""Saved views: what can be saved, by whom, and that nobody else sees it."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import is_told
from reports.releases.models import Release
from reports.workbench.models import SavedView
from reports.workbench.saved_queries import NO_VIEW, load_view_at
from tests.cast import client_of
from tests.reports.workbench.sharing import (
    CARE,
    OPERATIONS,
    OVERVIEW,
    brief,
    member,
    note,
    save,
)
from tests.reports.workbench.test_pages import NOT_SHOWN

pytestmark = pytest.mark.django_db

LIST = f"/workbench/groups/{OPERATIONS}/"
NEW = "/workbench/views/new/"
GROUPS = (
    PortalRole.COMMUNICATION,
    PortalRole.OPERATIONS,
    PortalRole.INFRASTRUCTURE,
    PortalRole.STRATEGY,
)


@pytest.fixture
def ada(release: Release) -> User:
    return member("Ada Lindgren", PortalRole.OPERATIONS)


@pytest.fixture
def ben(release: Release) -> User:
    return member("Ben Ortega", PortalRole.OPERATIONS)


def post(person: User, path: str, **data: Any) -> Any:
    return client_of(person).post(path, data)


def test_whatever_a_group_shares_exists_for_its_members_alone(
    ada: User, alice: User, bob: User, rhea: User, charlie: User
) -> None:
    """Every route with an object of the group, for every role of the portal and every member."""
    saved, written = save(ada), note(ada, "For us.")
    briefing = brief(ada, [saved])
    shared = (
        LIST,
        f"{LIST}briefing/",
        f"/workbench/views/{saved.pk}/",
        f"/workbench/views/{saved.pk}/delete/",
        f"/workbench/notes/{written.pk}/",
        f"/workbench/notes/{written.pk}/delete/",
        f"/workbench/briefings/{briefing.pk}/",
        f"/workbench/briefings/{briefing.pk}/edit/",
        f"/workbench/briefings/{briefing.pk}/delete/",
    )
    for_groups = (
        "/workbench/",
        f"{NEW}?address={OVERVIEW}",
        f"/workbench/notes/new/?address={OVERVIEW}",
    )
    pdf = f"/workbench/briefings/{briefing.pk}/briefing.pdf"
    mine = client_of(ada)
    assert {mine.get(path).status_code for path in shared} == {200}
    assert [mine.get(path).status_code for path in for_groups] == [302, 200, 200]
    others = [member(f"{role.value.replace('-', '')} Reader", role) for role in PortalRole
              if role != PortalRole.OPERATIONS]  # fmt: skip
    for person in (*others, alice, bob, rhea, charlie):
        client = client_of(person)
        for path in (*shared, pdf):
            assert client.get(path).status_code == 404, (person, path)
            assert client.post(path).status_code in (404, 405), (person, path)
    for role, person in zip(
        [r for r in PortalRole if r != PortalRole.OPERATIONS], others, strict=True
    ):
        found = [client_of(person).get(path).status_code for path in for_groups]
        assert found == ([302, 200, 200] if role in GROUPS else [404] * 3), role
    for path in (*shared, pdf, *for_groups):
        response = Client().get(path)
        assert response.status_code == 302, path
        assert "next=" in response["Location"]
    assert SavedView.objects.count() == 1


def test_view_is_saved_under_its_canonical_address(ada: User, ben: User) -> None:
    size = "5000-19999+20000-up"
    address = f"{OVERVIEW}?size_band=20000-up%2B5000-19999&sector="
    path = f"{NEW}?{urlencode({'address': address})}"
    assert post(ada, path, name="Large ones").status_code == 302
    saved = SavedView.objects.get()
    assert (saved.group, saved.name, saved.made_by) == (OPERATIONS, "Large ones", ada)
    assert saved.address == f"{OVERVIEW}?size_band={size}"
    shown = client_of(ben).get(LIST).content.decode()
    assert "Large ones" in shown
    assert f'href="{saved.address}"' in shown
    assert client_of(ben).get(saved.address).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/",
        "/hub/",
        "https://example.org/releases/1/overview/",
        "//example.org/releases/1/overview/",
        "javascript:alert(1)",
        "/releases/2/overview/",
        "/releases/1/",
        "/releases/1/overview.csv",
        "/releases/1/subjects/none/",
        "/releases/1/operations/?sector=care-delivery",
        "/releases/" + "9" * 5000 + "/overview/",
        "/releases/1/overview/\x00",
        *(f"{OVERVIEW}{query}" for query in NOT_SHOWN.values()),
    ],
)
def test_nothing_else_is_saved_and_all_of_it_is_refused_in_the_same_words(
    ada: User, address: str
) -> None:
    client = client_of(ada)
    for path in (NEW, "/workbench/notes/new/"):
        asked = f"{path}?{urlencode({'address': address})}"
        assert client.get(asked).status_code == 404
        assert client.post(asked, {"name": "x", "text": "x"}).status_code == 404
    with pytest.raises(Http404, match=re.escape(NO_VIEW)):
        load_view_at(address)


def test_names_are_kept_apart_within_a_group(ada: User) -> None:
    save(ada, name="Ours")
    response = post(ada, f"{NEW}?address={CARE}", name="Ours")
    assert response.status_code == 409
    assert "The group has a view of this name." in response.content.decode()
    assert 'value="Ours"' in response.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.create(
            group=OPERATIONS, name="Ours", address=CARE, release=SavedView.objects.get().release
        )


def test_second_press_saves_once(ada: User) -> None:
    once = "7b0c1c5e-3f5e-4c43-9d5c-0d9a1b0f2e11"
    for _ in range(2):
        assert post(ada, f"{NEW}?address={CARE}", name="Ours", once=once).status_code == 302
    assert SavedView.objects.count() == 1


def test_person_of_two_groups_chooses_one_of_hers(release: Release) -> None:
    both = member("Bo Both", PortalRole.OPERATIONS, PortalRole.STRATEGY)
    path = f"{NEW}?address={OVERVIEW}"
    assert post(both, path, name="Mine").status_code == 422
    assert post(both, path, name="Mine", group="wg-communication").status_code == 422
    assert post(both, path, name="Mine", group="strategy-group").status_code == 302
    assert SavedView.objects.get().group == "strategy-group"


def test_any_member_renames_and_deletes(ada: User, ben: User) -> None:
    saved = save(ada, name="First")
    brief(ada, [saved], title="The one briefing")
    path = f"/workbench/views/{saved.pk}/"
    assert post(ben, path, name="Second", seen=1).status_code == 302
    late = post(ada, path, name="Third", seen=1)
    assert late.status_code == 409
    assert "It is called “Second” now." in late.content.decode()
    assert 'value="Third"' in late.content.decode()
    assert 'name="seen" value="2"' in late.content.decode()
    assert "The one briefing" in client_of(ben).get(f"{path}delete/").content.decode()
    assert post(ben, f"{path}delete/").status_code == 302
    assert not SavedView.objects.exists()
    events = Event.objects.filter(subject_type="savedview")
    assert [one.verb for one in events] == ["deleted", "renamed", "saved"]
    assert all(map(is_told, events))


@pytest.mark.parametrize(
    "name",
    ["", "   ", "\u200b", "a\x00b", "a\u202eb", "x" * 121, "line\nline"],
    ids=ascii,
)
def test_name_that_cannot_be_shown_is_refused(ada: User, name: str) -> None:
    response = post(ada, f"{NEW}?address={OVERVIEW}", name=name)
    assert response.status_code == 422
    assert not SavedView.objects.exists()


def test_hostile_name_comes_back_as_it_was(ada: User) -> None:
    name = "<script>alert(1)</script> {{7*7}} =1+1 '\"; é e\u0301 漢"
    assert post(ada, f"{NEW}?address={OVERVIEW}", name=name).status_code == 302
    assert SavedView.objects.get().name == name
    shown = client_of(ada).get(LIST).content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}} =1+1" in shown


def test_list_takes_as_many_queries_whatever_it_holds(ada: User) -> None:
    client, taken = client_of(ada), []
    save(ada, name="0")
    for start, end in ((0, 1), (1, 30)):
        for number in range(start + 1, end):
            save(ada, name=str(number))
        with CaptureQueriesContext(connection) as queries:
            response = client.get(LIST)
        taken.append(len(queries))
    assert taken[0] == taken[1] <= 8
    assert b"Page 1 of 2" in response.content
    assert b"Page 2 of 2" in client.get(f"{LIST}?page=2").content
