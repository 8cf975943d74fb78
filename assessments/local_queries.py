"""The questions that an organization added to an assessment, as plain data."""

from uuid import UUID

from django.http import Http404

from assessments.answer_sheet import Answer
from assessments.changes import Stored
from assessments.local_items import MOST, LocalItem, code_of
from assessments.models import Assessment
from assessments.models import LocalItem as LocalItemRow

LAST_ROWS = MOST  # of one assessment, at most


def load_local_items(assessment: Assessment) -> tuple[LocalItem, ...]:
    """In the order of their numbers, in one query; without those that were removed."""
    return tuple(local_item_of(row) for row in load_local_rows(assessment))


def local_item_of(row: LocalItemRow) -> LocalItem:
    return LocalItem(
        code=code_of(row.number),
        subject=row.subject,
        question=row.question,
        descriptors=tuple(row.descriptors),
        why=row.why,
        level=row.level,
        not_applicable=row.not_applicable,
        dont_know=row.dont_know,
        reason=row.reason,
        note=row.note,
    )


def load_local_rows(assessment: Assessment) -> list[LocalItemRow]:
    """As `load_local_items`, with who saved the answers and when."""
    rows = LocalItemRow.objects.filter(assessment=assessment, removed_at=None)
    return list(rows.order_by("number"))


def load_local_row(assessment: Assessment, number: int) -> LocalItemRow:
    """One that was not removed. Raises Http404."""
    found = LocalItemRow.objects.filter(
        assessment=assessment, number=number, removed_at=None
    ).first()
    if found is None:
        raise Http404("This local question is not here.")
    return found


def stored_answer_of(row: LocalItemRow) -> Stored[Answer]:
    """The answer as the forms and the rules of conflicts know answers; its part is the number."""
    answer = Answer(
        code_of(row.number),
        row.level,
        row.not_applicable,
        row.dont_know,
        row.reason,
        row.note,
    )
    return Stored(answer, row.number, row.version, row.updated_at, row.updated_by_id)


def find_copyable(
    assessment: Assessment, present: list[LocalItemRow]
) -> tuple[UUID | None, list[LocalItemRow]]:
    """The last earlier assessment of the organization that has local questions, and which of them
    are not asked here already, word by word."""
    rows = LocalItemRow.objects.filter(
        assessment__organization=assessment.organization_id,
        assessment__started_at__lt=assessment.started_at,
        removed_at=None,
    ).order_by("-assessment__started_at", "assessment_id", "number")
    asked = {row.question for row in present}
    earlier = list(rows[:LAST_ROWS])
    last = earlier[0].assessment_id if earlier else None
    return last, [row for row in earlier if row.assessment_id == last and row.question not in asked]
