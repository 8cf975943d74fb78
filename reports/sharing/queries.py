"""A share link by the token that a stranger holds."""

from django.utils import timezone

from lhs_portal.lib.tokens import digest_of_token
from reports.models import ShareLink


def load_share(token: str) -> ShareLink | None:
    """With report and organization. None for what was guessed, has expired or was ended: nobody
    without the token can tell these apart, and nobody with it needs to."""
    return (
        ShareLink.objects.select_related("report__assessment__organization")
        .filter(token_hash=digest_of_token(token), revoked_at=None, expires_at__gt=timezone.now())
        .first()
    )
