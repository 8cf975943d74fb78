"""Calendar addresses: one a person and organization, renewed by making another."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from lhs_portal.accounts.models import Organization, User
from lhs_portal.audit.models import record_event
from lhs_portal.lib.tokens import digest_of_token, make_token
from reports.plans.models import PlanFeed

GOOD_FOR = timedelta(days=400)


def make_feed(*, organization: Organization, by: User) -> str:
    """The token, which is shown once. The address that the person had before ends."""
    token = make_token()
    now = timezone.now()
    with transaction.atomic():
        feed, _ = PlanFeed.objects.update_or_create(
            user=by,
            organization=organization,
            defaults={
                "token_hash": digest_of_token(token),
                "made_at": now,
                "expires_at": now + GOOD_FOR,
            },
        )
        record_event(
            "made plan feed",
            organization,
            by=by,
            organization=organization,
            after={"until": feed.expires_at.date().isoformat()},
        )
    return token


def end_feed(*, organization: Organization, by: User) -> None:
    """Ended twice, it is ended once."""
    with transaction.atomic():
        ended, _ = PlanFeed.objects.filter(user=by, organization=organization).delete()
        if ended:
            record_event("ended plan feed", organization, by=by, organization=organization)
