from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessments.models.assessment import Assessment
from commitments.models import Commitment


class Target(models.Model):
    """The compass: what is declared for a commitment, as a level, a sentence or both."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="targets")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(null=True)
    statement = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["assessment", "commitment"], name="target_unique"),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__in=[0, 1, 2, 3, 4]),
                name="target_level_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.commitment_id}"
