"""Every route of drafts and items, for each role: editors alone; and hostile text."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from commitments.drafting import urls_home, urls_items
from commitments.drafting.item_actions import retire_item, split_item
from commitments.drafting.models import Draft
from lhs_portal.accounts.actions.portal_roles import grant_role
from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from tests.cast import client_of, make_person
from tests.commitments.drafting.item_forms import address, open_item

POSTED = {"item_check", "item_up", "item_down", "item_bring_back"}
ROUTES = [
    pattern.name for pattern in (*urls_home.urlpatterns, *urls_items.urlpatterns) if pattern.name
]
HOSTILE = [
    "\0",
    "<script>alert(1)</script>",
    "{% include 'x' %}",
    "' OR 1=1 --",
    "\ud800",
    "x" * 20_000,
    "🧪" * 300,
    "\u202egnp.exe",
]


def address_of(name: str, draft: Draft) -> str:
    if name in ("list", "new"):
        return reverse(f"drafting:{name}")
    if name in ("home", "discard", "items", "item_new"):
        query = "?subject=safe" if name == "item_new" else ""
        return reverse(f"drafting:{name}", args=[draft.pk]) + query
    code = {"item_remove": "safe.5", "item_bring_back": "safe.4"}.get(name, "safe.1")
    return address(name, draft, code)


@pytest.fixture
def changed(copy: Draft, erin: User) -> Draft:
    """With a new item safe.5 and a retired one, safe.4."""
    parts = [("safe.5", "One?", False), ("safe.6", "Two?", False)]
    split_item(draft=copy, code="safe.3", parts=parts, seen=1, by=erin)
    retire_item(draft=copy, code="safe.4", why="", replaced_by=[], seen=1, by=erin)
    return copy


def ask(client: Client, name: str, draft: Draft) -> Any:
    url = address_of(name, draft)
    return client.post(url, {"go": "check"}) if name in POSTED else client.get(url)


@pytest.mark.parametrize("name", ROUTES)
def test_route_is_for_editors_alone(name: str, changed: Draft, erin: User, alice: User) -> None:
    url = address_of(name, changed)
    assert ask(client_of(erin), name, changed).status_code in (200, 302)
    others = [role for role in PortalRole if role != PortalRole.FRAMEWORK_EDITOR]
    people = [make_person(f"Role{number} Holder") for number, _ in enumerate(others)]
    for person, role in zip(people, others, strict=True):
        grant_role(person, role=role, by=None)
    before = changed.changes.count()
    for person in [alice, *people]:
        client = client_of(person)
        assert client.get(url).status_code in (404, 405)
        assert client.post(url, {"reason": "x y"}).status_code in (404, 405)
    stranger = client_of()
    assert stranger.post(url, {}).status_code in (302, 405)
    assert ask(stranger, name, changed).status_code == 302
    assert changed.changes.count() == before


@pytest.mark.parametrize("name", sorted(POSTED))
def test_what_changes_something_is_posted(name: str, changed: Draft, erin: User) -> None:
    assert client_of(erin).get(address_of(name, changed)).status_code == 405


@pytest.mark.parametrize("name", [name for name in ROUTES if name not in ("list", "new")])
def test_of_no_draft_there_is_nothing(name: str, changed: Draft, erin: User) -> None:
    url = address_of(name, changed).replace(str(changed.pk), "00000000-0000-4000-8000-000000000000")
    assert client_of(erin).post(url, {"seen": "1"}).status_code in (404, 405)


@pytest.mark.parametrize("code", ["nowhere.1", "safe.1' --", "%00", "%F0%9F%A7%AA"])
def test_of_no_item_there_is_nothing(code: str, changed: Draft, erin: User) -> None:
    base = reverse("drafting:items", args=[changed.pk])
    client = client_of(erin)
    for end in ("", "split/", "move/", "retire/", "remove/"):
        assert client.get(f"{base}{code}/{end}").status_code == 404
    assert client.get(base, {"subject": "nowhere"}).status_code == 404


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_or_refused(text: str, changed: Draft, erin: User) -> None:
    client = client_of(erin)
    safe = text.encode("utf-8", "replace").decode()
    sent = open_item(client, changed) | {"question": safe, "reason": safe, "was": safe}
    response = client.post(address("item", changed), sent)
    assert response.status_code in (302, 422)
    shown = client.get(address("item", changed)).content.decode()
    assert "<script>alert(1)" not in shown + response.content.decode()
    for name, field in (
        ("item_split", "question_1"),
        ("item_retire", "heirs"),
        ("item_new", "item"),
    ):
        response = client.post(address_of(name, changed), {"seen": "1", field: safe, "clash": safe})
        assert response.status_code in (409, 422)
    assert client.post(address("item_check", changed), sent).status_code == 200


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30, "\u0663"])
def test_a_spoiled_revision_never_overwrites(seen: str, changed: Draft, erin: User) -> None:
    client = client_of(erin)
    sent = open_item(client, changed) | {"question": "Mine?", "seen": seen, "was": ""}
    assert client.post(address("item", changed), sent).status_code in (409, 422)
    sent["go"] = "check"
    assert client.post(address("item", changed), sent).status_code == 200
