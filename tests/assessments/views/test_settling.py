"""The page of the whole: how far it is, what to do next, what is worth talking about."""

import re
from typing import Any

import pytest
from django.urls import reverse

from assessments.actions import accept_uncontested, decide
from assessments.models import Assessment
from assessments.queries import load_answers
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import item_codes, sign_all
from tests.assessments.factories import make_assessment as make_together
from tests.assessments.settling_factories import make_settling
from tests.cast import client_of

RATED = {
    "engaged.1": "3 3 3 3",
    "engaged.3": "0 0 4 4",
    "safe.1": "1 1 1 1 1 1 1 1 1 4",
    "safe.2": "0 4 0 4",  # essential
    "safe.3": "1 2",
    "effective.1": "na na na",
}


@pytest.fixture
def rated(organization: Organization, framework: FrameworkVersion, alice: User) -> Assessment:
    return make_settling(organization, framework, alice, RATED)


def page(assessment: Assessment, person: User, query: str = "") -> str:
    url = reverse("assessments:settling", args=[assessment.pk]) + query
    return client_of(person).get(url).content.decode()


def settle_all(assessment: Assessment, by: User) -> None:
    accept_uncontested(assessment=assessment, by=by)
    for code, row in load_answers(assessment).items():
        if not row.entry.complete:
            decide(assessment=assessment, item=code, choice="1", reason="Met", seen=row.seen, by=by)


def test_a_lead_has_one_thing_to_do_first(rated: Assessment, alice: User) -> None:
    html = page(rated, alice)
    assert "0 of 28 settled · 25 need a decision · 3 can be accepted as they are" in html
    assert "Accept the 3 uncontested items" in html
    assert "Next: talk about Safe, item 2" in html
    assert html.count("btn primary") == 1


def test_items_come_in_the_order_of_talk(rated: Assessment, alice: User) -> None:
    html = page(rated, alice)
    found = re.findall(r'settle/[A-Za-z0-9]+/#([A-Za-z0-9]+\.\d)">', html)
    assert found[1:4] == ["safe.2", "engaged.3", "safe.1"]  # the first is the link to what is next
    assert found[-2:] == ["engaged.1", "effective.1"]
    assert len(found) == 29


def test_what_is_known_of_an_item_stands_beside_it(rated: Assessment, alice: User) -> None:
    html = page(rated, alice)
    # 0 0 4 4: mean 2, median 2 (lower median 0), half within one of 0, AD 2, no agreement.
    assert "mean 2.00 · median 2 · 50% within one level · AD 2.00" in html
    assert "Ratings at levels 0 to 4: 2, 0, 0, 0, 2" in html
    assert "Accepted:</span> 3 Level 3" in html
    assert "Accepted:</span> Not applicable" in html


def test_of_two_raters_only_words_are_shown(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    assessment = make_settling(
        organization, framework, alice, {"safe.1": "1 2", "safe.2": "1 3", "safe.3": "2 2"}
    )
    html = page(assessment, alice)
    assert "Two raters gave a level: they are within one level of each other" in html
    assert "Two raters gave a level: they are further apart" in html
    assert "Two raters gave a level: they agree" in html
    assert "mean" not in html.replace("What these figures mean", "").replace("their mean", "")
    assert "Ratings at levels" not in html
    assert "Accepted:" not in html
    assert "can be accepted" not in html


def test_accepting_says_how_many_and_leads_on(rated: Assessment, alice: User) -> None:
    client = client_of(alice)
    response: Any = client.post(reverse("assessments:settle_accept", args=[rated.pk]), follow=True)
    html = response.content.decode()
    assert "3 items are accepted." in html
    assert "3 of 28 settled" in html
    assert "Accept the" not in html
    assert '<a class="btn primary" href="/a/' in html
    again: Any = client.post(reverse("assessments:settle_accept", args=[rated.pk]), follow=True)
    assert "Nothing was left to accept" in again.content.decode()


def test_where_all_is_settled_the_lead_reviews_and_submits(
    rated: Assessment, alice: User, bob: User
) -> None:
    settle_all(rated, alice)
    html = page(rated, alice)
    assert "28 of 28 settled" in html
    assert reverse("assessments:review", args=[rated.pk]) in html
    assert "Review and submit" in html
    assert "Review and submit" not in page(rated, bob)
    review = client_of(alice).get(reverse("assessments:review", args=[rated.pk]))
    assert "Every item has a settled answer" in review.content.decode()


def test_who_may_read_sees_no_buttons(rated: Assessment, bob: User, rhea: User) -> None:
    for person in (bob, rhea):
        html = page(rated, person)
        assert "Leads settle the answers" in html
        assert "Accept the" not in html
        assert "mean 2.00" in html


def test_one_section_can_be_shown_alone(rated: Assessment, alice: User) -> None:
    html = page(rated, alice, "?section=engaged")
    assert "Open this section in full" in html
    assert "settle/safe/#safe.1" not in html
    assert "0 of 28 settled" in html
    assert page(rated, alice, "?section=nonsense").count("settle/safe/#safe.1") == 1


def test_the_last_cycle_stands_beside_the_item(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    sign_all(make_together(organization, framework, alice), alice)
    assessment = make_settling(organization, framework, alice, RATED)
    assert "last time 3 Level 3" in page(assessment, alice)


@pytest.mark.parametrize("raters", [5, 40])
def test_the_whole_costs_eight_queries(
    organization: Organization,
    framework: FrameworkVersion,
    alice: User,
    raters: int,
    django_assert_num_queries: Any,
) -> None:
    codes = item_codes(make_together(organization, framework, alice))
    rows = {code: " ".join("3014"[(k + len(code)) % 4] for k in range(raters)) for code in codes}
    assessment = make_settling(organization, framework, alice, rows)
    client = client_of(alice)
    url = reverse("assessments:settling", args=[assessment.pk])
    client.get(url)
    # Session, person, assessment, raters, ratings, answers, consensus, last cycle.
    with django_assert_num_queries(8):
        client.get(url)
