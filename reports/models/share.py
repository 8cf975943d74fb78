"""A link by which people without an account read one report, or files of it."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from reports.models.report import Report


class ShareLink(models.Model):
    """The token itself is shown once and never stored. `files` are kinds of documents."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="share_links")
    token_hash = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=120, help_text="For whom it was made.")
    with_page = models.BooleanField()
    files = models.JSONField(default=list)
    password = models.CharField(max_length=200, blank=True, help_text="Hashed; empty means none.")
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    opened = models.PositiveIntegerField(default=0, help_text="How often it was followed.")
    last_opened_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(with_page=True) | ~Q(files=[]), name="share_link_shows_something"
            ),
            models.CheckConstraint(
                condition=Q(revoked_by__isnull=True) | Q(revoked_at__isnull=False),
                name="share_link_revoked_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return self.label
