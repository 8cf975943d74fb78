"""What the pages of stories say, keep and cost."""

import json
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import escape

from lhs_portal.accounts.models import Organization, User
from reports.hub.models import Story, StoryVersion
from reports.models import Report
from reports.plans.models import Action, Barrier
from tests.cast import client_of, make_organization, make_person
from tests.reports.factories import make_signed
from tests.reports.hub.factories import HIGH, ask, draft, finish_high, offered, posted, published

HOSTILE = [
    "=1+1",
    "<script>alert(1)</script>",
    "</textarea><img src=x onerror=alert(1)>",
    "{{7*7}} {% load x %}",
    "#read(“/etc/passwd”)",
    "a" + "\u0301" * 100,
    "مستشفى 病院 🏥",
]
REFUSED = ["nul\x00", "vt\x0b", "\u202eevil"]
LINKS = {
    "https://example.org/a?b=c": 302,
    "http://example.org\nhttps://example.com": 302,
    "javascript:alert(1)": 422,
    "https://user:secret@example.org": 422,
    "https://[::1": 422,
    "https://example.org/ with space": 422,
    "//example.org": 422,
    "data:text/html,x": 422,
    "https://localhost": 422,
    "\n".join(f"https://example.org/{n}" for n in range(6)): 422,
}


def new(organization: Organization) -> str:
    return reverse("reports:story_new", args=[organization.pk])


def test_hostile_text_comes_back_as_it_was_and_never_as_markup(
    exemplar: Report, organization: Organization, alice: User, adam: User
) -> None:
    client = client_of(alice)
    for words in HOSTILE:
        body = posted(subject="S1", title=words, did=words, setting=words)
        assert client.post(new(organization), body).status_code == 302
        story = Story.objects.first()
        assert story is not None
        assert story.versions.get().did == words
        for name in ("organization_story", "story_edit"):
            url = reverse(f"reports:{name}", args=[organization.pk, story.pk])
            assert escape(words) in client.get(url).content.decode()
    for words in REFUSED:
        page = client.post(new(organization), posted(subject="S1", did=words))
        assert page.status_code == 422


def test_links_lead_to_the_web_alone(
    exemplar: Report, organization: Organization, alice: User
) -> None:
    client = client_of(alice)
    found = {
        links: client.post(new(organization), posted(subject="S1", links=links)).status_code
        for links in LINKS
    }
    assert found == LINKS


def test_two_people_see_both_texts_and_choose(
    exemplar: Report, organization: Organization, alice: User, bob: User
) -> None:
    story = draft(organization, alice)
    url = reverse("reports:story_edit", args=[organization.pk, story.pk])
    assert client_of(alice).post(url, posted(seen="1", did="Hers.")).status_code == 302
    page = client_of(bob).post(url, posted(seen="1", did="His."))
    assert page.status_code == 409
    assert "Hers." in page.content.decode()
    assert "His." in page.content.decode()
    assert client_of(bob).post(url, posted(seen="2", did="His.")).status_code == 302
    assert story.versions.get().did == "His."


def test_the_list_says_what_is_open_and_why_not(
    exemplar: Report, organization: Organization, alice: User
) -> None:
    page = client_of(alice).get(reverse("reports:organization_stories", args=[organization.pk]))
    text = page.content.decode()
    assert "Score 3.40, level 3 attained, evidenced score 3.40." in text
    assert "4 subjects are not open, and why" in text
    assert text.count("Tell a story") == 3


def test_without_a_report_nothing_is_open(organization: Organization, alice: User) -> None:
    client = client_of(alice)
    page = client.get(reverse("reports:organization_stories", args=[organization.pk]))
    assert "There is no signed report yet" in page.content.decode()
    assert client.get(new(organization)).status_code == 302


def test_the_setting_begins_from_the_profile(
    exemplar: Report, organization: Organization, alice: User
) -> None:
    page = client_of(alice).get(new(organization)).content.decode()
    assert "Hospital (care delivery). People employed" in page


def test_release_needs_a_word(exemplar: Report, organization: Organization, alice: User) -> None:
    story = draft(organization, alice)
    url = reverse("reports:story_release", args=[organization.pk, story.pk])
    assert "Your standing is known" in client_of(alice).get(url).content.decode()
    assert client_of(alice).post(url, {}).status_code == 422
    assert story.versions.get().state == "draft"
    assert client_of(alice).post(url, {"named": "on"}).status_code == 302
    assert story.versions.get().state == "offered"


