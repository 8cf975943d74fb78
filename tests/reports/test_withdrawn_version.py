"""What was made with a version opens after the version was withdrawn from new use."""

from django.urls import reverse

from assessments.models import Assessment
from commitments.drafting.withdrawing import withdraw_version
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from reports.models import Report
from tests.assessments.views.test_start import VALID
from tests.cast import client_of
from tests.commitments.drafting.conftest import make_editor
from tests.reports.factories import answer_items, make_assessment, make_framework


def withdraw(version: FrameworkVersion) -> None:
    editor = make_editor("Erin Castellanos")
    withdraw_version(version=version, reason="Two levels read alike.", by=editor)


def test_assessments_and_reports_of_a_withdrawn_version_still_open(
    report: Report, organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    under_way = make_assessment(organization, framework, alice)
    client = client_of(alice)
    before = Report.objects.filter(pk=report.pk).values().get()
    withdraw(framework)
    for address in (
        reverse("reports:detail", args=[report.pk]),
        reverse("assessments:home", args=[report.assessment_id]),
        reverse("assessments:home", args=[under_way.pk]),
        reverse("assessments:section", args=[under_way.pk, "safe"]),
        "/framework/2024.12/commitments/safe/",
    ):
        assert client.get(address).status_code == 200, address
    assert Report.objects.filter(pk=report.pk).values().get() == before
    # And it is answered to the end.
    answer_items(under_way, alice)


def test_a_new_assessment_starts_with_a_version_in_use_alone(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    newer = make_framework(version="2025.1")
    withdraw(newer)
    start = reverse("assessments:start", args=[organization.pk])
    response = client_of(alice).post(start, VALID)
    assert response.status_code == 302, response.content.decode()
    assert Assessment.objects.get().framework_version == framework
    FrameworkVersion.objects.filter(pk=framework.pk).update(status="retired")
    assert client_of(alice).get(start).status_code == 409
    assert client_of(alice).post(start, VALID).status_code == 409
