"""The figures of one chart."""

import pytest
from django.urls import reverse

from lhs_portal.accounts.models import User
from reports.jobs.making import make_report
from reports.models import Report
from tests.cast import client_of

pytestmark = pytest.mark.django_db

CHARTS = (
    "commitments", "commitments-radar", "foundations", "pillar-by-commitment", "through-line",
    "priorities",
)  # fmt: skip


def address(report: Report, chart: str) -> str:
    return reverse("reports:chart_csv", args=[report.pk, chart])


@pytest.mark.parametrize("chart", CHARTS)
def test_chart_csv_of_a_finished_report_is_a_download(
    report: Report, rhea: User, chart: str
) -> None:
    make_report(report.pk)
    response = client_of(rhea).get(address(report, chart))
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="report-1-{chart}.csv"'
    )
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert response.content.count(b"\r\n") >= 4


def test_chart_csv_of_an_unfinished_report_is_not_found(report: Report, alice: User) -> None:
    assert client_of(alice).get(address(report, "commitments")).status_code == 404


def test_chart_csv_of_an_unknown_chart_is_not_found(report: Report, alice: User) -> None:
    make_report(report.pk)
    assert client_of(alice).get(address(report, "pie")).status_code == 404


def test_chart_csv_of_others_is_not_found(report: Report, charlie: User) -> None:
    make_report(report.pk)
    assert client_of(charlie).get(address(report, "commitments")).status_code == 404
