"""A thread that keeps the lease of a running job alive, however long one step takes."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from django.conf import settings
from django.db import Error, connection

from reports.jobs import claims

log = structlog.get_logger("reports.jobs")


@contextmanager
def heartbeat(claim: claims.Claim) -> Iterator[None]:
    """Beats at a third of the lease. A lost claim shows at the job's own next write."""
    done = threading.Event()

    def beat() -> None:
        try:
            while not done.wait(settings.LEASE_SECONDS / 3):
                try:
                    claims.extend(claim)
                except claims.LostClaim:
                    log.warning("claim_lost", report=str(claim.report_id))
                    return
                except Error as error:
                    # The database may be restarting: the lease has time for another beat.
                    log.warning("heartbeat_failed", error=type(error).__name__)
                    connection.close()
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name="report-heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
