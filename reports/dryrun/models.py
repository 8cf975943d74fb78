"""A dry run: what a draft would do to the latest release, for the whole field only."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from commitments.drafting.models import Draft
from reports.models.job import FAILED, QUEUED, RUNNING, Job
from reports.releases.models import Release

DONE = "done"


class State(models.TextChoices):
    QUEUED = QUEUED, gettext_lazy("Waiting for a worker")
    RUNNING = RUNNING, gettext_lazy("Being computed")
    DONE = DONE, gettext_lazy("Done")
    FAILED = FAILED, gettext_lazy("Could not be computed")


class DryRun(Job):
    """`results` are canonical JSON of rounded figures: nothing in it is of one organization.

    `revision` and `digest` are those of the draft; an equal revision on an equal release is
    computed once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="dry_runs")
    revision = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="dry_runs")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    finished_at = models.DateTimeField(null=True)
    results = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-requested_at"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="dry_run_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.DONE, finished_at__isnull=False) & ~Q(results="")
                | ~Q(state=State.DONE) & Q(finished_at__isnull=True, results=""),
                name="dry_run_done_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.FAILED) | ~Q(error=""), name="dry_run_failed_says_why"
            ),
            models.UniqueConstraint(
                fields=["draft", "revision", "release"],
                condition=~Q(state=State.FAILED),
                name="dry_run_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Dry run of {self.draft_id} at {self.revision}"
