"""What was read of a file, kept between the difference and its confirmation, for a day."""

import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from commitments.models import PreparedImport
from lhs_portal.accounts.models import User

KEPT = datetime.timedelta(hours=24)


def keep(*, purpose: str, file_name: str, content: dict[str, Any], by: User) -> PreparedImport:
    """What has run out goes at the same time, anybody's."""
    PreparedImport.objects.filter(made_at__lt=timezone.now() - KEPT).delete()
    return PreparedImport.objects.create(
        purpose=purpose, file_name=file_name[:200], content=content, by=by
    )


def find(import_id: UUID, *, purpose: str, by: User) -> PreparedImport | None:
    """Nobody finds another person's; None too where it was carried out or has run out."""
    return PreparedImport.objects.filter(
        pk=import_id, purpose=purpose, by=by, made_at__gte=timezone.now() - KEPT
    ).first()
