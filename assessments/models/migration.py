"""How an open assessment came from one framework version to another, and what must be confirmed.

What hangs on an item whose meaning stays moves with it, to the item of the other version. What does
not move stays where it is, at the item of the version in which it was written: it is kept, and can
be read, but nothing counts it (`assessments.migration_queries`).
"""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessments.models.assessment import Assessment
from commitments.models import FrameworkVersion, Item


class VersionMigration(models.Model):
    """`final_at` is when the assessment was submitted after it: it cannot be undone any more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="migrations")
    number = models.PositiveIntegerField()
    source = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="+")
    # The one before it that was in force, to which undoing leads back.
    after = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    final_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["assessment", "number"], name="version_migration_unique"
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="version_migration_goes_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(final_at__isnull=True),
                name="version_migration_ends_one_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} migration {self.number}"


class ToConfirm(models.Model):
    """An answer to a question whose meaning changed: it counts again once a person confirms it.

    It waits for as long as `item` has no answer; the former one is the answer at `former`.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="to_confirm")
    migration = models.ForeignKey(
        VersionMigration, on_delete=models.CASCADE, related_name="to_confirm"
    )
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    former = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["assessment", "item"], name="to_confirm_unique"),
            models.CheckConstraint(
                condition=~Q(item=F("former")), name="to_confirm_of_another_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.item_id}"
