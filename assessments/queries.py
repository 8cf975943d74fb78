"""Assessments read for answering: plain data, in few queries whatever the number of answers."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, FilteredRelation, Q, QuerySet, TextField, Value, When
from django.shortcuts import get_object_or_404

from assessments.answer_sheet import Answer, AnswerSheet
from assessments.changes import Declared, Stored
from assessments.models import Assessment, Target
from commitments.models import Commitment, FrameworkVersion, Item
from lhs_portal.accounts.models import Organization
from lhs_portal.audit.models import Event

NOBODY = "A person who has left"


def load_assessment(user: Any, assessment_id: UUID, *, lock: bool = False) -> Assessment:
    """With organization and version, and the person's `viewer_role`. Raises Http404.

    `lock` holds the row until the transaction ends (SQLite locks by its IMMEDIATE transactions).
    """
    visible = Assessment.objects.visible_to(user)
    if lock:
        visible = visible.select_for_update(of=("self",))
    # The frame is the largest column of all, and a definition is read from memory.
    return get_object_or_404(
        visible.select_related("organization", "framework_version").defer(
            "framework_version__frame"
        ),
        pk=assessment_id,
    )


def newest_framework() -> FrameworkVersion | None:
    return FrameworkVersion.objects.in_use().first()


def load_assessments_of(organization: Organization) -> QuerySet[Assessment]:
    """Newest first, each with `answered`: how many items have an answer."""
    complete = (
        Q(answers__level__isnull=False)
        | Q(answers__not_applicable=True)
        | Q(answers__dont_know=True)
    )
    return (
        Assessment.objects.filter(organization=organization)
        .select_related("framework_version")
        .defer("framework_version__frame")
        .annotate(answered=Count("answers", filter=complete))
    )


def load_answers(
    assessment: Assessment, *, texts_of: Collection[str] | None = None
) -> dict[str, Stored[Answer]]:
    """Every item of the version by code, answered or not, in one query.

    Reasons and notes may be long: `texts_of` names the items that need them, None means all.
    """
    rows = (
        Item.objects.filter(framework_version_id=assessment.framework_version_id)
        .annotate(
            here=FilteredRelation("answers", condition=Q(answers__assessment=assessment)),
            reason=_text("reason", texts_of),
            note=_text("note", texts_of),
        )
        .order_by("position")
        .values_list(
            "code",
            "id",
            "here__level",
            "here__not_applicable",
            "here__dont_know",
            "reason",
            "note",
            "here__version",
            "here__updated_at",
            "here__updated_by",
            "here__updated_by__name",
            "here__updated_by__email",
        )
    )
    return {
        code: Stored(
            Answer(code, level, bool(na), bool(dk), reason or "", note or ""),
            part_id,
            version or 0,
            at,
            (name or email or NOBODY) if version else "",
            by,
        )
        for code, part_id, level, na, dk, reason, note, version, at, by, name, email in rows
    }


def load_targets(assessment: Assessment) -> dict[str, Stored[Declared]]:
    """Every commitment of the version by code, declared or not, in two queries."""
    declared = {
        target.commitment_id: target
        for target in Target.objects.filter(assessment=assessment).select_related("updated_by")
    }
    parts = Commitment.objects.filter(
        framework_version_id=assessment.framework_version_id
    ).values_list("code", "id")
    return {code: _stored_target(code, pk, declared.get(pk)) for code, pk in parts}


def load_sheet(assessment: Assessment) -> AnswerSheet:
    """Answers with their texts, and target levels."""
    return sheet_of(assessment, load_answers(assessment))


def sheet_of(assessment: Assessment, stored: dict[str, Stored[Answer]]) -> AnswerSheet:
    targets = Target.objects.filter(assessment=assessment, level__isnull=False).values_list(
        "commitment__code", "level"
    )
    return AnswerSheet.of(
        (row.entry for row in stored.values() if row.version),
        {code: level for code, level in targets if level is not None},
    )


def history_of(assessment: Assessment, *, code: str = "") -> QuerySet[Event]:
    """Newest first; `code` keeps the events that changed this item or commitment."""
    events = Event.objects.filter(
        subject_type="assessment", subject_id=str(assessment.pk)
    ).select_related("actor")
    return events.filter(after__has_key=code) if code else events


def _text(field: str, codes: Collection[str] | None) -> F | Case:
    if codes is None:
        return F(f"here__{field}")
    return Case(
        When(code__in=list(codes), then=F(f"here__{field}")),
        default=Value(""),
        output_field=TextField(),
    )


def _stored_target(code: str, part_id: int, target: Target | None) -> Stored[Declared]:
    if target is None:
        return Stored(Declared(code), part_id)
    by = target.updated_by
    return Stored(
        Declared(code, target.level, target.statement),
        part_id,
        target.version,
        target.updated_at,
        by.display_name if by else NOBODY,
        target.updated_by_id,
    )
