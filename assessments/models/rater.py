"""Who is asked to rate. A rater need not be a member, and sees her own ratings alone."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from assessments.models.assessment import Assessment


class RoleGroup(models.TextChoices):
    """The groups by which ratings are compared; scoring knows them by these codes."""

    LEADERSHIP = "leadership", gettext_lazy("Leadership")
    MANAGEMENT = "management", gettext_lazy("Management")
    BOARD = "board", gettext_lazy("Board")
    CLINICAL_FRONT_LINE = "clinical-front-line", gettext_lazy("Clinical front line")
    OTHER_FRONT_LINE = "other-front-line", gettext_lazy("Other front line")
    INFORMATICS = "informatics", gettext_lazy("Informatics and data")
    QUALITY = "quality", gettext_lazy("Quality and safety")
    RESEARCH = "research", gettext_lazy("Research and education")
    FINANCE = "finance", gettext_lazy("Finance")
    PATIENT_PARTNER = "patient-partner", gettext_lazy("Patient or family partner")


class RaterQuerySet(models.QuerySet["Rater"]):
    def taking_part(self) -> "RaterQuerySet":
        return self.filter(removed_at__isnull=True)


class Rater(models.Model):
    """One person's part in the rating of one assessment. The role group never changes."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="raters")
    # Ratings are kept for good, also of a person who deletes the account.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="rates"
    )
    # By which scoring knows the person, in every cycle of the organization. Random, so that nobody
    # can compute the digest of a report's input for all that an unknown rating may be.
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    role_group = models.CharField(max_length=30, choices=RoleGroup)
    named = models.BooleanField(
        default=False, help_text="The rater wants her name beside her ratings."
    )
    joined_at = models.DateTimeField(auto_now_add=True)
    reminded_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = RaterQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["joined_at", "id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["assessment", "user"],
                condition=Q(user__isnull=False),
                name="rater_unique",
            ),
            models.CheckConstraint(
                condition=Q(role_group__in=RoleGroup.values), name="rater_role_group_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} rates {self.assessment_id}"


class RaterSection(models.Model):
    """A section that a rater is asked about, in the order of asking."""

    rater = models.ForeignKey(Rater, on_delete=models.CASCADE, related_name="sections")
    subject = models.CharField(max_length=60, help_text="The code of a commitment or feature.")
    position = models.PositiveSmallIntegerField()
    declined_at = models.DateTimeField(null=True, help_text="Not in a position to say.")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["rater", "subject"], name="rater_section_unique"),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True) | Q(finished_at__isnull=True),
                name="rater_section_ends_one_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rater_id} {self.subject}"


class RaterInvitation(models.Model):
    """To one e-mail address. The link's token is kept hashed (SHA-256) alone."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="rater_invitations"
    )
    email = models.EmailField(max_length=254)
    role_group = models.CharField(max_length=30, choices=RoleGroup)
    sections = models.JSONField(help_text="Codes of subjects, in the order of asking.")
    token_digest = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField(auto_now_add=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    send_error = models.CharField(max_length=200, blank=True)
    reminded_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    rater = models.OneToOneField(
        Rater, null=True, on_delete=models.CASCADE, related_name="invitation"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["-invited_at", "-id"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="rater_invitation_ends_once",
            ),
            models.UniqueConstraint(
                fields=["assessment", "email"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="rater_invitation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(role_group__in=RoleGroup.values),
                name="rater_invitation_role_group_known",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk} to rate {self.assessment_id}"

    @property
    def open(self) -> bool:
        """It can still be accepted."""
        return not self.accepted_at and not self.withdrawn_at and not self.expired

    @property
    def expired(self) -> bool:
        return self.expires_at <= timezone.now()


class JoinLink(models.Model):
    """A link that anyone who has it can join by, up to a limit. Its address is signed, not kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="join_links")
    role_group = models.CharField(
        max_length=30,
        choices=RoleGroup,
        blank=True,
        help_text="Empty: each person chooses her own.",
    )
    sections = models.JSONField(
        default=list, help_text="Codes of subjects; empty: what the role group can know."
    )
    limit = models.PositiveSmallIntegerField(default=30)
    used = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "id"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(used__lte=F("limit")), name="join_link_limit"),
            models.CheckConstraint(
                condition=Q(limit__gte=1, limit__lte=500), name="join_link_limit_range"
            ),
            models.CheckConstraint(
                condition=Q(role_group="") | Q(role_group__in=RoleGroup.values),
                name="join_link_role_group_known",
            ),
        ]

    def __str__(self) -> str:
        return f"link to rate {self.assessment_id}"
