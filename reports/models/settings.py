"""What the reports of an assessment leave out, and in which language they are written."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessments.models import Assessment


class ReportSettings(models.Model):
    """Read when a report is asked for; a report that is there never changes with them."""

    assessment = models.OneToOneField(
        Assessment, on_delete=models.CASCADE, related_name="report_settings"
    )
    leave_out_notes = models.BooleanField(default=False)
    leave_out_evidence_names = models.BooleanField(default=False)
    language = models.CharField(
        max_length=12, blank=True, help_text="Empty is the language of the portal."
    )
    # Which published group of peers is shown: a release's number, and attribute codes by commas
    # ("" is the whole field). The organization's own groups of them follow from its profile.
    peers_release = models.PositiveIntegerField(null=True, blank=True)
    peers_by = models.CharField(max_length=60, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["assessment_id"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(peers_release__isnull=False) | Q(peers_by=""),
                name="report_settings_peers_of_release",
            )
        ]

    def __str__(self) -> str:
        return f"Reports of {self.assessment_id}"
