"""Releases as jobs: what a worker computes, and how an attempt ends."""

import uuid

from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import mark
from reports.jobs import claims
from reports.jobs.attempting import attempt
from reports.jobs.kinds import JobKind
from reports.jobs.queueing import send
from reports.releases.computing import compute_release
from reports.releases.core.figures import UnsafeFigure
from reports.releases.core.thresholds import ThresholdsUnusable
from reports.releases.models import Release
from reports.releases.stopping import stop_row

PREPARE_RELEASE = "releases.prepare_release"
LONGEST = 3 * 3600  # seconds

WORKER_STOPPED = mark(
    "The worker stopped three times while it computed this release. Nothing was published, "
    "and the checks that were finished are kept. Try again; if it happens again, tell the "
    "person who runs this portal."
)
UNEXPECTED = mark(
    "Something went wrong on our side while this release was computed. Nothing was "
    "published. Try again; if it happens again, tell the person who runs this portal."
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
    """Compute the release if it is waiting or its worker was lost."""
    attempt(
        Release,
        release_id,
        _make,
        reason_of=lambda _error: UNEXPECTED,
        for_good=(UnsafeFigure,),
        longest=LONGEST,
    )


def _make(claim: claims.Claim) -> None:
    """Thresholds that cannot be used stop the release: nothing is wrong with the portal."""
    try:
        compute_release(claim)
    except ThresholdsUnusable as fault:
        stop_row(claim.rows(), str(fault), by=None)
