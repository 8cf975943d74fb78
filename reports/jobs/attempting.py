"""One attempt of a job, from its claim to its end, whatever the job makes."""

import traceback
import uuid
from collections.abc import Callable

import structlog
from django.db import Error

from reports.documents import DocumentFailed
from reports.jobs import claims
from reports.jobs.heartbeat import heartbeat
from reports.jobs.kinds import kind_of
from reports.models.job import Job

log = structlog.get_logger("reports.jobs")


def _nothing(_claim: claims.Claim) -> None:
    pass


def attempt(
    model: type[Job],
    pk: uuid.UUID,
    make: Callable[[claims.Claim], None],
    *,
    reason_of: Callable[[Exception], str],
    for_good: tuple[type[Exception], ...] = (),
    clean_up: Callable[[claims.Claim], None] = _nothing,
    longest: float | None = None,
) -> None:
    """`make` the job if it is waiting or its worker was lost. Safe to call again.

    What `make` raises of `for_good` would come again: its words are the row's, and the job ends.
    After anything else `clean_up` takes away what was left, and the job is given back with the
    reason. Raises only django.db.Error: the lease then ends, and the sweeper gives the job to a
    worker.
    """
    claim = claims.take(model, pk)
    if claim is None:
        return
    with heartbeat(claim, longest):
        try:
            _make(claim, make, reason_of, for_good, clean_up)
        except claims.LostClaim:
            log.warning("claim_lost", job=str(claim))
            clean_up(claim)


def _make(
    claim: claims.Claim,
    make: Callable[[claims.Claim], None],
    reason_of: Callable[[Exception], str],
    for_good: tuple[type[Exception], ...],
    clean_up: Callable[[claims.Claim], None],
) -> None:
    try:
        make(claim)
    except (claims.LostClaim, Error):
        # A connection lost at the commit does not say whether the job is finished: what it left
        # stays, and the sweeper removes it if no row names it.
        raise
    except for_good as fault:
        claims.give_up(claim, str(fault))
    except Exception as error:  # noqa: BLE001  (the edge of the job: the row says what happened)
        clean_up(claim)
        _log_failure(claim, error)
        claims.give_back(claim, reason_of(error))


def _log_failure(claim: claims.Claim, error: Exception) -> None:
    """Where it happened, without the error's own words: these may quote an answer or a name."""
    origin = error.__cause__ or error
    document = (
        {"document": error.kind, "because": error.because}
        if isinstance(error, DocumentFailed)
        else {}
    )
    log.error(
        f"{kind_of(claim.model).name}_attempt_failed",
        job=str(claim),
        error=type(error).__name__,
        where=traceback.format_tb(origin.__traceback__),
        **document,
    )
