"""Handing a job's id to the broker. A broker that is down costs nothing but time."""

import uuid

import structlog
from celery import current_app
from django.utils import timezone
from kombu.exceptions import KombuError

from reports.models import Report

log = structlog.get_logger("reports.jobs")

MAKE_REPORT = "reports.make_report"


def enqueue(report_id: uuid.UUID) -> bool:
    """Send the id once, without trying again: the sweeper finds what was not sent, or was lost.

    Never raises for a broker that is down, and gives up within seconds.
    """
    Report.objects.filter(pk=report_id).update(enqueued_at=timezone.now())
    try:
        current_app.send_task(MAKE_REPORT, args=[str(report_id)], retry=False)
    except (KombuError, OSError) as error:
        log.warning("broker_unreachable", report=str(report_id), error=type(error).__name__)
        return False
    return True
