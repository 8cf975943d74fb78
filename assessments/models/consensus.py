from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from assessments.models.assessment import Assessment
from commitments.models import Item


class Consensus(models.Model):
    """How the settled answer to an item was found. The answer itself is the row in Answer."""

    class How(models.TextChoices):
        ACCEPTED = "accepted", gettext_lazy("The ratings were accepted as they are")
        DECIDED = "decided", gettext_lazy("It was decided, with a reason")
        SUGGESTED = "suggested", gettext_lazy("The framework suggests it for the sector")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="consensus")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=How)
    reason = models.TextField(blank=True)
    contested = models.BooleanField(help_text="Whether the ratings were, when it was settled.")
    settled_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["assessment", "item"], name="consensus_unique"),
            models.CheckConstraint(
                condition=~Q(how="decided") | ~Q(reason=""), name="consensus_decided_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(how="accepted", contested=True), name="consensus_contested_is_decided"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.item_id} {self.how}"


class Dissent(models.Model):
    """A view that differs from the consensus, in the name of the person who wrote it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="dissents")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField()
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["written_at", "id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["assessment", "item", "author"],
                condition=Q(author__isnull=False),
                name="dissent_once_an_author",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="dissent_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.item_id}"
