"""Finding what was lost: messages, workers, mails and files. The database alone is asked."""

import threading
import time
from datetime import timedelta
from typing import Any

import structlog
from celery import bootsteps
from django.conf import settings
from django.db import Error, connection
from django.db.models import Q
from django.utils import timezone

from lhs_portal.lib.expired_rows import delete_expired_rows
from reports.jobs import claims, files
from reports.jobs.hearing import end_this_worker, hearing
from reports.jobs.queueing import enqueue
from reports.models import Report, State, WorkerHeartbeat
from reports.notifying import NEWS_FOR

log = structlog.get_logger("reports.jobs")

FILES_EVERY = 600
EXPIRED_EVERY = 24 * 3600


def sweep() -> int:
    """Send the ids of lost jobs again, and fail those that are beyond help. Returns how many sent.

    Any number of workers may sweep at once: for each job one of them sends.
    """
    claims.fail_exhausted()
    now = timezone.now()
    sent_long_ago = Q(enqueued_at__isnull=True) | Q(
        enqueued_at__lt=now - timedelta(seconds=settings.LEASE_SECONDS)
    )
    mail_due = Q(state=State.READY, notified_at__isnull=True, finished_at__gte=now - NEWS_FOR)
    due = Report.objects.filter(claims.claimable(now) | mail_due).filter(sent_long_ago)
    sent = 0
    for pk in due.order_by("requested_at").values_list("pk", flat=True):
        mine = Report.objects.filter(sent_long_ago, pk=pk).update(enqueued_at=now)
        if not mine:
            continue
        if not enqueue(pk):
            break
        log.info("report_sent_again", report=str(pk))
        sent += 1
    return sent


def show_alive(worker: str) -> None:
    now = timezone.now()
    WorkerHeartbeat.objects.update_or_create(name=worker, defaults={"seen_at": now})
    WorkerHeartbeat.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()


class SweeperStep(bootsteps.StartStopStep):
    """The sweeper as a thread of the worker, from its start to its end.

    It also shows that the worker is alive. A thread, not Celery's `-B`: a killed worker would
    leave that scheduler behind.
    """

    def __init__(self, parent: Any, **kwargs: Any) -> None:
        super().__init__(parent, **kwargs)
        self.done = threading.Event()
        self.thread: threading.Thread | None = None

    def start(self, parent: Any) -> None:
        self.thread = threading.Thread(
            target=self._run, args=[parent.hostname], name="report-sweeper", daemon=True
        )
        self.thread.start()

    def stop(self, _parent: Any) -> None:
        self.done.set()
        if self.thread:
            self.thread.join(timeout=settings.LEASE_SECONDS)

    def _run(self, worker: str) -> None:
        next_files = next_expired = time.monotonic()
        while True:
            try:
                show_alive(worker)
                if hearing.is_deaf_after(sweep()):
                    end_this_worker()
                if time.monotonic() >= next_files:
                    files.remove_orphans()
                    next_files = time.monotonic() + FILES_EVERY
                if time.monotonic() >= next_expired:
                    delete_expired_rows()
                    next_expired = time.monotonic() + EXPIRED_EVERY
                connection.close_if_unusable_or_obsolete()
            except Exception as error:  # noqa: BLE001 - without this thread nothing is recovered
                # The database, the broker or the disk may be back at the next turn.
                log.warning("sweep_failed", error=type(error).__name__)
                connection.close()
            if self.done.wait(settings.LEASE_SECONDS / 3):
                break
        try:
            WorkerHeartbeat.objects.filter(name=worker).delete()
        except Error as error:
            log.warning("sweep_failed", error=type(error).__name__)
        connection.close()
