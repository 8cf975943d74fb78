from typing import Any, ClassVar

from django.db import models

from assessments.models.choice import Choice
from assessments.models.rater import Rater
from commitments.models import Item


class Rating(Choice):
    """One rater's own answer to an item: kept for good, never overwritten by a consensus.

    No column says when it was given or changed: timing would tell who gave it.
    """

    rater = models.ForeignKey(Rater, on_delete=models.CASCADE, related_name="ratings")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="ratings")
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    round = models.PositiveIntegerField(help_text="The number of the round in which it was given.")
    in_figures = models.BooleanField(
        default=False,
        help_text="Set when a round closes, for late ratings of an item in batches of three.",
    )

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["rater", "item"], name="rating_unique"),
            *Choice.constraints("rating"),
        ]

    def __str__(self) -> str:
        return f"rating {self.pk}"
