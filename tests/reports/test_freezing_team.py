"""What raters said, frozen with a report through the product's own actions, and shown from it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse

from assessments.actions import reopen_round
from assessments.models import Assessment, Rater
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from reports.actions import request_preliminary_report
from reports.freezing_team import freeze_team, read_ratings, shown_input
from reports.jobs.making import make_report
from reports.models import Report
from reports.presentation.page_raters import GroupRow
from tests.assessments.factories import sign_answered
from tests.assessments.rounds_factories import in_days
from tests.assessments.settling_factories import make_settling
from tests.assessments.signing_factories import BECAUSE, DISSENT, make_settled, settle_all
from tests.cast import client_of
from tests.reports.test_anonymity import text_of


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch: pytest.MonkeyPatch, media: Path) -> None:
    monkeypatch.setattr("reports.actions.enqueue", lambda _id: False)


@pytest.fixture
def settled(organization: Organization, framework: FrameworkVersion, alice: User) -> Assessment:
    """Four raters; “safe.1” is contested, with a dissent."""
    return make_settled(organization, framework, alice)


@pytest.fixture
def rated_report(settled: Assessment, alice: User) -> Report:
    sign_answered(settled, alice)
    report = Report.objects.get(assessment=settled)
    make_report(report.pk)
    return report


def test_answers_given_together_freeze_no_ratings(assessment: Assessment) -> None:
    assert freeze_team(assessment) == {"mode": "together", "ratings": []}


def test_ratings_of_an_open_round_are_not_frozen(settled: Assessment, alice: User) -> None:
    reopened = reopen_round(
        assessment=settled, closes_on=in_days(7), reason="Two were on leave.", by=alice
    )
    assert freeze_team(reopened) == {"mode": "independent", "ratings": []}


def test_ratings_are_frozen_with_how_they_were_settled(settled: Assessment) -> None:
    frozen = freeze_team(settled)
    assert len(frozen["ratings"]) == 4 * 28
    assert {row["rater"] for row in frozen["ratings"]} == {
        rater.key.hex for rater in Rater.objects.filter(assessment=settled)
    }
    assert frozen["settled"]["safe.1"] == {
        "how": "decided", "reason": BECAUSE, "contested": True, "by": "Alice Moreau",
    }  # fmt: skip
    assert frozen["settled"]["safe.2"]["how"] == "accepted"
    assert frozen["dissent"] == {"safe.1": [{"author": "Alice Moreau", "text": DISSENT}]}
    assert shown_input(frozen).keys() == {"mode", "settled", "dissent"}


def test_report_shows_how_it_was_settled(rated_report: Report, alice: User) -> None:
    page = client_of(alice).get(reverse("reports:detail", args=[rated_report.pk]))
    html = page.content.decode()
    assert "Raters and their agreement" in html
    assert "One item was contested." in html
    assert f'Alice Moreau dissents:</b> <span class="quoted" dir="auto">{DISSENT}' in html
    assert BECAUSE in html
    assert page.context["page"].raters.groups == (GroupRow("Others", 4),)


def test_report_of_raters_takes_at_most_8_queries(
    rated_report: Report, alice: User, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = client_of(alice)
    client.get(reverse("reports:detail", args=[rated_report.pk]))
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        client.get(reverse("reports:detail", args=[rated_report.pk]))


def test_report_of_raters_names_none_of_them(rated_report: Report, media: Path) -> None:
    """Nobody chose to be named; Alice is the lead."""
    texts = [rated_report.assessment.title]
    texts += [text_of((media / file.path).read_bytes()) for file in rated_report.files.all()]
    for rater in Rater.objects.filter(assessment=rated_report.assessment_id).select_related("user"):
        assert rater.user
        assert not any(rater.user.name in text or rater.key.hex in text for text in texts)


def test_preliminary_report_before_anything_is_settled_has_no_score(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    """Scores of ratings alone would be made by the two raters of an item."""
    settling = make_settling(organization, framework, alice, {"safe.1": "3 4", "safe.2": "3 3 3 3"})
    report = request_preliminary_report(assessment=settling, by=alice)
    make_report(report.pk)
    report.refresh_from_db()
    card = json.loads(report.score_card)
    assert {row["score"] for row in card["subjects"].values()} == {None}
    assert card["dont_know"] == "0.000000"
    assert "items" not in card
    frozen = json.loads(report.frozen_input)
    assert frozen["ratings"]
    assert read_ratings(frozen) == ()


def test_preliminary_report_once_something_is_settled_shows_agreement(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    settling = make_settling(organization, framework, alice, {"safe.1": "3 3 4", "safe.2": "0 4 4"})
    settle_all(settling, alice)
    report = request_preliminary_report(assessment=settling, by=alice)
    make_report(report.pk)
    report.refresh_from_db()
    assert json.loads(report.score_card)["items"]["safe.1"]["n"] == 3
