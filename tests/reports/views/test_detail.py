"""The report page, and the page that waits for it."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lhs_portal.accounts.models import User
from reports.jobs import claims
from reports.jobs.making import make_report
from reports.models import Report, State
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def address(report: Report) -> str:
    return reverse("reports:detail", args=[report.pk])


def fail(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(
        state=State.FAILED, error="The disk is full. All answers are kept."
    )


def test_waiting_report_shows_its_steps_and_asks_again(report: Report, alice: User) -> None:
    claim = claims.take(Report, report.pk)
    assert claim
    claims.advance(claim, "PDF", 20)
    response = client_of(alice).get(address(report))
    page = response.content.decode()
    assert '<progress max="100" value="20"' in page
    assert '<li class="done">Working out the scores</li>' in page
    assert '<li aria-current="step">Writing the PDF</li>' in page
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert 'hx-trigger="every 2s"' in page
    assert response["Cache-Control"] == "private, no-store"


def test_report_that_waits_long_says_that_nothing_is_lost(report: Report, alice: User) -> None:
    client = client_of(alice)
    assert b"longer than usual" not in client.get(address(report)).content
    later = timezone.now() + timezone.timedelta(minutes=2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reports.views.detail.timezone.now", lambda: later)
        assert b"longer than usual" in client.get(address(report)).content


def test_attempt_that_failed_is_told_while_the_next_one_waits(report: Report, alice: User) -> None:
    claim = claims.take(Report, report.pk)
    assert claim
    claims.give_back(claim, "There was no space left.")
    page = client_of(alice).get(address(report)).content.decode()
    assert "There was no space left." in page
    assert "tried again by itself" in page


def test_polling_page_is_told_to_load_anew_when_there_is_news(report: Report, alice: User) -> None:
    client = client_of(alice)
    polled = client.get(address(report), headers={"HX-Request": "true"})
    assert "HX-Refresh" not in polled
    fail(report)
    assert client.get(address(report), headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_polling_page_of_a_person_who_was_signed_out_is_told_to_load_anew(report: Report) -> None:
    response = Client().get(address(report), headers={"HX-Request": "true"})
    assert response["HX-Refresh"] == "true"
    assert response.content == b""


def test_failed_report_says_why_and_offers_the_lead_to_try_again(
    report: Report, alice: User, bob: User
) -> None:
    fail(report)
    button = reverse("reports:retry", args=[report.pk]).encode()
    for person, offered in ((alice, True), (bob, False)):
        page = client_of(person).get(address(report)).content
        assert b"The disk is full. All answers are kept." in page
        assert (button in page) is offered
        assert b"http-equiv" not in page


def test_finished_report_shows_headline_and_files_to_every_role(
    report: Report, alice: User, bob: User, rhea: User
) -> None:
    make_report(report.pk)
    for person in (alice, bob, rhea):
        response = client_of(person).get(address(report))
        page = response.content.decode()
        assert response.status_code == 200
        assert response.context["page"].headline in page
        for kind in ("pdf", "csv", "json"):
            assert f'href="{kind}/"' in page


def test_finished_report_takes_at_most_8_queries(
    report: Report, alice: User, django_assert_max_num_queries: Callable[..., object]
) -> None:
    make_report(report.pk)
    client = client_of(alice)
    client.get(address(report))
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        client.get(address(report))


def test_finished_report_reads_nothing_but_its_row(report: Report, alice: User) -> None:
    make_report(report.pk)
    client = client_of(alice)
    before = client.get(address(report)).context["page"]
    organization = report.assessment.organization
    organization.name = "Another name"
    organization.save()
    type(report.assessment).objects.update(
        title="Another title", state="answering", submitted_at=None, signed_at=None
    )
    report.assessment.answers.all().delete()
    assert client.get(address(report)).context["page"] == before


def test_report_mail_that_failed_is_told(report: Report, alice: User) -> None:
    make_report(report.pk)
    Report.objects.filter(pk=report.pk).update(mail_error="The e-mail could not be sent.")
    assert b"The e-mail could not be sent." in client_of(alice).get(address(report)).content


def test_report_of_others_is_not_found(report: Report, charlie: User, adam: User) -> None:
    for person in (charlie, adam):
        assert client_of(person).get(address(report)).status_code == 404


def test_report_asks_a_stranger_to_sign_in(report: Report) -> None:
    response = Client().get(address(report))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse(settings.LOGIN_URL))
