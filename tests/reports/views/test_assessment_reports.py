"""All reports of an assessment."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from assessments.actions import reopen
from assessments.models import Assessment
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from reports.jobs.making import make_report
from reports.models import Report
from tests.assessments.factories import sign_answered, submit_all
from tests.assessments.rounds_factories import make_independent
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def address(assessment: Assessment) -> str:
    return reverse("reports:assessment_reports", args=[assessment.pk])


def test_list_without_reports_says_when_there_will_be_one(
    assessment: Assessment, alice: User, rhea: User
) -> None:
    button = reverse("reports:request_preliminary", args=[assessment.pk]).encode()
    page = client_of(alice).get(address(assessment)).content
    assert b"No reports yet" in page
    assert button in page
    assert button not in client_of(rhea).get(address(assessment)).content


def test_list_takes_the_same_queries_for_1_and_3_reports(
    report: Report, alice: User, django_assert_num_queries: Callable[..., object]
) -> None:
    client = client_of(alice)
    make_report(report.pk)
    url = address(report.assessment)
    with django_assert_num_queries(5):  # type: ignore[attr-defined]
        client.get(url)
    for _ in range(2):
        reopen(assessment=report.assessment, reason="Once more", by=alice)
        sign_answered(report.assessment, alice)
    with django_assert_num_queries(5):  # type: ignore[attr-defined]
        page = client.get(url).content.decode()
    for number in (1, 2, 3):
        assert f"Report {number}" in page


def test_list_of_others_is_not_found(assessment: Assessment, charlie: User) -> None:
    assert client_of(charlie).get(address(assessment)).status_code == 404


def test_list_offers_no_preliminary_report_while_ratings_are_blind(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    assessment = make_independent(organization, framework, alice)
    assert "Make a preliminary report" not in client_of(alice).get(
        address(assessment)
    ).content.decode()  # fmt: skip


def test_list_of_a_submitted_one_offers_none_and_says_when_it_comes(
    assessment: Assessment, alice: User
) -> None:
    submit_all(assessment, alice)
    page = client_of(alice).get(address(assessment)).content.decode()
    assert "The report is made when the assessment is signed." in page
    assert "Make a preliminary report" not in page
