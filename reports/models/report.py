"""A report is a frozen snapshot, and its row is the truth about the job that makes it."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from assessments.models import Assessment
from lhs_portal.lib.languages import SOURCE, speaking
from reports.models.job import Job


class Kind(models.TextChoices):
    FINAL = "final", gettext_lazy("Report")
    PRELIMINARY = "preliminary", gettext_lazy("Preliminary report")


class State(models.TextChoices):
    QUEUED = "queued", gettext_lazy("Waiting for a worker")
    RUNNING = "running", gettext_lazy("Being made")
    READY = "ready", gettext_lazy("Ready")
    FAILED = "failed", gettext_lazy("Could not be made")


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: Any) -> "ReportQuerySet":
        """Those of the person's organizations, each with `viewer_role`."""
        mine = self.filter(assessment__organization__memberships__user=user)
        return mine.annotate(  # type: ignore[no-redef]
            viewer_role=F("assessment__organization__memberships__role")
        )


class Report(Job):
    """`frozen_input` is canonical JSON of all that the report is made from; it never changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="reports")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    framework_version = models.CharField(max_length=40)
    framework_digest = models.CharField(max_length=64)
    frozen_input = models.TextField()
    # Its SHA-256: by it a paper in somebody's hand finds the report that it was.
    frozen_digest = models.CharField(max_length=64, db_index=True)

    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    finished_at = models.DateTimeField(null=True)
    notified_at = models.DateTimeField(
        null=True, help_text="Set before the mail is handed over, so that there is at most one."
    )
    mail_error = models.CharField(max_length=200, blank=True)

    score_card = models.TextField(blank=True)
    input_digest = models.CharField(max_length=64, blank=True)
    scoring_version = models.CharField(max_length=10, blank=True)

    objects = ReportQuerySet.as_manager()

    viewer_role: str  # annotated by visible_to

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["assessment", "number"], name="report_number_unique"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="report_kind_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="report_state_known"),
            models.CheckConstraint(
                condition=~Q(state=State.RUNNING)
                | Q(token__isnull=False, lease_until__isnull=False),
                name="report_running_has_lease",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.READY)
                | (Q(finished_at__isnull=False) & ~Q(score_card="")),
                name="report_ready_has_card",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.FAILED) | ~Q(error=""), name="report_failed_says_why"
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="report_progress_percent"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["state", "lease_until"],
                name="report_unfinished",
                condition=Q(state__in=["queued", "running"]),
            )
        ]

    def __str__(self) -> str:
        return f"Report {self.number} of {self.assessment_id}"

    @property
    def name(self) -> str:
        """As people know it: "Preliminary report 3"."""
        return f"{Kind(self.kind).label} {self.number}"

    @property
    def recorded_name(self) -> str:
        """As the history keeps it, whatever language is spoken just now."""
        with speaking(SOURCE):
            return self.name


class ReportFile(models.Model):
    """A finished document; `path` is relative to the media root."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=20)
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    path = models.CharField(max_length=300, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["report", "kind"], name="report_file_kind_unique")
        ]
        # A file in somebody's hand is found by what it holds.
        indexes: ClassVar = [models.Index(fields=["sha256"], name="report_file_sha256")]

    def __str__(self) -> str:
        return self.filename
