"""Handing a job's id to the broker. A broker that is down costs nothing but time."""

import uuid

import structlog
from celery import current_app
from django.utils import timezone
from kombu.exceptions import KombuError

from reports.jobs.kinds import JobKind

log = structlog.get_logger("reports.jobs")


def send(kind: JobKind, pk: uuid.UUID) -> bool:
    """Send the id once, without trying again: the sweeper finds what was not sent, or was lost.

    Never raises for a broker that is down, and gives up within seconds.
    """
    kind.model._default_manager.filter(pk=pk).update(enqueued_at=timezone.now())
    try:
        current_app.send_task(kind.task, args=[str(pk)], retry=False)
    except (KombuError, OSError) as error:
        log.warning("broker_unreachable", job=kind.name, id=str(pk), error=type(error).__name__)
        return False
    return True
