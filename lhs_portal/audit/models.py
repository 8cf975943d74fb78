"""The history: who, when, what, from, to. The lowest layer, so that every app can write it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models


class Event(models.Model):
    """One thing that happened. Never changed, but that a person's name can be taken from it."""

    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    organization = models.ForeignKey(
        "accounts.Organization", null=True, on_delete=models.CASCADE, related_name="events"
    )
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    what = models.CharField(max_length=200, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["subject_type", "subject_id", "-at"], name="event_subject"),
            models.Index(fields=["organization", "-at"], name="event_organization"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id} {self.what}".strip()


def record_event(
    verb: str,
    subject: models.Model,
    *,
    by: models.Model | None,
    organization: models.Model | None = None,
    what: str = "",
    before: Any = None,
    after: Any = None,
) -> Event:
    """Write one event in the caller's transaction. `before` and `after` must be JSON."""
    return Event.objects.create(
        actor_id=by.pk if by else None,
        organization_id=organization.pk if organization else None,
        verb=verb,
        subject_type=subject._meta.model_name or "",
        subject_id=str(subject.pk),
        what=what,
        before=before,
        after=after,
    )
