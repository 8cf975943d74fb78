"""The mail that says that a report is ready: at most one for a report."""

import smtplib
import uuid
from datetime import timedelta

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from lhs_portal.accounts.languages import language_of
from lhs_portal.lib.languages import speaking
from lhs_portal.lib.wording import mark
from reports.models import Report, State

log = structlog.get_logger("reports.jobs")

# A report that was finished longer ago is no news: after a restore nobody gets old mail.
NEWS_FOR = timedelta(days=1)


def notify_requester(report_id: uuid.UUID) -> None:
    """Send the mail, unless it is sent already or nobody is there to get it.

    It is marked as sent before it is handed over: a worker that is killed in between costs the
    mail, never a second one. A mail server that refuses it is noted at the report.
    """
    now = timezone.now()
    marked = Report.objects.filter(
        pk=report_id, state=State.READY, notified_at__isnull=True, finished_at__gte=now - NEWS_FOR
    ).update(notified_at=now)
    if not marked:
        return
    report = Report.objects.select_related("assessment__organization", "requested_by").get(
        pk=report_id
    )
    person = report.requested_by
    if person is None or not person.is_active:
        return
    # The person may have left the organization since.
    if not Report.objects.visible_to(person).filter(pk=report_id).exists():
        return
    context = {
        "report": report,
        "person": person,
        "url": settings.SITE_URL + reverse("reports:detail", args=[report.pk]),
    }
    with speaking(language_of(person)):
        subject = " ".join(render_to_string("reports/mail/ready_subject.txt", context).split())
        body = render_to_string("reports/mail/ready.txt", context)
    try:
        send_mail(subject, body, None, [person.email])
    except (OSError, smtplib.SMTPException) as error:
        log.warning("report_mail_failed", report=str(report_id), error=type(error).__name__)
        note = mark(
            "The e-mail about this report could not be sent: the mail server did not take it."
        )
        Report.objects.filter(pk=report_id).update(mail_error=note)
