"""Framework versions as rows. A published one never changes: see immutable_rows.py.

What is said about a version from outside, such as who is asked what, stands beside it and can.
"""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from lhs_portal.lib.wording import mark


class Status(models.TextChoices):
    DRAFT = "draft", mark("Draft")
    PUBLISHED = "published", mark("Published")
    RETIRED = "retired", mark("Retired from new use")


class FrameworkVersionQuerySet(models.QuerySet["FrameworkVersion"]):
    def in_use(self) -> "FrameworkVersionQuerySet":
        """Versions with which a new assessment can be started, newest first."""
        return self.filter(status=Status.PUBLISHED).order_by("-published_at", "-id")

    def public(self) -> "FrameworkVersionQuerySet":
        return self.exclude(status=Status.DRAFT).order_by("-published_at", "-id")


class FrameworkVersion(models.Model):
    """One version; `digest` covers its structure and its texts in the source language."""

    version = models.CharField(max_length=40, unique=True)
    source_language = models.CharField(max_length=20)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    digest = models.CharField(max_length=64)
    # What has no row of its own: definition, levels, sectors, sources, crosswalks, glossary.
    frame = models.JSONField()
    loaded_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = FrameworkVersionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT, published_at__isnull=True)
                | Q(status__in=[Status.PUBLISHED, Status.RETIRED], published_at__isnull=False),
                name="framework_published_at",
            )
        ]

    def __str__(self) -> str:
        return self.version


class Part(models.Model):
    """What every row of a version has: its code, its place in the file, its entry of the file.

    `entry` is the file's own mapping, texts by language; columns repeat only what the database
    must join or constrain on.
    """

    framework_version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE)
    code = models.CharField(max_length=60)
    position = models.PositiveIntegerField()
    entry = models.JSONField()

    class Meta:
        abstract = True
        ordering: ClassVar = ["position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["framework_version", "code"], name="%(class)s_code_unique"
            ),
            models.UniqueConstraint(
                fields=["framework_version", "position"], name="%(class)s_position_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Pillar(Part):
    pass


class AnchorFeature(Part):
    pillar = models.ForeignKey(Pillar, on_delete=models.CASCADE, related_name="features")


class Commitment(Part):
    pass


class Item(Part):
    """A question; its subject is a feature or a commitment, never both."""

    feature = models.ForeignKey(
        AnchorFeature, null=True, on_delete=models.CASCADE, related_name="items"
    )
    commitment = models.ForeignKey(
        Commitment, null=True, on_delete=models.CASCADE, related_name="items"
    )
    meaning = models.PositiveIntegerField()
    essential = models.BooleanField()
    # As wide as any weight that a file may hold (document_fields.Weight).
    weight = models.DecimalField(max_digits=24, decimal_places=9)

    class Meta(Part.Meta):
        constraints: ClassVar[list[Any]] = [
            *Part.Meta.constraints,
            models.CheckConstraint(
                condition=Q(feature__isnull=False, commitment__isnull=True)
                | Q(feature__isnull=True, commitment__isnull=False),
                name="item_one_subject",
            ),
            models.CheckConstraint(condition=Q(weight__gt=0), name="item_weight_positive"),
            models.CheckConstraint(condition=Q(meaning__gte=1), name="item_meaning_positive"),
        ]


class ThroughLine(models.Model):
    """How much a feature carries a commitment; strength 0 has no row."""

    framework_version = models.ForeignKey(
        FrameworkVersion, on_delete=models.CASCADE, related_name="through_line"
    )
    feature = models.ForeignKey(AnchorFeature, on_delete=models.CASCADE, related_name="links")
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="links")
    strength = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField()
    entry = models.JSONField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["feature", "commitment"], name="through_line_cell_unique"
            ),
            models.CheckConstraint(
                condition=Q(strength__in=[1, 2]), name="through_line_strength_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.feature_id} → {self.commitment_id}: {self.strength}"


class RatingGuide(models.Model):
    """Who is asked what. Also beside a published version it may be mended: `revision` counts."""

    framework_version = models.OneToOneField(
        FrameworkVersion, on_delete=models.CASCADE, related_name="rating_guide"
    )
    revision = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    # The file's own mapping, texts by language.
    document = models.JSONField()
    loaded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(revision__gte=1), name="rating_guide_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.framework_version_id}, revision {self.revision}"


class TranslationState(models.TextChoices):
    DRAFT = "draft", gettext_lazy("Draft")
    REVIEWED = "reviewed", gettext_lazy("Reviewed")


class TranslationEdition(models.Model):
    """A version's texts in another language, by path (see translating/texts.py); never changes.

    What is mended is the next revision, so that a report can freeze the one that it used.
    """

    framework_version = models.ForeignKey(
        FrameworkVersion, on_delete=models.CASCADE, related_name="translations"
    )
    language = models.CharField(max_length=20)
    revision = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=TranslationState)
    digest = models.CharField(max_length=64)
    texts = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["language", "-revision"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["framework_version", "language", "revision"],
                name="translation_revision_unique",
            ),
            models.CheckConstraint(condition=Q(revision__gte=1), name="translation_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.framework_version_id} {self.language}, revision {self.revision}"


class TranslatedText(models.Model):
    """What a translator wrote over the newest edition, for the next one; empty: left out of it.

    `source_digest` is that of the text that was translated: another one makes this outdated.
    """

    framework_version = models.ForeignKey(
        FrameworkVersion, on_delete=models.CASCADE, related_name="translated_texts"
    )
    language = models.CharField(max_length=20)
    path = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    source_digest = models.CharField(max_length=64)
    revision = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["path"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["framework_version", "language", "path"], name="translated_text_path"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.path}"


class PreparedImport(models.Model):
    """What somebody's file said, read and checked, until she has seen the difference and confirms.

    `purpose` names what it is for. The file itself is not kept; see exchange/prepared.py.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="prepared_imports"
    )
    purpose = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200)
    content = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"{self.purpose}: {self.file_name}"
