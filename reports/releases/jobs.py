"""Releases as jobs: what a worker computes, and how an attempt ends."""

import traceback
import uuid

import structlog
from django.db import Error

from lhs_portal.audit.models import record_event
from reports.jobs import claims
from reports.jobs.heartbeat import heartbeat
from reports.jobs.kinds import JobKind
from reports.jobs.queueing import send
from reports.releases.computing import compute_release
from reports.releases.core.figures import UnsafeFigure
from reports.releases.core.thresholds import ThresholdsUnusable
from reports.releases.models import Release
from reports.releases.stopping import stop_row

log = structlog.get_logger("reports.jobs")

PREPARE_RELEASE = "releases.prepare_release"
LONGEST = 3 * 3600  # seconds

WORKER_STOPPED = (
    "The worker stopped three times while it computed this release. Nothing was published, and the "
    "checks that were finished are kept. Try again; if it happens again, tell the person who runs "
    "this portal."
)
UNEXPECTED = (
    "Something went wrong on our side while this release was computed. Nothing was published. Try "
    "again; if it happens again, tell the person who runs this portal."
)


def _on_failed(release: Release) -> None:
    record_event("failed", release, by=None, what=str(release))


RELEASE = JobKind(
    model=Release,
    name="release",
    task=PREPARE_RELEASE,
    stopped=WORKER_STOPPED,
    on_failed=_on_failed,
)


def enqueue(release_id: uuid.UUID) -> bool:
    return send(RELEASE, release_id)


def make_release(release_id: uuid.UUID) -> None:
    """Compute the release if it is waiting or its worker was lost. Safe to call again.

    Raises only django.db.Error: the lease then ends, and the sweeper gives the job to a worker.
    """
    claim = claims.take(Release, release_id)
    if claim:
        with heartbeat(claim, LONGEST):
            try:
                _attempt(claim)
            except claims.LostClaim:
                log.warning("claim_lost", job=str(claim))


def _attempt(claim: claims.Claim) -> None:
    try:
        compute_release(claim)
    except (claims.LostClaim, Error):
        raise
    except ThresholdsUnusable as fault:
        stop_row(claim.rows(), str(fault), by=None)
    except UnsafeFigure as fault:
        claims.give_up(claim, str(fault))
    except Exception as error:  # noqa: BLE001  (the edge of the job: the row says what happened)
        where = traceback.format_tb(error.__traceback__)
        log.error(  # noqa: TRY400 - the error's words may quote a name
            "release_attempt_failed", job=str(claim), error=type(error).__name__, where=where
        )
        claims.give_back(claim, UNEXPECTED)
