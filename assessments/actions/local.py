"""An organization's own questions in an assessment, and their answers."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assessments.actions.answers import EDITED, what_of
from assessments.actions.saved import Saved
from assessments.answer_sheet import Answer
from assessments.changes import AnswerChange, UnknownCode, content_of, next_versions, weigh
from assessments.local_items import LEVELS, MOST, code_of
from assessments.local_queries import (
    find_copyable,
    load_local_row,
    load_local_rows,
    stored_answer_of,
)
from assessments.models import Assessment, LocalItem
from assessments.permissions import check_answer_local, check_edit_local
from assessments.queries import load_assessment
from commitments.queries import load_definition
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.plain_text import is_blank
from lhs_portal.lib.wording import say

WORDED = ("subject", "question", "why", "descriptors")


class TooManyLocalItems(Refused):
    """An assessment takes no more of them."""

    def __init__(self) -> None:
        super().__init__(
            say(
                "An assessment takes at most {most} local questions, and it has them. Remove one "
                "first.",
                most=MOST,
            )
        )


class LocalItemChanged(Refused):
    """Somebody else changed the question since the page was read: `item` has what stands now."""

    def __init__(self, item: LocalItem) -> None:
        super().__init__(say("Somebody changed this while you were working on it."))
        self.item = item


def add_local_item(
    *,
    assessment: Assessment | UUID,
    question: str,
    why: str = "",
    subject: str = "",
    descriptors: Sequence[str] = (),
    once: UUID | None = None,
    by: User,
) -> LocalItem:
    """`once` is the id that it gets, so that a second press finds it made.

    Raises Http404, PermissionDenied, Frozen, UnknownCode, TooManyLocalItems, ValueError.
    """
    with transaction.atomic():
        row = _locked(assessment, by)
        if once and (made := row.local_items.filter(pk=once).first()):
            return made
        wording = _wording(row, question, why, subject, descriptors)
        [item] = _create(row, [wording], ids=[once])
        _record("local question added", row, item, by=by, after=content_of_question(item))
    return item


def edit_local_item(
    *,
    assessment: Assessment | UUID,
    number: int,
    question: str,
    why: str = "",
    subject: str = "",
    descriptors: Sequence[str] = (),
    seen: int,
    by: User,
) -> LocalItem:
    """Its answer stays. `seen` is the `wording` that the author saw; saving the same again changes
    nothing.

    Raises Http404, PermissionDenied, Frozen, UnknownCode, LocalItemChanged, ValueError.
    """
    with transaction.atomic():
        row = _locked(assessment, by)
        item = load_local_row(row, number)
        before = content_of_question(item)
        wording = _wording(row, question, why, subject, descriptors)
        if all(getattr(item, key) == value for key, value in wording.items()):
            return item
        if item.wording != seen:
            raise LocalItemChanged(item)
        for key, value in wording.items():
            setattr(item, key, value)
        item.wording += 1
        item.save(update_fields=[*WORDED, "wording"])
        after = content_of_question(item)
        changed = [key for key in after if after[key] != before[key]]
        _record(
            "local question changed",
            row,
            item,
            by=by,
            before={key: before[key] for key in changed},
            after={key: after[key] for key in changed},
        )
    return item


def remove_local_item(*, assessment: Assessment | UUID, number: int, by: User) -> None:
    """With its answer; the history keeps both. Raises Http404, PermissionDenied, Frozen."""
    with transaction.atomic():
        row = _locked(assessment, by)
        item = load_local_row(row, number)
        item.removed_at = timezone.now()
        item.save(update_fields=["removed_at"])
        before = content_of_question(item)
        _record(
            "local question removed",
            row,
            item,
            by=by,
            before=before,
            after=dict.fromkeys(before, ""),
        )


def copy_local_items(*, assessment: Assessment | UUID, by: User) -> int:
    """The questions of the last assessment that has some, without answers; gives how many.

    What is asked here already is not asked twice. Raises Http404, PermissionDenied, Frozen,
    TooManyLocalItems.
    """
    with transaction.atomic():
        row = _locked(assessment, by)
        present = load_local_rows(row)
        _, copyable = find_copyable(row, present)
        if not copyable:
            return 0
        made = _create(row, [{key: getattr(item, key) for key in WORDED} for item in copyable])
        record_event(
            "local questions copied",
            row,
            by=by,
            organization=row.organization,
            what=what_of(code_of(item.number) for item in made),
            before={},
            after={code_of(item.number): content_of_question(item) for item in made},
        )
    return len(made)


def save_local_answers(
    *, assessment: Assessment | UUID, changes: Iterable[AnswerChange], by: User
) -> Saved[Answer]:
    """As `save_answers`. Raises Http404, PermissionDenied, Frozen, UnknownCode."""
    pk = assessment.pk if isinstance(assessment, Assessment) else assessment
    with transaction.atomic():
        row = load_assessment(by, pk, lock=True)
        check_answer_local(row)
        items = {code_of(item.number): item for item in load_local_rows(row)}
        stored = {code: stored_answer_of(item) for code, item in items.items()}
        to_save, conflicts = weigh(tuple(changes), stored)
        now = timezone.now()
        new = next_versions(stored, to_save, at=now, by=by.pk)
        for code, saved in new.items():
            item = items[code]
            item.version, item.updated_at, item.updated_by = saved.version, now, by
            for key, value in content_of(saved.entry).items():
                setattr(item, key, value)
        if new:
            LocalItem.objects.bulk_update(
                [items[code] for code in new], [*EDITED, "version", "updated_at", "updated_by"]
            )
            record_event(
                "local questions answered",
                row,
                by=by,
                organization=row.organization,
                what=what_of(new),
                before={code: content_of(stored[code].entry) for code in new},
                after={code: content_of(entry.entry) for code, entry in new.items()},
            )
    return Saved(row, {**stored, **new}, tuple(new), conflicts, now)


def content_of_question(item: LocalItem) -> dict[str, str]:
    """What people see of the question, for the history."""
    return {
        "question": item.question,
        "why": item.why,
        "subject": item.subject,
        "descriptors": "\n".join(f"{level}: {text}" for level, text in enumerate(item.descriptors)),
    }


def _locked(assessment: Assessment | UUID, by: User) -> Assessment:
    pk = assessment.pk if isinstance(assessment, Assessment) else assessment
    row = load_assessment(by, pk, lock=True)
    check_edit_local(row)
    return row


def _wording(
    row: Assessment, question: str, why: str, subject: str, descriptors: Sequence[str]
) -> dict[str, Any]:
    if is_blank(question):
        raise ValueError("A local question asks something.")
    if descriptors and (len(descriptors) != LEVELS or any(map(is_blank, descriptors))):
        raise ValueError("A local question describes every level, or none.")
    if subject and subject not in load_definition(row.framework_version).subject_by_code:
        raise UnknownCode(f"{subject!r} is not part of this framework version.")
    return {
        "subject": subject,
        "question": question,
        "why": why,
        "descriptors": list(descriptors),
    }


def _create(
    row: Assessment, wordings: Sequence[dict[str, Any]], ids: Sequence[UUID | None] = ()
) -> list[LocalItem]:
    """With the next numbers, which count those that were removed."""
    if row.local_items.filter(removed_at=None).count() + len(wordings) > MOST:
        raise TooManyLocalItems
    last = row.local_items.aggregate(last=Max("number"))["last"] or 0
    given = [{"id": pk} if pk else {} for pk in ids] or [{} for _ in wordings]
    return LocalItem.objects.bulk_create(
        LocalItem(assessment=row, number=last + place, **wording, **more)
        for place, (wording, more) in enumerate(zip(wordings, given, strict=True), start=1)
    )


def _record(
    verb: str,
    row: Assessment,
    item: LocalItem,
    *,
    by: User,
    before: dict[str, str] | None = None,
    after: dict[str, str],
) -> None:
    code = code_of(item.number)
    record_event(
        verb,
        row,
        by=by,
        organization=row.organization,
        what=code,
        before={code: before} if before else None,
        after={code: after},
    )
