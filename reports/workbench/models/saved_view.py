from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from reports.releases.models import Release
from reports.workbench.models.group import Shared

LONGEST_NAME = 120
LONGEST_ADDRESS = 500


class SavedView(Shared):
    """`address` is the canonical path of a view that showed something: `view.Source.path`."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=LONGEST_ADDRESS)
    name = models.CharField(max_length=LONGEST_NAME)

    class Meta(Shared.Meta):
        ordering: ClassVar = ["-made_at", "pk"]
        constraints: ClassVar[list[Any]] = [
            *Shared.Meta.constraints,
            models.UniqueConstraint(fields=["group", "name"], name="saved_view_named_once"),
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_has_name"),
            models.CheckConstraint(
                condition=Q(address__startswith="/releases/"), name="saved_view_of_a_release"
            ),
        ]

    def __str__(self) -> str:
        return self.name
