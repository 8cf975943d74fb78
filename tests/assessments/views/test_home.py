from typing import Any

import pytest
from django.urls import reverse

from assessments.models import Assessment
from lhs_portal.accounts.models import User
from tests.assessments.factories import answer_items, item_codes, submit_all
from tests.cast import client_of


def page_of(assessment: Assessment, person: User, query: str = "") -> str:
    response = client_of(person).get(reverse("assessments:home", args=[assessment.pk]) + query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_home_says_where_things_stand(assessment: Assessment, bob: User) -> None:
    answer_items(assessment, bob, item_codes(assessment)[:6])
    page = page_of(assessment, bob)
    assert "6 of 28 answered · about 15 minutes left" in page
    assert "Continue: Safe" in page
    assert page.count(">Completed<") + page.count("Completed</span>") >= 1
    assert page.count("In progress") == 1
    assert page.count("Not started") == 5
    assert page.count("provisional title") == 4


def test_home_with_essentials_first_is_a_filter(assessment: Assessment, bob: User) -> None:
    answer_items(assessment, bob, ["engaged.1", "engaged.2", "safe.3"])
    page = page_of(assessment, bob, "?only=essential")
    assert "2 of 14 essential items answered · about 10 minutes left" in page
    assert "Continue: Safe" in page
    assert f"/a/{assessment.pk}/s/S1/?only=essential" in page
    assert "2 of 2" in page


def test_home_marks_a_missing_reason(assessment: Assessment, bob: User) -> None:
    answer_items(assessment, bob, [f"safe.{number}" for number in range(1, 5)], choice="na")
    assert page_of(assessment, bob).count("Needs a reason") == 1


def test_home_complete_leads_to_the_review(assessment: Assessment, alice: User, bob: User) -> None:
    answer_items(assessment, alice, item_codes(assessment))
    assert "Review and submit" in page_of(assessment, alice)
    assert "Review and submit" not in page_of(assessment, bob)


def test_home_submitted_offers_no_answering(assessment: Assessment, alice: User) -> None:
    submit_all(assessment, alice)
    page = page_of(assessment, alice)
    assert "Continue:" not in page
    assert reverse("assessments:reopen", args=[assessment.pk]) in page
    report: Any = assessment.reports.get()
    assert reverse("reports:detail", args=[report.pk]) in page


@pytest.mark.parametrize(("who", "offered"), [("alice", True), ("bob", False)])
def test_home_offers_a_preliminary_report_to_leads(
    assessment: Assessment, alice: User, bob: User, who: str, offered: bool
) -> None:
    page = page_of(assessment, alice if who == "alice" else bob)
    assert (reverse("reports:request_preliminary", args=[assessment.pk]) in page) is offered
