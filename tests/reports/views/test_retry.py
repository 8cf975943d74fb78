"""Trying a failed report again is for leads."""

import pytest
from django.urls import reverse

from lhs_portal.accounts.models import User
from reports.models import Report, State
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def address(report: Report) -> str:
    return reverse("reports:retry", args=[report.pk])


def fail(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(state=State.FAILED, error="No space left.")


def test_retry_queues_the_report_and_shows_it(report: Report, alice: User) -> None:
    fail(report)
    response = client_of(alice).post(address(report))
    assert response["Location"] == reverse("reports:detail", args=[report.pk])
    report.refresh_from_db()
    assert (report.state, report.error) == (State.QUEUED, "")


def test_retry_of_a_report_that_has_not_failed_says_so(report: Report, alice: User) -> None:
    response = client_of(alice).post(address(report), follow=True)
    assert "This report has not failed" in response.content.decode()


def test_retry_is_refused_to_other_roles_and_hidden_from_others(
    report: Report, bob: User, rhea: User, charlie: User
) -> None:
    fail(report)
    statuses = [
        client_of(person).post(address(report)).status_code for person in (bob, rhea, charlie)
    ]
    assert statuses == [403, 403, 404]


def test_retry_by_a_link_is_refused(report: Report, alice: User) -> None:
    assert client_of(alice).get(address(report)).status_code == 405
