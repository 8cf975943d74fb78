import uuid
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from commitments.models import FrameworkVersion


class FieldCycleQuerySet(models.QuerySet["FieldCycle"]):
    def running(self, today: date) -> "FieldCycleQuerySet":
        return self.filter(opens__lte=today, closes__gte=today)

    def not_over(self, today: date) -> "FieldCycleQuerySet":
        """Running, or still to open."""
        return self.filter(closes__gte=today)


class FieldCycle(models.Model):
    """A time in which organizations measure themselves with one framework version.

    It is open from `opens` to `closes`, both days included.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200, unique=True)
    opens = models.DateField()
    closes = models.DateField()
    framework_version = models.ForeignKey(
        FrameworkVersion, on_delete=models.PROTECT, related_name="field_cycles"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = FieldCycleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-opens", "name"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(closes__gte=F("opens")), name="field_cycle_in_order")
        ]

    def __str__(self) -> str:
        return self.name
