"""What a calendar reads, by its token alone."""

from datetime import datetime

from django.db.models import F, QuerySet

from assessments.states import SIGNED
from lhs_portal.lib.tokens import digest_of_token
from reports.plans.codes import OPEN
from reports.plans.models import Action, PlanFeed


def load_feed(token: str, *, now: datetime) -> PlanFeed | None:
    """None for a token that is wrong, ended or expired, and for who is no member any more."""
    return (
        PlanFeed.objects.filter(
            token_hash=digest_of_token(token),
            expires_at__gt=now,
            user__is_active=True,
            organization__memberships__user=F("user"),
        )
        .select_related("organization")
        .first()
    )


def load_feed_actions(feed: PlanFeed) -> QuerySet[Action]:
    """All that the organization has planned with a date and not done yet."""
    return (
        Action.objects.filter(
            assessment__organization=feed.organization_id,
            assessment__state=SIGNED,
            state__in=OPEN,
            due__isnull=False,
        )
        .select_related("assessment")
        .order_by("due", "assessment", "number")
    )
