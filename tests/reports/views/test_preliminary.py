"""A lead asks for a preliminary report at any time before submission."""

import pytest
from django.urls import reverse

from assessments.models import Assessment
from lhs_portal.accounts.models import User
from reports.models import Kind, Report
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def address(assessment: Assessment) -> str:
    return reverse("reports:request_preliminary", args=[assessment.pk])


def test_preliminary_report_is_requested_and_shown(assessment: Assessment, alice: User) -> None:
    response = client_of(alice).post(address(assessment))
    report = Report.objects.get()
    assert report.kind == Kind.PRELIMINARY
    assert response["Location"] == reverse("reports:detail", args=[report.pk])


def test_double_click_makes_one_report(assessment: Assessment, alice: User) -> None:
    client = client_of(alice)
    assert client.post(address(assessment)).url == client.post(address(assessment)).url  # type: ignore[attr-defined]
    assert Report.objects.count() == 1


def test_preliminary_report_after_submission_leads_to_the_reports(
    report: Report, alice: User
) -> None:
    response = client_of(alice).post(address(report.assessment), follow=True)
    assert "This assessment is submitted" in response.content.decode()
    assert Report.objects.count() == 1


def test_preliminary_report_is_refused_to_other_roles_and_hidden_from_others(
    assessment: Assessment, bob: User, rhea: User, charlie: User
) -> None:
    statuses = [
        client_of(person).post(address(assessment)).status_code for person in (bob, rhea, charlie)
    ]
    assert statuses == [403, 403, 404]
