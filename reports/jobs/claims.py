"""Who works on a report: one conditional UPDATE gives a worker the job for the time of a lease.

Everything that a worker writes later filters on the token of its claim, so that one that was given
up for lost, and comes back, changes nothing.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from lhs_portal.audit.models import record_event
from reports.models import Report, State

log = structlog.get_logger("reports.jobs")

MAX_ATTEMPTS = 3
BACK_OFF = (timedelta(seconds=5), timedelta(seconds=20))

WORKER_STOPPED = (
    "The worker stopped three times while it made this report. All answers are kept. Try again; "
    "if it happens again, tell the person who runs this portal."
)


class LostClaim(Exception):
    """Another worker has the job now, or the report is gone."""


@dataclass(frozen=True, slots=True)
class Claim:
    report_id: uuid.UUID
    token: uuid.UUID

    def rows(self) -> QuerySet[Report]:
        """The report while this claim holds, else nothing."""
        return Report.objects.filter(pk=self.report_id, token=self.token, state=State.RUNNING)


def lease_end() -> datetime:
    return timezone.now() + timedelta(seconds=settings.LEASE_SECONDS)


def claimable(now: datetime) -> Q:
    """Waiting and due, or running on a lease that has ended."""
    waiting = Q(state=State.QUEUED) & (Q(not_before__isnull=True) | Q(not_before__lte=now))
    return waiting | Q(state=State.RUNNING, lease_until__lt=now)


def take(report_id: uuid.UUID) -> Claim | None:
    """The job, if it is to be had. Of many workers that ask at once, one gets it."""
    claim = Claim(report_id, uuid.uuid4())
    taken = (
        Report.objects.filter(claimable(timezone.now()), pk=report_id, attempts__lt=MAX_ATTEMPTS)
    ).update(
        state=State.RUNNING,
        token=claim.token,
        lease_until=lease_end(),
        attempts=F("attempts") + 1,
        step="",
        progress=0,
        not_before=None,
    )
    return claim if taken else None


def extend(claim: Claim) -> None:
    """One heartbeat. Raises LostClaim."""
    _update(claim, lease_until=lease_end())


def advance(claim: Claim, step: str, progress: int) -> None:
    """Name the step that begins. Raises LostClaim."""
    _update(claim, step=step, progress=progress, lease_until=lease_end())


def _update(claim: Claim, **values: Any) -> None:
    if not claim.rows().update(**values):
        raise LostClaim(str(claim.report_id))


def give_back(claim: Claim, reason: str) -> None:
    """End a failed attempt: another one after a pause, or for good after the last one."""
    with transaction.atomic():
        report = claim.rows().select_for_update().first()
        if report is None:
            raise LostClaim(str(claim.report_id))
        if report.attempts >= MAX_ATTEMPTS:
            _fail(report, reason)
            return
        report.state = State.QUEUED
        report.token = report.lease_until = None
        report.error = reason
        report.not_before = timezone.now() + BACK_OFF[report.attempts - 1]
        report.save(update_fields=["state", "token", "lease_until", "error", "not_before"])


def fail_exhausted() -> int:
    """End the jobs whose worker died in the last attempt. Returns how many."""
    ended = 0
    spent = Q(state=State.RUNNING, lease_until__lt=timezone.now(), attempts__gte=MAX_ATTEMPTS)
    for pk in Report.objects.filter(spent).values_list("pk", flat=True):
        with transaction.atomic():
            report = Report.objects.select_for_update().filter(spent, pk=pk).first()
            if report:
                _fail(report, WORKER_STOPPED)
                ended += 1
    return ended


def _fail(report: Report, reason: str) -> None:
    report.state = State.FAILED
    report.token = report.lease_until = None
    report.error = reason
    report.finished_at = timezone.now()
    report.save(update_fields=["state", "token", "lease_until", "error", "finished_at"])
    record_event(
        "failed",
        report,
        by=None,
        organization=report.assessment.organization,
        what=f"Report {report.number}",
    )
    log.error("report_failed", report=str(report.pk), attempts=report.attempts)
