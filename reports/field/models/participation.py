import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessments.models import Assessment
from lhs_portal.accounts.models import Organization
from reports.field.models.cycle import FieldCycle


class Participation(models.Model):
    """One assessment in one cycle. Whether aggregates may use it is a choice of its own.

    The choice is the lead's, "no" until made, and can be taken back: `consented_at` is then None
    and `withdrawn_at` says when.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cycle = models.ForeignKey(FieldCycle, on_delete=models.PROTECT, related_name="participations")
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="participations"
    )
    assessment = models.OneToOneField(
        Assessment, on_delete=models.CASCADE, related_name="participation"
    )
    joined_at = models.DateTimeField(auto_now_add=True)
    joined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    consented_at = models.DateTimeField(null=True)
    consented_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["joined_at"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(consented_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="participation_one_choice",
            )
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} in {self.cycle_id}"

    @property
    def consents(self) -> bool:
        return self.consented_at is not None
