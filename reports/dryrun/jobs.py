"""Dry runs as jobs: what a worker computes, and how an attempt ends."""

import uuid

from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import mark
from reports.dryrun.computing import compute_dry_run
from reports.dryrun.loading import NotPossible
from reports.dryrun.models import DryRun
from reports.jobs.attempting import attempt
from reports.jobs.kinds import JobKind
from reports.jobs.queueing import send
from reports.releases.core.figures import UnsafeFigure
from reports.releases.core.thresholds import ThresholdsUnusable

MAKE_DRY_RUN = "dryrun.make_dry_run"
LONGEST = 3600  # seconds

WORKER_STOPPED = mark(
    "The worker stopped three times while it computed this dry run. Nothing was stored. Try again; "
    "if it happens again, tell the person who runs this portal."
)
UNEXPECTED = mark(
    "Something went wrong on our side while this dry run was computed. Nothing was stored. Try "
    "again; if it happens again, tell the person who runs this portal."
)


def _on_failed(run: DryRun) -> None:
    record_event("failed", run, by=None, what=run.draft.version)


DRY_RUN = JobKind(
    model=DryRun,
    name="dry_run",
    task=MAKE_DRY_RUN,
    stopped=WORKER_STOPPED,
    on_failed=_on_failed,
)


def enqueue(run_id: uuid.UUID) -> bool:
    return send(DRY_RUN, run_id)


def make_dry_run(run_id: uuid.UUID) -> None:
    """Compute it if it is waiting or its worker was lost."""
    attempt(
        DryRun,
        run_id,
        compute_dry_run,
        reason_of=lambda _error: UNEXPECTED,
        for_good=(NotPossible, ThresholdsUnusable, UnsafeFigure),
        longest=LONGEST,
    )
