"""Notes beneath a view: for one group, by their author, and beneath nothing that is not shown."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import is_told
from reports.releases.models import Release
from reports.workbench.models import Annotation
from tests.cast import client_of
from tests.reports.workbench.sharing import CARE, OVERVIEW, member, note
from tests.reports.workbench.test_pages import NOT_SHOWN, PAGES, content_of

pytestmark = pytest.mark.django_db

NEW = f"/workbench/notes/new/?address={OVERVIEW}"


@pytest.fixture
def ada(release: Release) -> User:
    return member("Ada Lindgren", PortalRole.OPERATIONS)


@pytest.fixture
def ben(release: Release) -> User:
    return member("Ben Ortega", PortalRole.OPERATIONS)


def shown(person: User, address: str = OVERVIEW) -> str:
    return str(client_of(person).get(address).content.decode())


def test_note_stands_beneath_its_view_for_its_group_alone(ada: User, ben: User) -> None:
    response = client_of(ada).post(NEW, {"text": "Ask <b>them</b>\nfirst. {{7*7}}"})
    assert (response.status_code, response["Location"]) == (302, f"{OVERVIEW}#notes")
    page = shown(ben)
    assert "Ask &lt;b&gt;them&lt;/b&gt;\nfirst. {{7*7}}" in page
    assert "Ada Lindgren" in page
    assert "Ask" not in shown(ben, CARE).replace("Asked", "")
    for role in set(PortalRole) - {PortalRole.OPERATIONS}:
        assert "Ask &lt;b" not in shown(member(f"{role.value.replace('-', '')} Reader", role)), role


def test_note_is_changed_and_deleted_by_its_author(ada: User, ben: User) -> None:
    path = f"/workbench/notes/{note(ada, 'First.').pk}/"
    assert path in shown(ada)
    assert path not in shown(ben)
    for address in (path, f"{path}delete/"):
        assert client_of(ben).post(address, {"text": "Mine", "seen": 1}).status_code == 403
    assert client_of(ada).post(path, {"text": "Second.", "seen": 1}).status_code == 302
    late = client_of(ada).post(path, {"text": "Third.", "seen": 1})
    assert late.status_code == 409
    assert "It says now: “Second.”" in late.content.decode()
    assert "Third." in late.content.decode()
    assert ", changed " in shown(ben)
    assert client_of(ada).post(f"{path}delete/").status_code == 302
    events = Event.objects.filter(subject_type="annotation")
    assert [one.verb for one in events] == ["deleted", "changed", "wrote"]
    assert all(map(is_told, events))
    assert not Annotation.objects.exists()


def test_note_of_somebody_who_is_gone_is_the_groups(ada: User, ben: User) -> None:
    left = note(ada, "Still here.")
    Annotation.objects.update(made_by=None)
    assert "Somebody who has left the portal" in shown(ben)
    assert client_of(ben).post(f"/workbench/notes/{left.pk}/delete/").status_code == 302


@pytest.mark.parametrize("text", ["", " \n ", "a\x00b", "a\u202eb", "x" * 2001], ids=ascii)
def test_note_that_cannot_be_shown_is_refused_and_kept(ada: User, text: str) -> None:
    response = client_of(ada).post(NEW, {"text": text})
    assert response.status_code == 422
    assert not Annotation.objects.exists()


def test_what_is_not_shown_looks_the_same_with_notes_about(ada: User) -> None:
    """A note on the whole field is not shown beneath a view that is not; nor told by a query."""
    note(ada, "On the whole field.")
    client, seen = client_of(ada), set()
    for query in NOT_SHOWN.values():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"{OVERVIEW}{query}")
        statements = tuple(one["sql"].split(" WHERE ")[0] for one in queries.captured_queries)
        seen.add((response.status_code, content_of(response), statements))
    assert len(seen) == 1
    (found,) = seen
    assert b"On the whole field." not in found[1]


def test_pages_take_as_many_queries_whatever_is_noted(ada: User, ben: User) -> None:
    client, taken = client_of(ada), []
    for many in (1, 12):
        for page in PAGES:
            for number in range(many):
                note((ada, ben)[number % 2], f"Note {number}", f"/releases/1/{page}/")
        for page in PAGES:
            client.get(f"/releases/1/{page}/")
            with CaptureQueriesContext(connection) as queries:
                client.get(f"/releases/1/{page}/")
            taken.append(len(queries))
    assert taken[: len(PAGES)] == taken[len(PAGES) :]
    assert max(taken) <= 8


def test_deleted_note_is_no_page(ada: User) -> None:
    gone: Any = note(ada, "Gone.")
    pk = gone.pk
    gone.delete()
    assert client_of(ada).get(f"/workbench/notes/{pk}/").status_code == 404
