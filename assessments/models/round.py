from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessments.models.assessment import Assessment


class Round(models.Model):
    """A time in which raters may rate. Later rounds are reopenings, each with its reason."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    closes_on = models.DateField(help_text="The last day; a lead closes the round.")
    reason = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    digest_at = models.DateTimeField(
        null=True, help_text="When the leads last got their digest by mail."
    )

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["assessment", "number"], name="round_unique"),
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(closed_at__isnull=True), name="round_open_once"
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="round_reopened_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="round_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} round {self.number}"
