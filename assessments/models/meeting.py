from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessments.models.assessment import Assessment
from assessments.models.choice import Choice
from assessments.models.rater import Rater
from commitments.models import Item


class Vote(models.Model):
    """The raters rate one item again, in a meeting. The first ratings stay as they are."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="votes")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(help_text="The how manieth vote on this item.")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["opened_at", "id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["assessment", "item", "number"], name="vote_unique"),
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(closed_at__isnull=True), name="vote_open_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="vote_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.item_id} vote {self.number}"


class Ballot(Choice):
    """One rater's level in one vote. As with ratings, no column says when."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="ballots")
    rater = models.ForeignKey(Rater, on_delete=models.CASCADE, related_name="ballots")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["vote", "rater"], name="ballot_unique"),
            *Choice.constraints("ballot"),
            models.CheckConstraint(
                condition=Q(level__isnull=False) | Q(not_applicable=True) | Q(dont_know=True),
                name="ballot_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"ballot {self.pk}"
