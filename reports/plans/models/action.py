import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models import Assessment, Evidence
from commitments.models import AnchorFeature, Item
from reports.plans.codes import BARRIERS, DONE, DROPPED, OPEN, OTHER, STATES


class Action(models.Model):
    """What an organization does about a feature or an item of a signed assessment.

    `owner_name` stays when the owner's account goes. `version` counts the writes of people;
    reminders leave it as it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="actions")
    number = models.PositiveIntegerField()
    feature = models.ForeignKey(
        AnchorFeature, null=True, on_delete=models.PROTECT, related_name="+"
    )
    item = models.ForeignKey(Item, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="plan_actions"
    )
    owner_name = models.CharField(max_length=200, blank=True)
    due = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=list(STATES.items()), default=OPEN[0])
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    dropped_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    expected = models.PositiveSmallIntegerField(
        null=True, help_text="The level that is expected at the next cycle."
    )
    resources = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    evidence = models.ManyToManyField(Evidence, through="ActionEvidence", related_name="+")
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reminded_at = models.DateTimeField(null=True)
    reminded_of = models.CharField(
        max_length=10, blank=True, help_text="The last occasion that its owner had a mail about."
    )

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["assessment", "number"], name="action_number_unique"),
            models.CheckConstraint(
                condition=Q(feature__isnull=False, item__isnull=True)
                | Q(feature__isnull=True, item__isnull=False),
                name="action_one_aim",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="action_titled"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, done_at__isnull=True, dropped_at__isnull=True)
                | Q(state=DONE, done_at__isnull=False, dropped_at__isnull=True)
                | Q(state=DROPPED, done_at__isnull=True, dropped_at__isnull=False),
                name="action_state_at",
            ),
            models.CheckConstraint(
                condition=Q(done_by__isnull=True) | Q(done_at__isnull=False),
                name="action_done_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(dropped_by__isnull=True) | Q(dropped_at__isnull=False),
                name="action_dropped_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | ~Q(owner_name=""), name="action_owner_named"
            ),
            models.CheckConstraint(
                condition=Q(expected__isnull=True) | Q(expected__in=[0, 1, 2, 3, 4]),
                name="action_expected_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def open(self) -> bool:
        return self.state in OPEN

    @property
    def overdue(self) -> bool:
        return self.open and self.due is not None and self.due < timezone.localdate()

    @property
    def aim_code(self) -> str:
        return self.feature.code if self.feature else self.item.code if self.item else ""


class Barrier(models.Model):
    """What holds an action back; `text` says what "other" is."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="barriers")
    code = models.CharField(max_length=40, choices=list(BARRIERS.items()))
    text = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["action", "code"], name="action_barrier_once"),
            models.CheckConstraint(
                condition=Q(code__in=[code for code in BARRIERS if code != OTHER], text="")
                | (Q(code=OTHER) & ~Q(text="")),
                name="action_barrier_other_says",
            ),
        ]

    def __str__(self) -> str:
        return self.text or self.code


class ActionEvidence(models.Model):
    """A piece of the organization that an action rests on, or that it brought about."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="pieces")
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["action", "evidence"], name="action_evidence_once")
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id} at {self.action_id}"
