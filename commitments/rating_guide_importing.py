"""A rating guide to its row: the first, or the next revision of the one that is there."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from commitments.models import FrameworkVersion
from commitments.models import RatingGuide as RatingGuideRow
from commitments.rating_guide import RatingGuide
from commitments.rating_guide_documents import document_of_guide
from lhs_portal.audit.models import record_event


@transaction.atomic
def import_rating_guide(
    guide: RatingGuide, *, version: FrameworkVersion, by: Any = None
) -> tuple[RatingGuideRow, bool]:
    """The row, and whether anything was written. Equal content is left alone."""
    # The version's lock: two loads at once cannot both make the first revision.
    version = FrameworkVersion.objects.select_for_update().get(pk=version.pk)
    row = RatingGuideRow.objects.filter(framework_version=version).first()
    if row and row.digest == guide.digest:
        return row, False
    before = row and {"revision": row.revision, "digest": row.digest}
    row = row or RatingGuideRow(framework_version=version, revision=0)
    row.revision += 1
    row.digest = guide.digest
    row.document = document_of_guide(guide, version.source_language)
    row.loaded_at = timezone.now()
    row.save()
    record_event(
        "rating guide loaded",
        version,
        by=by,
        what=version.version,
        before=before,
        after={"revision": row.revision, "digest": row.digest},
    )
    return row, True
