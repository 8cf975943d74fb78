"""An open assessment goes to another framework version, and back.

Rows are not copied: what means the same is put at the same item of the other version. What does not
go along stays at its item, out of every count (`assessments.queries.IN_VERSION`), so that undoing
finds it as it was.
"""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import BigIntegerField, Case, F, Model, QuerySet, Value, When
from django.utils import timezone

from assessments.actions.rounds import settle_as_suggested
from assessments.actions.start import prefill_not_applicable
from assessments.actions.workflow import lock_for_lead
from assessments.migration_plan import Plan, plan_migration
from assessments.migration_queries import why_not_migrated, why_not_undone
from assessments.models import (
    Answer,
    Assessment,
    Comment,
    Consensus,
    Dissent,
    EvidenceUse,
    Rating,
    Remark,
    Target,
    ToConfirm,
    VersionMigration,
    Vote,
)
from assessments.queries import item_ids
from assessments.states import PREPARING
from commitments.models import Commitment, FrameworkVersion, Status
from commitments.queries import load_definition
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say


class NotMigrated(Refused):
    """It stays on its version, with all that it has."""


# What goes along with an item that means the same, and what with any item that is still asked.
Carried = tuple[tuple[type[Model], str], ...]
WITH_MEANING: Carried = (
    (Answer, "assessment"),
    (Consensus, "assessment"),
    (Vote, "assessment"),
    (Rating, "rater__assessment"),
)
WITH_ITEM: Carried = (
    (Dissent, "assessment"),
    (EvidenceUse, "assessment"),
    (Comment, "assessment"),
    (Remark, "sign_off__assessment"),
)


def migrate(
    *, assessment: Assessment | UUID, target: FrameworkVersion, once: UUID | None = None, by: User
) -> VersionMigration:
    """Take it to a newer version that is in use, all or nothing.

    Asked for twice, or by two at once, it goes once. Raises Http404, PermissionDenied, NotMigrated.
    """
    with transaction.atomic():
        row = lock_for_lead(assessment, by)
        source = row.framework_version
        if row.migration and row.framework_version_id == target.pk:
            return row.migration
        # Nobody withdraws it meanwhile.
        target = FrameworkVersion.objects.select_for_update(no_key=True).get(pk=target.pk)
        if target.status != Status.PUBLISHED:
            raise NotMigrated(
                say(
                    "Version {version} was withdrawn from new use meanwhile. The assessment stays "
                    "on {current}, and nothing was changed.",
                    version=target.version,
                    current=source.version,
                )
            )
        plan = plan_migration(load_definition(source), load_definition(target))
        if refusal := why_not_migrated(row, target, plan):
            raise NotMigrated(refusal)
        made = VersionMigration.objects.create(
            pk=_free(once),
            assessment=row,
            number=row.migrations.count() + 1,
            source=source,
            target=target,
            after=row.migration,
            at=timezone.now(),
            by=by,
        )
        old, new = item_ids(source), item_ids(target)
        _carry(row, plan, old, new)
        _carry_targets(row, source, target)
        waiting = _leave_to_confirm(row, made, plan, old, new, by=by)
        row.framework_version, row.migration = target, made
        row.save(update_fields=["framework_version", "migration"])
        _suggest_not_applicable(row, plan.added, new, by=by)
        record_event(
            "migrated",
            row,
            by=by,
            organization=row.organization,
            what=target.version,
            before={"framework_version": source.version},
            after={
                "framework_version": target.version,
                "framework_digest": target.digest,
                "kept": len(plan.kept),
                "to_confirm": list(waiting),
                "new": list(plan.added),
                "no_longer_asked": list(plan.gone),
            },
        )
    return made


def undo_migration(*, assessment: Assessment | UUID, migration: UUID, by: User) -> VersionMigration:
    """Back to the version before, while it is not submitted: what was there is there again.

    What was changed since at items that mean the same goes back with them. What was said to items
    that are asked otherwise, or are new, stays with the migration, and comes back with the next
    one. Undone twice, it is undone once. Raises Http404, PermissionDenied, NotMigrated.
    """
    with transaction.atomic():
        row = lock_for_lead(assessment, by)
        last = row.migrations.filter(pk=migration).select_related("source", "target").first()
        if last and last.undone_at:
            return last
        refusal = why_not_undone(row, last)
        if last is None or refusal:
            raise NotMigrated(refusal)
        plan = plan_migration(load_definition(last.source), load_definition(last.target))
        old, new = item_ids(last.source), item_ids(last.target)
        last.to_confirm.all().delete()
        _carry(row, plan, new, old)
        _outnumber(row, {new[code]: old[code] for code in plan.changed})
        _carry_targets(row, last.target, last.source)
        last.undone_at, last.undone_by = timezone.now(), by
        last.save(update_fields=["undone_at", "undone_by"])
        row.framework_version, row.migration = last.source, last.after
        row.save(update_fields=["framework_version", "migration"])
        record_event(
            "migration undone",
            row,
            by=by,
            organization=row.organization,
            what=last.source.version,
            before={"framework_version": last.target.version},
            after={
                "framework_version": last.source.version,
                "framework_digest": last.source.digest,
            },
        )
    return last


