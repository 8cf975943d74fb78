"""What an answer rests on. A piece belongs to its organization and is used at items of cycles."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from assessments.models.assessment import Assessment
from commitments.models import Item
from lhs_portal.accounts.models import Organization


class Evidence(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="evidence"
    )
    title = models.CharField(max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["title", "id"]

    def __str__(self) -> str:
        return self.title


class EvidenceVersion(models.Model):
    """A file or a link as it was added; never changed, a newer one is a version of its own."""

    class Kind(models.TextChoices):
        FILE = "file", gettext_lazy("File")
        LINK = "link", gettext_lazy("Link")

    class Scan(models.TextChoices):
        NOT_SCANNED = "not_scanned", gettext_lazy("Not scanned for viruses")
        CLEAN = "clean", gettext_lazy("Scanned: no virus found")
        NO_FILE = "no_file", gettext_lazy("A link: nothing to scan")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=4, choices=Kind)
    dated = models.DateField(help_text="The date of the evidence itself.")
    url = models.URLField(max_length=2000, blank=True)
    filename = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    path = models.CharField(max_length=300, blank=True, help_text="Relative to the media root.")
    scan = models.CharField(max_length=12, choices=Scan)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["evidence", "number"], name="evidence_number_unique"),
            models.UniqueConstraint(
                fields=["path"], condition=~Q(path=""), name="evidence_path_unique"
            ),
            models.CheckConstraint(
                condition=(Q(kind="file", url="", scan__in=["not_scanned", "clean"]) & ~Q(path=""))
                | (Q(kind="link", path="", scan="no_file") & ~Q(url="")),
                name="evidence_file_or_link",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id} version {self.number}"


class EvidenceUse(models.Model):
    """A version of a piece at an item of an assessment: what it shows, and for which level."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="evidence_uses"
    )
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(EvidenceVersion, on_delete=models.CASCADE, related_name="uses")
    shows = models.TextField()
    level = models.PositiveSmallIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["added_at", "id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["assessment", "item", "version"],
                condition=Q(removed_at__isnull=True),
                name="evidence_once_an_item",
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__in=[0, 1, 2, 3, 4]),
                name="evidence_level_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} at {self.item_id}"