def test_a_moderator_returns_with_a_reason_only(
    exemplar: Report, organization: Organization, alice: User, cora: User
) -> None:
    text = offered(organization, alice)
    url = reverse("reports:hub_moderate", args=[text.pk])
    assert client_of(cora).post(url, {"verdict": "return", "reason": ""}).status_code == 422
    refused = client_of(cora).post(url, {"verdict": "x", "reason": "Is it so?"})
    assert refused.status_code == 409
    assert "Is it so?" in refused.content.decode()
    text.refresh_from_db()
    assert text.state == "offered"
    assert (
        client_of(cora).post(url, {"verdict": "return", "reason": "Too short."}).status_code == 302
    )
    page = client_of(alice).get(
        reverse("reports:organization_story", args=[organization.pk, text.story_id])
    )
    assert "Too short." in page.content.decode()


def test_asker_and_owner_see_names_and_no_addresses(
    exemplar: Report,
    organization: Organization,
    alice: User,
    adam: User,
    charlie: User,
    other_organization: Organization,
) -> None:
    text = published(organization, alice, admin=adam)
    contact = ask(text, charlie, "<b>How?</b>")
    url = reverse("reports:organization_contact", args=[organization.pk, contact.pk])
    page = client_of(alice).get(url).content.decode()
    assert "Charlie Nguyen, Prairie Health Plan (not confirmed by the portal)" in page
    assert "&lt;b&gt;How?&lt;/b&gt;" in page
    assert charlie.email not in page
    assert client_of(alice).post(url, {"answer": ""}).status_code == 422
    assert client_of(alice).post(url, {"answer": "So."}).status_code == 302
    mine = client_of(charlie).get(reverse("reports:hub_questions")).content.decode()
    assert "So." in mine
    assert alice.email not in mine
    assert alice.name not in mine
    late = client_of(alice).post(url, {"verdict": "decline", "answer": "Typed"})
    assert late.status_code == 409
    assert "Typed" in late.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_a_report_shows_stories_that_fit_at_the_same_cost(
    exemplar: Report,
    framework: Any,
    organization: Organization,
    alice: User,
    adam: User,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    dora = make_person("Dora Reyes")
    theirs = make_organization(dora, name="Other Hospital", rurality="rural")
    report = finish_high(make_signed(theirs, framework, dora), {"S1": HIGH})
    code = _need_of(report)
    finish = published(
        organization, alice, admin=adam, subject=code, barriers=("limited-resources",)
    )
    for _ in range(count - 1):
        published(organization, alice, admin=adam, subject=code)
    action = Action.objects.create(
        assessment=report.assessment, number=1, item=_item(report), title="Do"
    )
    Barrier.objects.create(action=action, code="limited-resources")
    client = client_of(dora)
    client.get(reverse("reports:report_stories", args=[report.pk]))
    with django_assert_num_queries(7):
        page = client.get(reverse("reports:report_stories", args=[report.pk])).content.decode()
    assert page.count("Huddles that act") == count
    assert "a hospital like yours" in page
    assert "you both name limited resources" in page
    own = client_of(alice).get(reverse("reports:report_stories", args=[exemplar.pk]))
    assert finish.title not in own.content.decode()


def _need_of(report: Report) -> str:
    """A subject in which both the reader has work to do and the exemplar stands high."""
    card = json.loads(report.score_card)
    wanted = [*card["gaps"], *(each["feature"] for each in card["priorities"])]
    return next(code for code in ("safe", "S2", "S1") if code in wanted)


def _item(report: Report) -> Any:
    return report.assessment.framework_version.item_set.first()


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_for_one_and_for_three(
    exemplar: Report,
    organization: Organization,
    alice: User,
    adam: User,
    cora: User,
    charlie: User,
    other_organization: Organization,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    for number in range(count):
        up = published(organization, alice, admin=adam, title=f"Up {number}")
        offered(organization, alice, title=f"Waiting {number}")
        ask(up, charlie)
    costs = {
        ("reports:organization_stories", organization.pk): (alice, 6),
        ("reports:organization_contacts", organization.pk): (alice, 6),
        ("reports:hub_moderation",): (cora, 5),
        ("reports:hub_questions",): (charlie, 5),
    }
    for (name, *arguments), (person, queries) in costs.items():
        client = client_of(person)
        client.get(reverse(name, args=arguments))
        with django_assert_num_queries(queries):
            page = client.get(reverse(name, args=arguments))
        assert page.status_code == 200
    assert StoryVersion.objects.count() == 2 * count
