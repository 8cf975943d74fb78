"""What stands at an item is said anew, brought to the newest version, or taken off again."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments.actions.evidence import content_of_use, lock
from assessments.evidence_queries import load_use
from assessments.models import Assessment, EvidenceUse
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.canonical import digest_of
from lhs_portal.lib.wording import say


class TakenOff(Refused):
    """The piece stands at the item no longer."""


class ChangedMeanwhile(Refused):
    """Somebody else said it anew since the page was read: `use` has what stands there now."""

    def __init__(self, use: EvidenceUse) -> None:
        super().__init__(say("Somebody changed this while you were working on it."))
        self.use = use


def seen_of(use: EvidenceUse) -> str:
    """What a page sends back, to say what its author saw."""
    return digest_of([use.shows, use.level])


def edit_use(
    *,
    assessment: Assessment | UUID,
    use: UUID,
    shows: str,
    level: int | None,
    seen: str,
    by: User,
) -> EvidenceUse:
    """Saving the same again changes nothing; what others wrote meanwhile is not overwritten.

    Raises Http404, PermissionDenied, Frozen, TakenOff, ChangedMeanwhile.
    """
    with transaction.atomic():
        row, found = _lock(assessment, use, by)
        if (found.shows, found.level) == (shows, level):
            return found
        if seen_of(found) != seen:
            raise ChangedMeanwhile(found)
        before = content_of_use(found)
        found.shows, found.level = shows, level
        found.save(update_fields=["shows", "level"])
        after = content_of_use(found)
        changed = [key for key in after if after[key] != before[key]]
        record_event(
            "changed evidence",
            row,
            by=by,
            organization=row.organization,
            what=found.version.evidence.title,
            before={found.item.code: {key: before[key] for key in changed}},
            after={found.item.code: {key: after[key] for key in changed}},
        )
    return found


def move_use(*, assessment: Assessment | UUID, use: UUID, by: User) -> EvidenceUse:
    """To the newest version of the piece, where it is not there already.

    Raises Http404, PermissionDenied, Frozen, TakenOff.
    """
    with transaction.atomic():
        row, found = _lock(assessment, use, by)
        newest = found.version.evidence.versions.select_related("evidence").first()
        if newest is None or newest.pk == found.version_id:
            return found
        before = content_of_use(found)
        found.version = newest
        found.save(update_fields=["version"])
        record_event(
            "moved evidence",
            row,
            by=by,
            organization=row.organization,
            what=newest.evidence.title,
            before={found.item.code: before},
            after={found.item.code: content_of_use(found)},
        )
    return found


def remove_use(*, assessment: Assessment | UUID, use: UUID, by: User) -> None:
    """From the item; the piece itself, and what was said of it, are kept.

    A second time it changes nothing. Raises Http404, PermissionDenied, Frozen.
    """
    with transaction.atomic():
        row = lock(assessment, by)
        found = load_use(row, use)
        if found.removed_at:
            return
        found.removed_at, found.removed_by = timezone.now(), by
        found.save(update_fields=["removed_at", "removed_by"])
        record_event(
            "removed evidence",
            row,
            by=by,
            organization=row.organization,
            what=found.version.evidence.title,
            before={found.item.code: content_of_use(found)},
            after={found.item.code: {}},
        )


def _lock(assessment: Assessment | UUID, use: UUID, by: User) -> tuple[Assessment, EvidenceUse]:
    row = lock(assessment, by)
    found = load_use(row, use)
    if found.removed_at:
        raise TakenOff(
            say("Somebody has taken this piece off the item. You can use it there again.")
        )
    return row, found
