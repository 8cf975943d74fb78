import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessments.models.assessment import Assessment
from assessments.models.choice import Choice


class LocalItem(Choice):
    """A question that an organization adds to one assessment, with its one settled answer.

    It is no item of the framework, so nothing that counts items meets it. What was removed is kept,
    so that its number is never given again. `version` counts the saves of the answer, `wording`
    those of the question.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="local_items")
    number = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=100, blank=True)  # a subject's code; empty for general
    question = models.TextField()
    descriptors = models.JSONField(default=list, blank=True)  # none, or one for each level
    why = models.TextField(blank=True)
    wording = models.PositiveIntegerField(default=1)
    reason = models.TextField(blank=True)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(null=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["assessment", "number"], name="local_item_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="local_item_numbered"),
            models.CheckConstraint(condition=~Q(question=""), name="local_item_asks"),
            *Choice.constraints("local_item"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.number}"
