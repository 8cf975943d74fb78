from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from reports.releases.models import Release
from reports.workbench.models.group import Shared
from reports.workbench.models.saved_view import LONGEST_ADDRESS

LONGEST_NOTE = 2_000


class Annotation(Shared):
    """What a member notes beneath a view: beneath the same address alone, so of one release."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=LONGEST_ADDRESS)
    text = models.TextField()
    changed_at = models.DateTimeField(null=True)

    class Meta(Shared.Meta):
        ordering: ClassVar = ["made_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["address", "group"], name="annotation_of_view")]
        constraints: ClassVar[list[Any]] = [
            *Shared.Meta.constraints,
            models.CheckConstraint(condition=~Q(text=""), name="annotation_says_something"),
            models.CheckConstraint(
                condition=Q(address__startswith="/releases/"), name="annotation_of_a_release"
            ),
        ]

    def __str__(self) -> str:
        return f"Annotation of {self.address}"
