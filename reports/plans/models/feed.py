from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from lhs_portal.accounts.models import Organization


class PlanFeed(models.Model):
    """The address at which a person's calendar reads an organization's due actions.

    The token itself is shown once and never stored; a new one takes the place of the old.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="plan_feeds"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="plan_feeds"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["user", "organization"], name="plan_feed_unique")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} of {self.organization_id}"
