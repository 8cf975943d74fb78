"""A working copy of a framework version, in parts that editors change one at a time."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from commitments.models import FrameworkVersion


def _person() -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )


class DraftState(models.TextChoices):
    OPEN = "open", gettext_lazy("Open")
    PUBLISHED = "published", gettext_lazy("Published")
    DISCARDED = "discarded", gettext_lazy("Discarded")


class DraftQuerySet(models.QuerySet["Draft"]):
    def open(self) -> "DraftQuerySet":
        return self.filter(state=DraftState.OPEN)


class Draft(models.Model):
    """`revision` counts the changes: equal revisions of a draft have equal content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.CharField(max_length=40)
    base = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="drafts")
    source_language = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=DraftState, default=DraftState.OPEN)
    revision = models.PositiveIntegerField(default=1)
    published_as = models.OneToOneField(
        FrameworkVersion, null=True, on_delete=models.PROTECT, related_name="made_of"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = _person()
    ended_at = models.DateTimeField(null=True)
    ended_by = _person()

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["version"], condition=Q(state="open"), name="draft_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True)
                | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="draft_ended_at",
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_as__isnull=False)
                | (~Q(state="published") & Q(published_as__isnull=True)),
                name="draft_published_as",
            ),
        ]

    def __str__(self) -> str:
        return self.version

    @property
    def is_open(self) -> bool:
        return self.state == DraftState.OPEN


class DraftPart(models.Model):
    """One record of the document (see document.py). `revision` is what a form says it has seen."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="parts")
    section = models.CharField(max_length=30)
    code = models.CharField(max_length=100)
    position = models.PositiveIntegerField()
    entry = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True)
    changed_by = _person()

    class Meta:
        ordering: ClassVar = ["section", "position", "id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["draft", "section", "code"], name="draft_part_code_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.code}"


class ChangeKind(models.TextChoices):
    CHANGED = "changed", gettext_lazy("Changed")
    ADDED = "added", gettext_lazy("Added")
    REMOVED = "removed", gettext_lazy("Removed")
    MOVED = "moved", gettext_lazy("Moved")


class DraftChange(models.Model):
    """The history. What one press of a button did shares a `batch` and is undone together.

    `before` and `after` are {"entry": …, "position": …} of the part; None where there was none.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    batch = models.UUIDField()
    kind = models.CharField(max_length=10, choices=ChangeKind)
    section = models.CharField(max_length=30)
    code = models.CharField(max_length=100)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    why = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = _person()
    undoes = models.ForeignKey(
        "self", null=True, on_delete=models.CASCADE, related_name="undone_by"
    )

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["draft", "number"], name="draft_change_number"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["draft", "section", "code", "-number"], name="draft_change_part")
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.kind} {self.section} {self.code}"


class CommentState(models.TextChoices):
    OPEN = "open", gettext_lazy("Open")
    ADOPTED = "adopted", gettext_lazy("Adopted")
    SETTLED = "settled", gettext_lazy("Settled")


class DraftComment(models.Model):
    """On one text of a part (`field` as in texts.py) or, without one, on the whole part.

    `about` is the text as its author saw it; a `suggestion` is what it should say instead.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="comments")
    section = models.CharField(max_length=30)
    code = models.CharField(max_length=100)
    field = models.CharField(max_length=60, blank=True)
    about = models.TextField(blank=True)
    text = models.TextField(blank=True)
    suggestion = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=CommentState, default=CommentState.OPEN)
    at = models.DateTimeField(auto_now_add=True)
    by = _person()
    settled_at = models.DateTimeField(null=True)
    settled_by = _person()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(suggestion=""), name="draft_comment_says_something"
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True)
                | (~Q(state="open") & Q(settled_at__isnull=False)),
                name="draft_comment_settled_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.code}: {self.text[:40]}"


class ProposalState(models.TextChoices):
    OPEN = "open", gettext_lazy("Waits for approval")
    APPROVED = "approved", gettext_lazy("Approved")
    DECLINED = "declined", gettext_lazy("Declined")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")


class Proposal(models.Model):
    """One editor proposes a draft as it is now; another approves exactly that."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="proposals")
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    revision = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    notes = models.TextField()
    proposed_at = models.DateTimeField(auto_now_add=True)
    proposed_by = _person()
    decided_at = models.DateTimeField(null=True)
    decided_by = _person()
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-proposed_at", "-id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["draft"], condition=Q(state="open"), name="proposal_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True)
                | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="proposal_decided_at",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | ~Q(decided_by=F("proposed_by")),
                name="proposal_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} at {self.revision}: {self.state}"


class Publication(models.Model):
    """How a version came to be public: the notes, and the two who proposed and approved it.

    A version that was loaded from a file has none.
    """

    framework_version = models.OneToOneField(
        FrameworkVersion, on_delete=models.PROTECT, related_name="publication"
    )
    base = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="+")
    notes = models.TextField()
    proposed_at = models.DateTimeField()
    proposed_by = _person()
    approved_at = models.DateTimeField()
    approved_by = _person()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~Q(approved_by=F("proposed_by")), name="publication_by_two"
            ),
            models.CheckConstraint(
                condition=~Q(base=F("framework_version")), name="publication_base_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework_version_id} of {self.base_id}"


class Withdrawal(models.Model):
    """Why a version is not for new use, from when, and until when. Everybody reads the reason."""

    framework_version = models.ForeignKey(
        FrameworkVersion, on_delete=models.PROTECT, related_name="withdrawals"
    )
    reason = models.TextField()
    withdrawn_at = models.DateTimeField()
    withdrawn_by = _person()
    reinstated_at = models.DateTimeField(null=True)
    reinstated_by = _person()

    class Meta:
        ordering: ClassVar = ["-withdrawn_at", "-id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["framework_version"],
                condition=Q(reinstated_at__isnull=True),
                name="withdrawal_open_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_has_reason"),
            models.CheckConstraint(
                condition=Q(reinstated_at__isnull=False) | Q(reinstated_by__isnull=True),
                name="withdrawal_reinstated_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework_version_id} since {self.withdrawn_at:%Y-%m-%d}"
