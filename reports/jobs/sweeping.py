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

from assessments.evidence_files import remove_orphan_files
from assessments.reminders import send_due_mail
from lhs_portal.lib.expired_rows import delete_expired_rows
from reports.field.actions.interest import erase_old_interest
from reports.field.mailing import send_field_mail
from reports.hub.mailing import send_waiting_notices
from reports.jobs import claims, files
from reports.jobs.hearing import end_this_worker, hearing
from reports.jobs.kinds import JobKind, all_kinds
from reports.jobs.queueing import send
from reports.models import WorkerHeartbeat
from reports.plans.reminders import send_plan_reminders

log = structlog.get_logger("reports.jobs")

FILES_EVERY = 600
EXPIRED_EVERY = 24 * 3600
EXPIRED_AGAIN = 600
MAIL_EVERY = 60
# A mail server that is down keeps the sweeper waiting: not at every turn.
MAIL_AGAIN = 300
# Each sends what is due; one that finds the mail server down ends the turn.
MAILS = (send_due_mail, send_plan_reminders, send_field_mail, send_waiting_notices)


def sweep() -> int:
    """Send the ids of lost jobs again, and fail those that are beyond help. Returns how many sent.

    Any number of workers may sweep at once: for each job one of them sends.
    """
    claims.fail_exhausted()
    return sum(_send_lost(kind) for kind in all_kinds())


def _send_lost(kind: JobKind) -> int:
    rows = kind.model._default_manager.all()
    now = timezone.now()
    sent_long_ago = Q(enqueued_at__isnull=True) | Q(
        enqueued_at__lt=now - timedelta(seconds=settings.LEASE_SECONDS)
    )
    due = rows.filter(claims.claimable(now) | kind.also_due(now)).filter(sent_long_ago)
    sent = 0
    for pk in due.order_by("requested_at", "pk").values_list("pk", flat=True):
        mine = rows.filter(sent_long_ago, pk=pk).update(enqueued_at=now)
        if not mine:
            continue
        if not send(kind, pk):
            break
        log.info("job_sent_again", job=kind.name, id=str(pk))
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
        next_files = next_expired = next_mail = time.monotonic()
        while True:
            try:
                show_alive(worker)
                if hearing.is_deaf_after(sweep()):
                    end_this_worker()
                # Each time is set before the work: what always fails keeps nothing else waiting.
                if time.monotonic() >= next_files:
                    next_files = time.monotonic() + FILES_EVERY
                    files.remove_orphans()
                    remove_orphan_files()
                if time.monotonic() >= next_expired:
                    next_expired = time.monotonic() + EXPIRED_AGAIN
                    delete_expired_rows()
                    erase_old_interest(timezone.now())
                    next_expired = time.monotonic() + EXPIRED_EVERY
                if time.monotonic() >= next_mail:
                    next_mail = time.monotonic() + MAIL_AGAIN
                    now = timezone.now()
                    if not any(send(now).down for send in MAILS):
                        next_mail = time.monotonic() + MAIL_EVERY
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
