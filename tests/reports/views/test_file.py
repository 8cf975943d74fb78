"""Files go to those who may see the report, as downloads."""

from pathlib import Path

import pytest
from django.urls import reverse

from lhs_portal.accounts.models import User
from reports.jobs.making import make_report
from reports.models import Report
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def address(report: Report, kind: str) -> str:
    return reverse("reports:file", args=[report.pk, kind])


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("pdf", "application/pdf"),
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/json"),
    ],
)
def test_file_is_a_download_that_no_browser_guesses_at(
    report: Report, rhea: User, kind: str, media_type: str
) -> None:
    make_report(report.pk)
    file = report.files.get(kind=kind)
    response = client_of(rhea).get(address(report, kind))
    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"] == f'attachment; filename="{file.filename}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "private" in response["Cache-Control"]
    assert len(b"".join(response)) == file.size  # type: ignore[arg-type]


def test_file_of_others_and_unknown_kind_are_not_found(
    report: Report, alice: User, charlie: User
) -> None:
    make_report(report.pk)
    assert client_of(charlie).get(address(report, "pdf")).status_code == 404
    assert client_of(alice).get(address(report, "odt")).status_code == 404


def test_file_of_an_unfinished_report_is_not_found(report: Report, alice: User) -> None:
    assert client_of(alice).get(address(report, "pdf")).status_code == 404


def test_file_that_is_gone_from_the_disk_is_not_found_and_logged(
    report: Report, alice: User, media: Path, caplog: pytest.LogCaptureFixture
) -> None:
    make_report(report.pk)
    (media / report.files.get(kind="pdf").path).unlink()
    assert client_of(alice).get(address(report, "pdf")).status_code == 404
    assert "file_missing" in caplog.text
