"""Whether this worker still hears its broker.

A Celery worker can go on living and get no message any more, after its broker was restarted. The
sweeper shows it: what it sends to an idle worker has to arrive there. A deaf worker ends itself,
and its supervisor starts another one.
"""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from django.conf import settings

log = structlog.get_logger("reports.jobs")

CONNECTING = 12  # seconds; a consumer that lost its broker pauses before it connects again


class Hearing:
    """Of one process; times are of the monotonic clock."""

    def __init__(self) -> None:
        self.heard_at = time.monotonic()
        self.unheard_since: float | None = None
        self.working = False

    @contextmanager
    def message(self) -> Iterator[None]:
        """Around the work on a message."""
        self.heard_at, self.working = time.monotonic(), True
        try:
            yield
        finally:
            self.heard_at, self.working = time.monotonic(), False

    def is_deaf_after(self, sent: int) -> bool:
        """To be told after every sweep how many ids it sent.

        True where two sweeps, a lease apart, sent something to a worker that did nothing.
        """
        now = time.monotonic()
        if self.working or (self.unheard_since and self.heard_at > self.unheard_since):
            self.unheard_since = None
        if not sent or self.working:
            return False
        if self.unheard_since is None:
            self.unheard_since = now
            return False
        return now - self.unheard_since > max(settings.LEASE_SECONDS * 0.9, CONNECTING)


hearing = Hearing()


def end_this_worker() -> None:
    """TERM: Celery closes in order."""
    log.error("worker_deaf", hint="It got no message that was sent to it; a new one is started.")
    os.kill(os.getpid(), signal.SIGTERM)
