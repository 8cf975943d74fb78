from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from assessments.actions import reopen
from assessments.models import Assessment
from commitments.queries import load_definition
from lhs_portal.accounts.models import User
from tests.assessments.factories import answer_items, item_codes, submit_all
from tests.cast import client_of

# What the database asks of reports in their states.
FINISHED: dict[str, Any] = {
    "finished_at": datetime(2026, 6, 30, tzinfo=UTC),
    "score_card": "{}",
    "error": "The disk is full.",
}


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


def test_home_with_the_essentials_done_offers_the_preliminary_report_and_the_rest(
    assessment: Assessment, alice: User, bob: User
) -> None:
    items = load_definition(assessment.framework_version).items
    answer_items(assessment, bob, [item.code for item in items if item.essential])
    page = page_of(assessment, alice, "?only=essential")
    assert page.count("Ask for a preliminary report</button>") == 1
    assert f'href="/a/{assessment.pk}/s/engaged/">Continue: Engaged</a>' in page
    assert "Ask for a preliminary report" not in page_of(assessment, bob, "?only=essential")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("queued", "See how far it is"),
        ("ready", "Open the report"),
        ("failed", "See what happened"),
    ],
)
def test_home_submitted_has_its_report_as_the_primary_thing(
    assessment: Assessment, alice: User, state: str, words: str
) -> None:
    submit_all(assessment, alice)
    assessment.reports.update(state=state, **FINISHED)
    report: Any = assessment.reports.get()
    page = page_of(assessment, alice)
    address = reverse("reports:detail", args=[report.pk])
    assert f'<a class="btn primary" href="{address}">{words}</a>' in page
    assert page.count("btn primary") == 1


def test_home_reopened_keeps_the_way_to_the_finished_report(
    assessment: Assessment, alice: User
) -> None:
    submit_all(assessment, alice)
    assessment.reports.update(state="ready", **FINISHED)
    reopen(assessment=assessment, reason="A newer count", by=alice)
    page = page_of(assessment, alice)
    assert "The newest finished report stays as it was" in page
