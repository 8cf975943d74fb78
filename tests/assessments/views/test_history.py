from typing import Any

import pytest
from django.urls import reverse

from assessments.actions import reopen, return_it, save_targets
from assessments.changes import TargetChange
from assessments.merging import Seen
from assessments.models import Assessment
from lhs_portal.accounts.actions.members import remove_member
from lhs_portal.accounts.models import User
from tests.assessments.factories import answer_items, sign_answered, submit_all, submit_answered
from tests.cast import client_of


def page_of(assessment: Assessment, person: User, query: str = "") -> str:
    url = reverse("assessments:history", args=[assessment.pk]) + query
    return " ".join(client_of(person).get(url).content.decode().split())


def test_history_says_who_from_and_to(assessment: Assessment, bob: User, rhea: User) -> None:
    answer_items(assessment, bob, ["safe.2"], choice="1", note="First")
    answer_items(assessment, bob, ["safe.2"], choice="na", reason="No beds", note="First")
    page = page_of(assessment, rhea)
    assert "Bob Okafor saved 1 answer." in page
    assert "Safe, item 2" in page
    assert "<del>1 Level 1</del>" in page
    assert "<ins>Not applicable</ins>" in page
    assert "<ins>No beds</ins>" in page
    assert page.count("<ins>First</ins>") == 1


def test_history_of_every_kind_of_event_reads(assessment: Assessment, alice: User) -> None:
    change = TargetChange("safe", Seen(0), "4", "No harm")
    save_targets(assessment=assessment, changes=[change], by=alice)
    submit_all(assessment, alice)
    reopen(assessment=assessment, reason="A page was missing", by=alice)
    sponsor = submit_answered(assessment, alice).sponsor
    return_it(assessment=assessment, remark="", remarks={"safe.2": "Which unit?"}, by=sponsor)
    sign_answered(assessment, alice)
    reopen(assessment=assessment, reason="Wrong year", by=alice)
    page = page_of(assessment, alice)
    for words in (
        "started the assessment",
        "saved the compass",
        "<ins>4 Level 4</ins>",
        "submitted the assessment",
        "took the assessment back from sign-off",
        "<ins>A page was missing</ins>",
        "returned the assessment with remarks",
        "<ins>Which unit?</ins>",
        "signed the assessment",
        "<ins>Chief executive</ins>",
        "reopened the assessment",
        "<ins>Wrong year</ins>",
    ):
        assert words in page


def test_history_of_one_item_leaves_the_others_out(assessment: Assessment, bob: User) -> None:
    answer_items(assessment, bob, ["safe.1"], note="About one")
    answer_items(assessment, bob, ["safe.2"], note="About two")
    page = page_of(assessment, bob, "?item=safe.2")
    assert "About two" in page
    assert "About one" not in page
    assert "started the assessment" not in page


@pytest.mark.parametrize("query", ["?item=nope", "?page=999", "?page=x", "?item=%00"])
def test_history_with_an_odd_query_shows_a_page(
    assessment: Assessment, bob: User, query: str
) -> None:
    assert "started the assessment" in page_of(assessment, bob, query)


def test_history_names_nobody_who_left(assessment: Assessment, alice: User, bob: User) -> None:
    answer_items(assessment, bob, ["safe.1"])
    remove_member(assessment.organization.memberships.get(user=bob), by=bob)
    page = page_of(assessment, alice)
    assert "Bob" not in page
    assert "A former member saved 1 answer" in page


@pytest.mark.parametrize("count", [1, 60])
def test_history_costs_seven_queries(
    assessment: Assessment, bob: User, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        answer_items(assessment, bob, ["safe.1"], choice=str(number % 5), note=str(number))
    client = client_of(bob)
    # Session, person, assessment, migrations, count, events, names.
    with django_assert_num_queries(7):
        response = client.get(reverse("assessments:history", args=[assessment.pk]))
    assert ("Older" in response.content.decode()) is (count > 25)
