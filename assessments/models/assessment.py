import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessments import states
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: Any) -> "AssessmentQuerySet":
        """Those of the person's organizations, each with `viewer_role`."""
        return self.filter(organization__memberships__user=user).annotate(  # type: ignore[no-redef]
            viewer_role=F("organization__memberships__role")
        )


class Assessment(models.Model):
    """One organization's mirror at one time, pinned to the framework version of its start."""

    class Scope(models.TextChoices):
        WHOLE = "whole", "The whole organization"
        UNIT = "unit", "A named unit"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="assessments"
    )
    framework_version = models.ForeignKey(
        FrameworkVersion, on_delete=models.PROTECT, related_name="assessments"
    )
    title = models.CharField(max_length=200)
    period_start = models.DateField()
    period_end = models.DateField()
    scope = models.CharField(max_length=10, choices=Scope)
    unit = models.CharField(max_length=200, blank=True)
    due = models.DateField(null=True)
    state = models.CharField(
        max_length=20, choices=list(states.STATES.items()), default=states.ANSWERING
    )
    started_at = models.DateTimeField(auto_now_add=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = AssessmentQuerySet.as_manager()

    viewer_role: str  # annotated by visible_to

    class Meta:
        ordering: ClassVar = ["-started_at"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(state__in=list(states.STATES)), name="assessment_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=states.ANSWERING, submitted_at__isnull=True)
                | Q(state=states.SUBMITTED, submitted_at__isnull=False),
                name="assessment_submitted_at",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="assessment_period_in_order"
            ),
            models.CheckConstraint(
                condition=Q(scope="whole", unit="") | (Q(scope="unit") & ~Q(unit="")),
                name="assessment_unit_named",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def open(self) -> bool:
        return self.state == states.ANSWERING
