"""The files of a finished report in another language than its own."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from reports.models.job import Job
from reports.models.report import Report, State


class Rendition(Job):
    """Made when somebody asks for them, of the report's frozen rows, and then kept beside its own
    files: each is a ReportFile whose kind ends in the language, such as `pdf-es`.

    `translation` is the revision of the framework's translation that they speak; 0 where the
    framework's texts stand in their own language.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="renditions")
    language = models.CharField(max_length=5)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    finished_at = models.DateTimeField(null=True)
    translation = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["requested_at"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["report", "language"], name="rendition_language_once"),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="rendition_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.RUNNING)
                | Q(token__isnull=False, lease_until__isnull=False),
                name="rendition_running_has_lease",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.READY) | Q(finished_at__isnull=False),
                name="rendition_ready_is_finished",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.FAILED) | ~Q(error=""), name="rendition_failed_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"Report {self.report_id} in {self.language}"
