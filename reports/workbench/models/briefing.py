from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from reports.workbench.models.group import Shared
from reports.workbench.models.saved_view import SavedView

LONGEST_TITLE = 120
LONGEST_INTRODUCTION = 4_000
MOST_VIEWS = 12


class Briefing(Shared):
    """Saved views in an order, with words before them. Its file is made of published rows anew."""

    title = models.CharField(max_length=LONGEST_TITLE)
    introduction = models.TextField(blank=True)
    with_annotations = models.BooleanField(default=False)

    class Meta(Shared.Meta):
        ordering: ClassVar = ["-made_at", "pk"]
        constraints: ClassVar[list[Any]] = [
            *Shared.Meta.constraints,
            models.UniqueConstraint(fields=["group", "title"], name="briefing_titled_once"),
            models.CheckConstraint(condition=~Q(title=""), name="briefing_has_title"),
        ]

    def __str__(self) -> str:
        return self.title


class BriefingPart(models.Model):
    """It goes with its saved view: who deletes one is told from which briefings it is taken."""

    briefing = models.ForeignKey(Briefing, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()
    view = models.ForeignKey(SavedView, on_delete=models.CASCADE, related_name="parts")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["briefing", "position"], name="briefing_part_in_order"),
            models.UniqueConstraint(fields=["briefing", "view"], name="briefing_part_once"),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=MOST_VIEWS), name="briefing_part_bound"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} of {self.briefing_id}"
