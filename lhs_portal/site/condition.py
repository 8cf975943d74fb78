"""What works and what has to wait: the broker, the workers and the jobs."""

from dataclasses import dataclass
from typing import Any

from celery import current_app
from kombu.exceptions import KombuError

from reports.queries import JobsStatus, load_jobs_status

BROKER_TIMEOUT = 2


@dataclass(frozen=True, slots=True)
class Condition:
    """`degraded`: answers save, reports wait. No names of machines: the page is public."""

    broker: bool
    jobs: JobsStatus

    @property
    def degraded(self) -> bool:
        return not (self.broker and self.jobs.workers)

    def to_document(self) -> dict[str, Any]:
        return {
            "status": "degraded" if self.degraded else "ok",
            "database": "ok",
            "broker": "ok" if self.broker else "unreachable",
            "workers": len(self.jobs.workers),
            "jobs": {"waiting": self.jobs.waiting, "running": self.jobs.running},
        }


def load_condition() -> Condition:
    """Raises django.db.Error where the database does not answer."""
    return Condition(jobs=load_jobs_status(), broker=broker_answers())


def broker_answers() -> bool:
    """Asks it now, and waits for seconds at most."""
    options = {
        **current_app.conf.broker_transport_options,
        "socket_timeout": BROKER_TIMEOUT,
        "socket_connect_timeout": BROKER_TIMEOUT,
    }
    try:
        with current_app.connection_for_write(transport_options=options) as connection:
            connection.ensure_connection(max_retries=0, timeout=BROKER_TIMEOUT)
    except (KombuError, OSError):
        return False
    return True
