"""Assessments read for answering: plain data, in few queries whatever the number of answers."""

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, Q, QuerySet, Subquery, TextField, Value, When
from django.shortcuts import get_object_or_404

from assessments.answer_sheet import Answer, AnswerSheet
from assessments.changes import Declared, Stored
from assessments.migration_queries import load_to_confirm
from assessments.models import Answer as AnswerRow
from assessments.models import Assessment, Target
from assessments.states import SIGNED
from commitments.definition import Item as DefinedItem
from commitments.models import Commitment, FrameworkVersion, Item
from commitments.queries import load_definition
from lhs_portal.accounts.models import Membership, Organization, User
from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import Naming

VERSIONS_KEPT = 16
AUTHOR_COLUMNS = ["updated_at", "updated_by"]
# Rows of an assessment at items of its framework version. What stands at items of another one was
# left there by a migration: it is kept, and nothing counts it.
IN_VERSION = Q(item__framework_version=F("assessment__framework_version"))


def load_assessment(user: Any, assessment_id: UUID, *, lock: bool = False) -> Assessment:
    """With organization and version, and the person's `viewer_role`. Raises Http404.

    `lock` holds the row until the transaction ends (SQLite locks by its IMMEDIATE transactions).
    """
    visible = Assessment.objects.visible_to(user)
    if lock:
        visible = visible.select_for_update(of=("self",))
    # The frame is the largest column of all, and a definition is read from memory.
    rows = visible.select_related("organization", "framework_version").defer(
        "framework_version__frame"
    )
    # Where another went to a new framework version while this waited for the lock, PostgreSQL looks
    # for that version beside the former one, and finds no row. It is locked all the same by then.
    if lock and (found := rows.filter(pk=assessment_id).first()):
        return found
    return get_object_or_404(rows, pk=assessment_id)


def newest_framework() -> FrameworkVersion | None:
    return FrameworkVersion.objects.in_use().first()


def possible_sponsors(assessment: Assessment, lead: User) -> QuerySet[User]:
    """The members who can be asked to sign: not this lead, and not the one who submitted it."""
    return (
        User.objects.filter(memberships__organization=assessment.organization_id, is_active=True)
        .exclude(pk__in=[pk for pk in (lead.pk, assessment.submitted_by_id) if pk])
        .order_by("name", "pk")
    )


def load_assessments_of(organization: Organization) -> QuerySet[Assessment]:
    """Newest first, each with `answered`: how many items have an answer."""
    complete = (
        Q(answers__level__isnull=False)
        | Q(answers__not_applicable=True)
        | Q(answers__dont_know=True)
    ) & Q(answers__item__framework_version=F("framework_version"))
    return (
        Assessment.objects.filter(organization=organization)
        .select_related("framework_version")
        .defer("framework_version__frame")
        .annotate(answered=Count("answers", filter=complete))
        .order_by("-started_at", "-pk")
    )


def load_answers(
    assessment: Assessment, *, notes_of: Collection[str] | None = None, authors: bool = True
) -> dict[str, Stored[Answer]]:
    """Every item of the version by code, answered or not, in one query.

    Notes may be long: `notes_of` names the items whose note is wanted, None means all. Without
    `authors` nothing says when and by whom.
    """
    ids = item_ids(assessment.framework_version)
    columns = ["item_id", "level", "not_applicable", "dont_know", "reason", "version"]
    columns += AUTHOR_COLUMNS if authors else []
    wanted = None if notes_of is None else [ids[code] for code in notes_of if code in ids]
    rows = AnswerRow.objects.filter(assessment=assessment).values_list(*columns, _notes(wanted))
    by_item = {row[0]: row[1:] for row in rows}
    return {code: _stored_answer(code, pk, by_item.get(pk)) for code, pk in ids.items()}


def load_last_cycle(
    assessment: Assessment, items: Iterable[DefinedItem]
) -> dict[str, tuple[str, Answer]]:
    """By item code the title of the last signed assessment of the same scope, and its answer.

    Where it began from the answers of a certain one, it is that one. Only where the item still
    means the same, which code and `meaning` say.
    """
    earlier = Assessment.objects.cycles_before(assessment)
    if assessment.copied_from_id:
        earlier = Assessment.objects.filter(
            organization_id=assessment.organization_id, state=SIGNED, pk=assessment.copied_from_id
        )
    meanings = {item.code: item.meaning for item in items}
    rows = AnswerRow.objects.filter(
        IN_VERSION, assessment=Subquery(earlier.values("pk")[:1]), item__code__in=meanings
    ).values_list(
        "item__code",
        "item__meaning",
        "assessment__title",
        "level",
        "not_applicable",
        "dont_know",
        "reason",
    )
    return {
        code: (title, Answer(code, level, not_applicable, dont_know, reason))
        for code, meaning, title, level, not_applicable, dont_know, reason in rows
        if meaning == meanings[code]
    }


