"""A row that is the truth about the job that makes it. Messages carry its id, and nothing more."""

import uuid
from typing import Any

from django.db import models

QUEUED, RUNNING, FAILED = "queued", "running", "failed"
UNFINISHED = (QUEUED, RUNNING)


class Job(models.Model):
    """A model adds `state` with the three above among its choices, as it has others besides, and
    registers a `reports.jobs.kinds.JobKind`.
    """

    id: Any
    state: Any
    requested_at: Any

    step = models.CharField(max_length=60, blank=True)
    progress = models.PositiveSmallIntegerField(default=0, help_text="Per cent.")
    attempts = models.PositiveSmallIntegerField(default=0)
    token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    enqueued_at = models.DateTimeField(
        null=True, help_text="When the job's id was last handed to the broker."
    )
    not_before = models.DateTimeField(null=True, help_text="No attempt before this time.")
    error = models.TextField(blank=True, help_text="Why the last attempt failed, for people.")

    class Meta:
        abstract = True

    @property
    def unfinished(self) -> bool:
        return self.state in UNFINISHED


def unclaimed() -> dict[str, uuid.UUID | None]:
    """The values of a row on which nobody works any more."""
    return {"token": None, "lease_until": None}
