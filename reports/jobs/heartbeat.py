"""A thread that keeps the lease of a running job alive, however long one step takes."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from django.conf import settings
from django.db import Error, connection

from reports.jobs import claims

# Each program that makes a file has 30 s. What takes longer than all of them hangs in our own code,
# and nothing but the end of the process ends that.
LONGEST = 300  # seconds

log = structlog.get_logger("reports.jobs")


@contextmanager
def heartbeat(claim: claims.Claim, longest: float | None = None) -> Iterator[None]:
    """Beats at a third of the lease. A lost claim shows at the job's own next write.

    After `longest`, or LONGEST seconds, the process ends itself; its supervisor starts another
    one, which finds the job by its lease, and gives it up after the last attempt.
    """
    done = threading.Event()
    seconds = LONGEST if longest is None else longest
    end = time.monotonic() + seconds

    def beat() -> None:
        try:
            while not done.wait(settings.LEASE_SECONDS / 3):
                if time.monotonic() > end:
                    log.error("job_hangs", job=str(claim), seconds=seconds)
                    os.kill(os.getpid(), signal.SIGKILL)
                try:
                    claims.extend(claim)
                except claims.LostClaim:
                    # The job may have ended while this beat waited for the database.
                    if not done.wait(settings.LEASE_SECONDS / 3):
                        log.warning("claim_lost", job=str(claim))
                    return
                except Error as error:
                    # The database may be restarting: the lease has time for another beat.
                    log.warning("heartbeat_failed", error=type(error).__name__)
                    connection.close()
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name="job-heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