def load_copyable(organization: Organization, version: FrameworkVersion) -> list[Assessment]:
    """The signed assessments whose answers can be suggested in one of this version, newest first.

    One is left out where no item means the same.
    """
    meanings = {item.code: item.meaning for item in load_definition(version).items}
    signed = (
        Assessment.objects.filter(organization=organization, state=SIGNED)
        .select_related("framework_version")
        .defer("framework_version__frame")
        .order_by("-started_at", "-pk")
    )
    return [
        assessment
        for assessment in signed
        if any(
            meanings.get(item.code) == item.meaning
            for item in load_definition(assessment.framework_version).items
        )
    ]


def load_targets(assessment: Assessment) -> dict[str, Stored[Declared]]:
    """Every commitment of the version by code, declared or not, in two queries."""
    declared = {
        target.commitment_id: target for target in Target.objects.filter(assessment=assessment)
    }
    parts = Commitment.objects.filter(
        framework_version_id=assessment.framework_version_id
    ).values_list("code", "id")
    return {code: _stored_target(code, pk, declared.get(pk)) for code, pk in parts}


def load_names(assessment: Assessment) -> Naming:
    """Of the members of today alone: who has left is not named (docs/decisions/0004)."""
    members = Membership.objects.filter(organization_id=assessment.organization_id)
    return Naming(dict(members.values_list("user_id", "user__name")))


def load_sheet(assessment: Assessment) -> AnswerSheet:
    """Answers with their texts, and target levels."""
    return sheet_of(assessment, load_answers(assessment))


def sheet_of(assessment: Assessment, stored: dict[str, Stored[Answer]]) -> AnswerSheet:
    targets = Target.objects.filter(
        assessment=assessment,
        level__isnull=False,
        commitment__framework_version=assessment.framework_version_id,
    ).values_list("commitment__code", "level")
    return AnswerSheet.of(
        (row.entry for row in stored.values() if row.version),
        {code: level for code, level in targets if level is not None},
        load_to_confirm(assessment),
    )


def history_of(assessment: Assessment, *, code: str = "") -> QuerySet[Event]:
    """Newest first; `code` keeps the events that changed this item or commitment."""
    events = Event.objects.filter(subject_type="assessment", subject_id=str(assessment.pk))
    if not code:
        return events
    return events.filter(
        Q(after__has_key=code) | Q(after__remarks__has_key=code) | Q(after__item=code)
    )


def item_ids(version: FrameworkVersion) -> dict[str, int]:
    """The rows of its items by code, in framework order; mostly without a query."""
    return _item_ids(version.pk, version.digest, version.loaded_at)


# As in `load_definition`, the key changes whenever the rows do.
@lru_cache(maxsize=VERSIONS_KEPT)
def _item_ids(version_id: int, _digest: str, _loaded_at: datetime) -> dict[str, int]:
    items = Item.objects.filter(framework_version_id=version_id).order_by("position")
    return dict(items.values_list("code", "id"))


def _notes(item_ids: Collection[int] | None) -> F | Case:
    if item_ids is None:
        return F("note")
    return Case(
        When(item_id__in=item_ids, then=F("note")), default=Value(""), output_field=TextField()
    )


def _stored_answer(code: str, part_id: int, row: tuple[Any, ...] | None) -> Stored[Answer]:
    if row is None:
        return Stored(Answer(code), part_id)
    level, not_applicable, dont_know, reason, version, *author, note = row
    at, by = author or (None, None)
    return Stored(
        Answer(code, level, not_applicable, dont_know, reason, note),
        part_id,
        version,
        at,
        by,
    )


def _stored_target(code: str, part_id: int, target: Target | None) -> Stored[Declared]:
    if target is None:
        return Stored(Declared(code), part_id)
    return Stored(
        Declared(code, target.level, target.statement),
        part_id,
        target.version,
        target.updated_at,
        target.updated_by_id,
    )
