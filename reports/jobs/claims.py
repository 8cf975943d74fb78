"""Who works on a job: one conditional UPDATE gives a worker the job for the time of a lease.

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

from reports.jobs.kinds import JobKind, all_kinds, kind_of
from reports.models.job import FAILED, QUEUED, RUNNING, Job, unclaimed

log = structlog.get_logger("reports.jobs")

MAX_ATTEMPTS = 3
BACK_OFF = (timedelta(seconds=5), timedelta(seconds=20))


class LostClaim(Exception):
    """Another worker has the job now, or its row is gone."""


@dataclass(frozen=True, slots=True)
class Claim:
    model: type[Job]
    pk: uuid.UUID
    token: uuid.UUID

    def __str__(self) -> str:
        return f"{kind_of(self.model).name} {self.pk}"

    def rows(self) -> QuerySet[Any]:
        """The row while this claim holds, else nothing."""
        return _rows(self.model).filter(pk=self.pk, token=self.token, state=RUNNING)


def _rows(model: type[Job]) -> QuerySet[Any]:
    return model._default_manager.all()


def lease_end() -> datetime:
    return timezone.now() + timedelta(seconds=settings.LEASE_SECONDS)


def claimable(now: datetime) -> Q:
    """Waiting and due, or running on a lease that has ended."""
    waiting = Q(state=QUEUED) & (Q(not_before__isnull=True) | Q(not_before__lte=now))
    return waiting | Q(state=RUNNING, lease_until__lt=now)


def take(model: type[Job], pk: uuid.UUID) -> Claim | None:
    """The job, if it is to be had. Of many workers that ask at once, one gets it."""
    claim = Claim(model, pk, uuid.uuid4())
    taken = (
        _rows(model).filter(claimable(timezone.now()), pk=pk, attempts__lt=MAX_ATTEMPTS)
    ).update(
        state=RUNNING,
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
        raise LostClaim(str(claim))


def give_back(claim: Claim, reason: str) -> None:
    """End a failed attempt: another one after a pause, or for good after the last one."""
    with transaction.atomic():
        job = claim.rows().select_for_update().first()
        if job is None:
            raise LostClaim(str(claim))
        if job.attempts >= MAX_ATTEMPTS:
            _fail(kind_of(claim.model), job, reason)
            return
        claim.rows().update(
            **unclaimed(),
            state=QUEUED,
            error=reason,
            not_before=timezone.now() + BACK_OFF[job.attempts - 1],
        )


def give_up(claim: Claim, reason: str) -> None:
    """End the job for good: another attempt would fail as this one did. Raises LostClaim."""
    with transaction.atomic():
        job = claim.rows().select_for_update().first()
        if job is None:
            raise LostClaim(str(claim))
        _fail(kind_of(claim.model), job, reason)


def fail_exhausted() -> int:
    """End the jobs whose worker died in the last attempt. Returns how many."""
    ended = 0
    spent = Q(state=RUNNING, lease_until__lt=timezone.now(), attempts__gte=MAX_ATTEMPTS)
    for kind in all_kinds():
        for pk in _rows(kind.model).filter(spent).values_list("pk", flat=True):
            with transaction.atomic():
                job = _rows(kind.model).select_for_update().filter(spent, pk=pk).first()
                if job:
                    _fail(kind, job, kind.stopped)
                    ended += 1
    return ended


def _fail(kind: JobKind, job: Any, reason: str) -> None:
    job.state = FAILED
    job.token = job.lease_until = None
    job.error = reason
    job.save(update_fields=["state", "token", "lease_until", "error"])
    kind.on_failed(job)
    log.error(f"{kind.name}_failed", id=str(job.pk), attempts=job.attempts)
