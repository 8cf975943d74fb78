"""A release: computed once, approved by a second person, and never changed."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lhs_portal.lib.wording import mark
from reports.field.models import FieldCycle
from reports.models.job import Job


class Kind(models.TextChoices):
    FIELD = "field", mark("Field release")
    PARTICIPATION = "participation", mark("Participation release")


class State(models.TextChoices):
    QUEUED = "queued", mark("Waiting for a worker")
    RUNNING = "running", mark("Being computed")
    PREPARED = "prepared", mark("Waiting for approval")
    PUBLISHED = "published", mark("Published")
    STOPPED = "stopped", mark("Stopped")
    FAILED = "failed", mark("Could not be computed")


class Release(Job):
    """`number` and `published_at` come with the approval; before it nobody but managers sees it.

    `thresholds` and `checklist` are canonical JSON. `basis_digest` is that of the members, their
    cards and the thresholds; `digest` that of all published figures.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.FIELD)
    cycle = models.ForeignKey(FieldCycle, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField(null=True, unique=True)
    corrects = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="corrections"
    )
    correction = models.TextField(blank=True, help_text="What was wrong in the corrected release.")
    note = models.TextField(blank=True, help_text="From the release managers, for all readers.")

    requested_at = models.DateTimeField()
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The names stay when an account goes: two people made it.
    prepared_by_name = models.CharField(max_length=200)
    prepared_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_by_name = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    stopped_why = models.TextField(blank=True)

    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    framework_version = models.CharField(max_length=40)
    framework_digest = models.CharField(max_length=64)
    rules_version = models.CharField(max_length=10, blank=True)
    thresholds = models.TextField(blank=True)
    checklist = models.TextField(blank=True)
    # Rounded as every count is; None where not even the whole field may be shown.
    n = models.PositiveIntegerField(null=True)
    basis_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["-requested_at"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="release_kind_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="release_state_known"),
            models.CheckConstraint(
                condition=(
                    Q(state=State.PUBLISHED, number__isnull=False, published_at__isnull=False)
                    & ~Q(approved_by_name="")
                    & ~Q(digest="")
                )
                | (
                    ~Q(state=State.PUBLISHED)
                    & Q(number__isnull=True, published_at__isnull=True, approved_by_name="")
                ),
                name="release_published_whole",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(prepared_by__isnull=True)
                | ~Q(approved_by=F("prepared_by")),
                name="release_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.STOPPED)
                | (Q(stopped_at__isnull=False) & ~Q(stopped_why="")),
                name="release_stopped_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.RUNNING)
                | Q(token__isnull=False, lease_until__isnull=False),
                name="release_running_has_lease",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.FAILED) | ~Q(error=""), name="release_failed_says_why"
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(correction=""),
                name="release_correction_says_what",
            ),
            # One at a time of a kind and a cycle, so that none is checked without the other.
            models.UniqueConstraint(
                fields=["cycle", "kind"],
                condition=Q(state__in=[State.QUEUED, State.RUNNING, State.PREPARED]),
                name="release_one_under_way",
            ),
        ]

    def __str__(self) -> str:
        return f"Release {self.number}" if self.number else f"Release of {self.requested_at:%F}"


class ReleaseMember(models.Model):
    """Whose score card is in a release. No page shows it; later releases are checked against it.

    No foreign keys to the organization: what was published stays known to the joint check when
    the organization is gone.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="members")
    position = models.PositiveIntegerField()
    organization = models.UUIDField()
    report = models.UUIDField()
    card_digest = models.CharField(max_length=64)
    system = models.CharField(max_length=60)
    # Attribute code → the value's code.
    attributes = models.JSONField()
    # The report of the cycle before, where there is one; "" otherwise.
    earlier_report = models.CharField(max_length=36, blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["release", "organization"], name="release_member_organization_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization} in {self.release_id}"


class ReleaseMeasure(models.Model):
    """On whom a measure of a release rests, and in which tables it stands. No page shows it.

    `respondents` is a bitmap over the members' positions; `tables` are positions, by commas.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="measures")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=80)
    kind = models.CharField(max_length=10)
    respondents = models.BinaryField()
    tables = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["release", "code"], name="release_measure_once")
        ]

    def __str__(self) -> str:
        return self.code
