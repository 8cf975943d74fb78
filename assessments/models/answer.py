from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from assessments.models.assessment import Assessment
from assessments.models.choice import Choice
from commitments.models import Item


class Answer(Choice):
    """The one settled answer of an assessment to an item. `version` counts its saves.

    An empty answer (no level, neither not applicable nor don't know) keeps a note alone.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="answers")
    reason = models.TextField(blank=True)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["assessment", "item"], name="answer_unique"),
            *Choice.constraints("answer"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.item_id}"
