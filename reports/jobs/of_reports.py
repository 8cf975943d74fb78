"""Reports as jobs."""

import uuid
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import mark
from reports.jobs.kinds import JobKind
from reports.jobs.queueing import send
from reports.models import Report, State
from reports.notifying import NEWS_FOR

MAKE_REPORT = "reports.make_report"

WORKER_STOPPED = mark(
    "The worker stopped three times while it made this report. All answers are kept. Try again; "
    "if it happens again, tell the person who runs this portal."
)


def _on_failed(report: Report) -> None:
    report.finished_at = timezone.now()
    report.save(update_fields=["finished_at"])
    record_event(
        "failed",
        report,
        by=None,
        organization=report.assessment.organization,
        what=report.recorded_name,
    )


def _mail_due(now: datetime) -> Q:
    return Q(state=State.READY, notified_at__isnull=True, finished_at__gte=now - NEWS_FOR)


REPORT = JobKind(
    model=Report,
    name="report",
    task=MAKE_REPORT,
    stopped=WORKER_STOPPED,
    on_failed=_on_failed,
    also_due=_mail_due,
)


def enqueue(report_id: uuid.UUID) -> bool:
    return send(REPORT, report_id)