def _carry(row: Assessment, plan: Plan, here: Mapping[str, int], there: Mapping[str, int]) -> None:
    """Put rows from the items of one version at those of the other."""
    kept = {here[code]: there[code] for code in plan.kept}
    followed = {here[code]: there[code] for code in plan.followed}
    for places, models in ((kept, WITH_MEANING), (followed, WITH_ITEM)):
        for model, path in models:
            _put(model._default_manager.filter(**{path: row}), places)
    # What waits for a person goes on waiting.
    _put(ToConfirm.objects.filter(assessment=row), kept)


def _put(rows: QuerySet[Any], places: Mapping[int, int]) -> None:
    """In one statement, of the rows at the items that are keys."""
    there = sorted(set(rows.filter(item__in=places).order_by().values_list("item", flat=True)))
    if there:
        whens = [When(item_id=pk, then=Value(places[pk])) for pk in there]
        rows.filter(item__in=there).update(
            item_id=Case(*whens, default=F("item_id"), output_field=BigIntegerField())
        )


def _carry_targets(row: Assessment, here: FrameworkVersion, there: FrameworkVersion) -> None:
    """The compass goes along; what a commitment that is gone declares stays with its version."""
    places = dict(Commitment.objects.filter(framework_version=there).values_list("code", "pk"))
    targets = Target.objects.filter(assessment=row, commitment__framework_version=here)
    for target in targets.select_related("commitment"):
        if target.commitment.code in places:
            Target.objects.filter(pk=target.pk).update(commitment=places[target.commitment.code])


def _leave_to_confirm(
    row: Assessment,
    made: VersionMigration,
    plan: Plan,
    old: Mapping[str, int],
    new: Mapping[str, int],
    *,
    by: User,
) -> list[str]:
    """Give each changed item a row of its own, with the note and the reason, without the choice.

    Its version is above that of the former answer, so that a form that was opened before cannot
    answer the new question with what was chosen for the old one. The codes that wait.
    """
    if row.state == PREPARING:  # nothing is answered yet
        return []
    codes = {old[code]: code for code in plan.changed}
    former = {answer.item_id: answer for answer in row.answers.filter(item__in=codes)}
    earlier = dict(row.to_confirm.filter(item__in=codes).values_list("item", "former"))
    mine = {new[code] for code in plan.changed}
    there = dict(row.answers.filter(item__in=mine).values_list("item", "version"))
    made_rows, waiting = [], {}
    for pk, code in codes.items():
        answer = former.get(pk)
        if new[code] not in there:
            made_rows.append(
                Answer(
                    assessment=row,
                    item_id=new[code],
                    reason=answer.reason if answer else "",
                    note=answer.note if answer else "",
                    version=(answer.version if answer else 0) + 1,
                    updated_by=by,
                )
            )
        if answer and answer.complete:
            waiting[code] = pk
        elif pk in earlier:
            waiting[code] = earlier[pk]
    Answer.objects.bulk_create(made_rows)
    _outnumber(row, {pk: new[code] for pk, code in codes.items() if new[code] in there})
    ToConfirm.objects.bulk_create(
        ToConfirm(assessment=row, migration=made, item_id=new[code], former_id=pk)
        for code, pk in waiting.items()
    )
    return list(waiting)


def _outnumber(row: Assessment, places: Mapping[int, int]) -> None:
    """Raise the versions of the answers that are shown from now on above those that were shown.

    By the items of both: so a form that was opened before collides, and overwrites nothing.
    """
    shown = dict(row.answers.filter(item__in=places).values_list("item", "version"))
    for answer in row.answers.filter(item__in=[places[pk] for pk in shown]):
        before = next(pk for pk in shown if places[pk] == answer.item_id)
        version = max(answer.version, shown[before]) + 1
        row.answers.filter(pk=answer.pk).update(version=version)


def _suggest_not_applicable(
    row: Assessment, added: Collection[str], new: Mapping[str, int], *, by: User
) -> None:
    """As at the start: new items that the framework does not ask of the sector are answered so."""
    if row.state == PREPARING:  # it is done when the round is closed
        return
    there = set(
        row.answers.filter(item__in=[new[code] for code in added]).values_list("item", flat=True)
    )
    codes = prefill_not_applicable(
        row,
        load_definition(row.framework_version),
        only=[code for code in added if new[code] not in there],
        by=by,
    )
    if row.settling:
        settle_as_suggested(row, codes, by=by)


def _free(once: UUID | None) -> UUID:
    """The id that the form was given, unless it is used already."""
    if once is None or VersionMigration.objects.filter(pk=once).exists():
        return uuid4()
    return once
