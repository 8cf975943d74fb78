"""The addresses of the hub × roles."""

from typing import Any

import pytest
from django.urls import reverse

from lhs_portal.accounts.models import Organization, User
from reports.hub import urls
from reports.hub.models import ContactRequest, StoryVersion
from reports.models import Report
from tests.cast import client_of
from tests.reports.hub.factories import ask, offered, posted, published

# Signed out, lead, contributor, reader, member of another organization, moderator, administrator.
ROLES = ("nobody", "alice", "bob", "rhea", "charlie", "cora", "adam")
GET: dict[str, tuple[int, ...]] = {
    "hub": (200,) * 7,
    "hub_story": (200,) * 7,
    "hub_questions": (302, *(200,) * 6),
    "hub_contact": (302, 200, 200, 200, 200, 200, 403),
    "hub_moderation": (302, 404, 404, 404, 404, 200, 200),
    "hub_moderate": (302, 404, 404, 404, 404, 200, 200),
    "organization_stories": (302, 200, 200, 200, 404, 404, 404),
    "story_new": (302, 200, 200, 403, 404, 404, 404),
    "organization_story": (302, 200, 200, 200, 404, 404, 404),
    "story_edit": (302, 200, 200, 403, 404, 404, 404),
    "story_release": (302, 200, 403, 403, 404, 404, 404),
    "story_take_back": (405,) * 7,
    "story_withdraw": (302, 200, 403, 403, 404, 404, 404),
    "organization_contacts": (302, 200, 403, 403, 404, 404, 404),
    "organization_contact": (302, 200, 403, 403, 404, 404, 404),
    "report_stories": (302, 200, 200, 200, 404, 404, 404),
}
# By people who may not: what would change something answers as the page does.
POST: dict[str, tuple[dict[str, Any], tuple[int, ...]]] = {
    "story_edit": (posted(seen="1"), (302, 409, 409, 403, 404, 404, 404)),
    "story_new": (posted(subject="S2"), (302, 302, 302, 403, 404, 404, 404)),
    "story_release": ({"named": "on"}, (302, 409, 403, 403, 404, 404, 404)),
    "hub_moderate": ({"verdict": "accept"}, (302, 404, 404, 404, 404, 302, 302)),
    "story_take_back": ({}, (302, 302, 403, 403, 404, 404, 404)),
    "hub_contact": ({"message": "Why?"}, (302, 409, 409, 409, 409, 302, 403)),
    "organization_contact": ({"answer": "So."}, (302, 302, 403, 403, 404, 404, 404)),
    "story_withdraw": ({}, (302, 302, 403, 403, 404, 404, 404)),
}
READ_ONLY = (
    "hub",
    "hub_story",
    "hub_questions",
    "hub_moderation",
    "organization_stories",
    "organization_story",
    "organization_contacts",
    "report_stories",
)


@pytest.fixture
def scene(
    exemplar: Report,
    organization: Organization,
    other_organization: Organization,
    alice: User,
    bob: User,
    rhea: User,
    charlie: User,
    adam: User,
    cora: User,
) -> tuple[dict[str, Any], dict[str, User | None]]:
    """The addresses by route, and who asks."""
    up = published(organization, alice, admin=adam)
    waiting = offered(organization, alice, subject="S2", title="Secret until accepted")
    return _addresses(exemplar, organization, up, waiting, ask(up, charlie)), {
        "nobody": None,
        "alice": alice,
        "bob": bob,
        "rhea": rhea,
        "charlie": charlie,
        "cora": cora,
        "adam": adam,
    }


def _addresses(
    report: Report,
    organization: Organization,
    up: StoryVersion,
    waiting: StoryVersion,
    contact: ContactRequest,
) -> dict[str, str]:
    o, s = organization.pk, waiting.story_id
    arguments: dict[str, list[Any]] = {
        "hub": [],
        "hub_questions": [],
        "hub_moderation": [],
        "hub_story": [up.story_id],
        "hub_contact": [up.story_id],
        "hub_moderate": [waiting.pk],
        "organization_stories": [o],
        "story_new": [o],
        "organization_contacts": [o],
        "organization_contact": [o, contact.pk],
        "report_stories": [report.pk],
        **{
            name: [o, s]
            for name in (
                "organization_story",
                "story_edit",
                "story_release",
                "story_take_back",
                "story_withdraw",
            )
        },
    }
    return {name: reverse(f"reports:{name}", args=args) for name, args in arguments.items()}


def test_every_route_is_in_the_tables() -> None:
    names = sorted(str(pattern.name) for pattern in urls.urlpatterns)
    assert names == sorted(GET)
    assert names == sorted([*POST, *READ_ONLY])


def test_pages_by_role(scene: Any) -> None:
    addresses, people = scene
    found = {
        name: tuple(client_of(people[role]).get(addresses[name]).status_code for role in ROLES)
        for name in GET
    }
    assert found == GET


def test_posts_by_role(scene: Any) -> None:
    """Those who may come last, so that what they change hides no refusal of the others."""
    addresses, people = scene
    order = sorted(range(len(ROLES)), key=lambda place: ROLES[place] in ("alice", "cora", "adam"))
    for name, (body, expected) in POST.items():
        codes = {
            place: client_of(people[ROLES[place]]).post(addresses[name], body).status_code
            for place in order
        }
        assert tuple(codes[place] for place in range(len(ROLES))) == expected, name
    for name in READ_ONLY:
        assert client_of(people["alice"]).post(addresses[name]).status_code == 405, name


def test_what_is_not_published_is_seen_by_nobody_else(
    scene: Any, organization: Organization
) -> None:
    addresses, people = scene
    waiting = StoryVersion.objects.get(state="offered")
    url = reverse("reports:hub_story", args=[waiting.story_id])
    for role in ROLES:
        assert client_of(people[role]).get(url).status_code == 404
        assert "Secret" not in client_of(people[role]).get(addresses["hub"]).content.decode()
    cora = client_of(people["cora"])
    page = cora.get(addresses["hub_moderate"]).content.decode()
    assert "Secret until accepted" in page
    assert "3.40" not in page  # no figure of the report
    draft = reverse("reports:hub_moderate", args=[10**30])
    assert cora.get(draft).status_code == 404


def test_a_withdrawn_story_is_gone_and_says_no_more(scene: Any, organization: Organization) -> None:
    addresses, people = scene
    up = StoryVersion.objects.get(state="published")
    withdraw = reverse("reports:story_withdraw", args=[organization.pk, up.story_id])
    assert client_of(people["alice"]).post(withdraw).status_code == 302
    gone = client_of().get(addresses["hub_story"])
    assert gone.status_code == 410
    assert organization.name not in gone.content.decode()
    assert client_of(people["charlie"]).get(addresses["hub_contact"]).status_code == 404
    mine = client_of(people["charlie"]).get(addresses["hub_questions"]).content.decode()
    assert "A story that was withdrawn" in mine
    assert organization.name not in mine
