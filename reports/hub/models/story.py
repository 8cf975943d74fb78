import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization
from lhs_portal.lib.wording import mark, say
from reports.hub import states
from reports.plans.codes import BARRIERS, OTHER

FEATURE, COMMITMENT = "feature", "commitment"
KINDS = {FEATURE: mark("Anchor feature"), COMMITMENT: mark("Commitment")}
NAMED_BARRIERS = {code: name for code, name in BARRIERS.items() if code != OTHER}


class StoryQuerySet(models.QuerySet["Story"]):
    def visible_to(self, user: Any) -> "StoryQuerySet":
        """Those of the person's organizations, in any state, each with `viewer_role`."""
        return self.filter(organization__memberships__user=user).annotate(  # type: ignore[no-redef]
            viewer_role=F("organization__memberships__role")
        )


class Story(models.Model):
    """What an organization tells of one feature or commitment; its texts are its versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="stories")
    framework_version = models.ForeignKey(
        FrameworkVersion, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=list(KINDS.items()))
    subject = models.CharField(max_length=60)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = StoryQuerySet.as_manager()

    viewer_role: str  # annotated by visible_to

    class Meta:
        ordering: ClassVar = ["-made_at", "pk"]
        verbose_name_plural = "stories"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="story_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} of {self.organization_id}"


class StoryVersion(models.Model):
    """One text of a story.

    With the offer the names and the setting are frozen as a lead confirmed them; a later change of
    the profile leaves a published story as it is. `edits` counts the saves of a draft.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(
        max_length=10, choices=list(states.STATES.items()), default=states.FIRST
    )
    title = models.CharField(max_length=120)
    setting = models.TextField(blank=True)
    did = models.TextField(blank=True)
    cost = models.TextField(blank=True)
    differently = models.TextField(blank=True)
    links = models.JSONField(default=list)
    contact = models.BooleanField(default=True)
    subject_name = models.CharField(max_length=400)
    barrier_names = models.CharField(max_length=400, blank=True)
    edits = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    organization_name = models.CharField(max_length=400, blank=True)
    sector = models.CharField(max_length=30, blank=True)
    type = models.CharField(max_length=30, blank=True)
    size_band = models.CharField(max_length=20, blank=True)
    census_division = models.CharField(max_length=30, blank=True)
    rurality = models.CharField(max_length=20, blank=True)
    offered_at = models.DateTimeField(null=True)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    moderated_at = models.DateTimeField(null=True)
    moderated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(blank=True, help_text="Why a moderator returned it.")
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_by_moderator = models.BooleanField(default=False)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["story", "number"], name="story_version_number_unique"),
            models.UniqueConstraint(
                fields=["story"], condition=Q(state=states.PUBLISHED), name="story_published_once"
            ),
            models.UniqueConstraint(
                fields=["story"], condition=Q(state__in=states.OPEN), name="story_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(states.STATES)), name="story_version_state_known"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="story_version_titled"),
            models.CheckConstraint(
                condition=~Q(state__in=[states.OFFERED, states.PUBLISHED, states.REPLACED])
                | (Q(offered_at__isnull=False) & ~Q(organization_name="")),
                name="story_offered_by_name",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[states.PUBLISHED, states.REPLACED])
                | Q(published_at__isnull=False),
                name="story_published_at",
            ),
            models.CheckConstraint(
                condition=~Q(state=states.RETURNED) | ~Q(reason=""), name="story_returned_why"
            ),
            models.CheckConstraint(
                condition=Q(state=states.WITHDRAWN, withdrawn_at__isnull=False)
                | (~Q(state=states.WITHDRAWN) & Q(withdrawn_at__isnull=True)),
                name="story_withdrawn_at",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by_moderator=False) | ~Q(withdrawn_why=""),
                name="story_withdrawn_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "-published_at"], name="story_version_state"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def open(self) -> bool:
        """Somebody still works on it: the organization, or a moderator."""
        return self.state in states.OPEN

    @property
    def state_name(self) -> str:
        return states.short_name(self.state)

    @property
    def barrier_codes(self) -> frozenset[str]:
        return frozenset(barrier.code for barrier in self.barriers.all())


class StoryBarrier(models.Model):
    """A barrier that it helped to overcome."""

    version = models.ForeignKey(StoryVersion, on_delete=models.CASCADE, related_name="barriers")
    code = models.CharField(max_length=40, choices=list(NAMED_BARRIERS.items()))

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["version", "code"], name="story_barrier_once"),
            models.CheckConstraint(
                condition=Q(code__in=list(NAMED_BARRIERS)), name="story_barrier_known"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        return say(NAMED_BARRIERS[self.code])
