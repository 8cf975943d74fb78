import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessments.models import Assessment
from commitments.models import AnchorFeature
from reports.plans.value_arithmetic import PERIODS, Figures


class ValueLine(models.Model):
    """A number of the organization's own in the value case of a feature, with its source.

    Nothing of it is ours: neither what is counted, nor its worth, nor the share.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="value_lines")
    feature = models.ForeignKey(AnchorFeature, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=200)
    quantity = models.DecimalField(max_digits=15, decimal_places=4)
    unit = models.CharField(max_length=60)
    period = models.CharField(max_length=10, choices=list(PERIODS.items()))
    value = models.DecimalField(
        max_digits=15, decimal_places=4, help_text="Of one unit, in `value_unit`."
    )
    value_unit = models.CharField(max_length=60)
    share = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, help_text="Percent of the whole."
    )
    source = models.CharField(max_length=500)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~Q(label="") & ~Q(unit="") & ~Q(value_unit="") & ~Q(source=""),
                name="value_line_said",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=0, value__gte=0), name="value_line_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gt=0, share__lte=100),
                name="value_line_share_percent",
            ),
            models.CheckConstraint(
                condition=Q(period__in=list(PERIODS)), name="value_line_period_known"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def figures(self) -> Figures:
        return Figures(
            self.quantity, self.unit, self.period, self.value, self.value_unit, self.share
        )
