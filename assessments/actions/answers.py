from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments.actions.saved import Saved
from assessments.answer_sheet import Answer as AnswerData
from assessments.changes import AnswerChange, Stored, content_of, next_versions, weigh
from assessments.models import Answer, Assessment
from assessments.permissions import check_answer
from assessments.queries import load_answers, load_assessment
from lhs_portal.accounts.models import User
from lhs_portal.audit.models import record_event

EDITED = ["level", "not_applicable", "dont_know", "reason", "note"]
LONGEST_WHAT = 200


def save_answers(
    *, assessment: Assessment | UUID, changes: Iterable[AnswerChange], by: User
) -> Saved[AnswerData]:
    """Save what does not collide, and hand back what does. Saving the same again changes nothing.

    The row is read again under its lock, so an id will do. `stored` of the result has texts for the
    posted items alone. Raises Http404, PermissionDenied, Frozen, UnknownCode.
    """
    changes = tuple(changes)
    pk = assessment.pk if isinstance(assessment, Assessment) else assessment
    with transaction.atomic():
        row = load_assessment(by, pk, lock=True)
        check_answer(row)
        codes = [change.code for change in changes]
        stored = load_answers(row, notes_of=codes, authors=False)
        to_save, conflicts = weigh(changes, stored)
        if conflicts:
            to_save, conflicts = weigh(changes, load_answers(row, notes_of=codes))
        now = timezone.now()
        new = next_versions(stored, to_save, at=now, by=by.pk)
        if new:
            write_answers(row, new, by=by)
            record_event(
                "answered",
                row,
                by=by,
                organization=row.organization,
                what=what_of(new),
                before={code: content_of(stored[code].entry) for code in new},
                after={code: content_of(entry.entry) for code, entry in new.items()},
            )
    return Saved(row, {**stored, **new}, tuple(new), conflicts, now)


def write_answers(assessment: Assessment, rows: dict[str, Stored[AnswerData]], *, by: User) -> None:
    """Insert or update, in one statement. The caller holds the lock and records the event."""
    Answer.objects.bulk_create(
        [
            Answer(
                assessment=assessment,
                item_id=row.part_id,
                version=row.version,
                updated_by=by,
                **content_of(row.entry),
            )
            for row in rows.values()
        ],
        update_conflicts=True,
        unique_fields=["assessment", "item"],
        update_fields=[*EDITED, "version", "updated_at", "updated_by"],
    )


def what_of(codes: Iterable[str]) -> str:
    """The codes in words that fit the event's column; `after` always has all of them."""
    text = ", ".join(codes)
    if len(text) <= LONGEST_WHAT:
        return text
    return text[: LONGEST_WHAT - 1].rsplit(",", 1)[0] + "…"
