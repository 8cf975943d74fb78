import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from assessments import states
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: Any) -> "AssessmentQuerySet":
        """Those of the person's organizations, each with `viewer_role`.

        A rater who is no member sees none of them: see Rater.
        """
        return self.filter(organization__memberships__user=user).annotate(  # type: ignore[no-redef]
            viewer_role=F("organization__memberships__role")
        )

    def cycles_before(self, assessment: "Assessment") -> "AssessmentQuerySet":
        """The signed ones of the same organization and scope that began earlier, the last first.

        Units are the same where their names are, letter by letter.
        """
        return self.filter(
            organization_id=assessment.organization_id,
            state=states.SIGNED,
            scope=assessment.scope,
            unit=assessment.unit,
            started_at__lt=assessment.started_at,
        ).order_by("-started_at", "pk")


class Assessment(models.Model):
    """One organization's mirror at one time, pinned to one framework version.

    That is the version of its start, until a lead takes the open assessment to a newer one.
    """

    class Scope(models.TextChoices):
        WHOLE = "whole", gettext_lazy("The whole organization")
        UNIT = "unit", gettext_lazy("A named unit")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="assessments"
    )
    framework_version = models.ForeignKey(
        FrameworkVersion, on_delete=models.PROTECT, related_name="assessments"
    )
    mode = models.CharField(
        max_length=20, choices=list(states.MODES.items()), default=states.TOGETHER
    )
    title = models.CharField(max_length=200)
    period_start = models.DateField()
    period_end = models.DateField()
    scope = models.CharField(max_length=10, choices=Scope)
    unit = models.CharField(max_length=200, blank=True)
    due = models.DateField(null=True)
    # Whose settled answers are offered as suggestions.
    copied_from = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="copies"
    )
    state = models.CharField(
        max_length=20, choices=list(states.STATES.items()), default=states.ANSWERING
    )
    # The last one that was not undone; None for what is on the version of its start.
    migration = models.ForeignKey(
        "assessments.VersionMigration", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField(auto_now_add=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Who is to sign; None where the author signs.
    sponsor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="to_sign"
    )
    signed_at = models.DateTimeField(null=True)

    objects = AssessmentQuerySet.as_manager()

    viewer_role: str  # annotated by visible_to

    class Meta:
        ordering: ClassVar = ["-started_at"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(mode=states.TOGETHER, state__in=states.states_of(states.TOGETHER))
                | Q(mode=states.INDEPENDENT, state__in=states.states_of(states.INDEPENDENT)),
                name="assessment_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=states.OPEN, submitted_at__isnull=True)
                | Q(state__in=[states.AWAITING, states.SIGNED], submitted_at__isnull=False),
                name="assessment_submitted_at",
            ),
            models.CheckConstraint(
                condition=Q(state=states.SIGNED, signed_at__isnull=False)
                | (~Q(state=states.SIGNED) & Q(signed_at__isnull=True)),
                name="assessment_signed_at",
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
        """Not submitted: something about it can still change."""
        return self.state in states.OPEN

    @property
    def state_name(self) -> str:
        return states.short_name(self.state)

    @property
    def independent(self) -> bool:
        return self.mode == states.INDEPENDENT

    @property
    def answering(self) -> bool:
        """Members answer it together, now."""
        return self.state == states.ANSWERING

    @property
    def rating(self) -> bool:
        """A round is open: ratings come in, and nobody may learn any of them."""
        return self.state == states.RATING

    @property
    def settling(self) -> bool:
        return self.state == states.SETTLING

    @property
    def awaiting(self) -> bool:
        return self.state == states.AWAITING

    @property
    def signed(self) -> bool:
        return self.state == states.SIGNED
