"""At most one mail for a report, and never at the report's cost."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from lhs_portal.accounts.models import Membership
from reports import notifying
from reports.jobs.making import make_report
from reports.models import Report, State

pytestmark = pytest.mark.django_db


def test_mail_server_that_refuses_is_noted_and_costs_nothing(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")

    monkeypatch.setattr(notifying, "send_mail", refuse)
    make_report(report.pk)
    report.refresh_from_db()
    assert report.state == State.READY
    assert "could not be sent" in report.mail_error
    assert report.notified_at


def test_mail_is_marked_as_sent_before_it_is_handed_over(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked: list[bool] = []

    def look(*_arguments: object) -> None:
        marked.append(Report.objects.get(pk=report.pk).notified_at is not None)

    monkeypatch.setattr(notifying, "send_mail", look)
    make_report(report.pk)
    assert marked == [True]


def test_mail_subject_is_one_line_whatever_the_title_is(report: Report) -> None:
    type(report.assessment).objects.update(title="Baseline\r\nBcc: x@example.org")
    make_report(report.pk)
    [message] = mail.outbox
    assert message.subject == "Report 1 is ready: Baseline Bcc: x@example.org"
    assert message.recipients() == ["sonia@example.org"]


def test_mail_does_not_go_to_a_person_who_has_left(report: Report) -> None:
    Membership.objects.filter(user=report.requested_by).delete()
    make_report(report.pk)
    assert mail.outbox == []


def test_mail_does_not_go_out_for_old_news(report: Report) -> None:
    make_report(report.pk)
    mail.outbox.clear()
    Report.objects.filter(pk=report.pk).update(notified_at=None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(notifying, "NEWS_FOR", timedelta(0))
        patch.setattr(timezone, "now", lambda now=timezone.now: now() + timedelta(seconds=1))
        notifying.notify_requester(report.pk)
    assert mail.outbox == []
