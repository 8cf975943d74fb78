from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments.actions.answers import what_of
from assessments.actions.saved import Saved
from assessments.changes import Declared, TargetChange, content_of, next_versions, weigh
from assessments.models import Assessment, Target
from assessments.permissions import check_declare
from assessments.queries import load_assessment, load_targets
from lhs_portal.accounts.models import User
from lhs_portal.audit.models import record_event


def save_targets(
    *, assessment: Assessment | UUID, changes: Iterable[TargetChange], by: User
) -> Saved[Declared]:
    """As save_answers, for the compass: nobody's sentence is overwritten."""
    pk = assessment.pk if isinstance(assessment, Assessment) else assessment
    with transaction.atomic():
        row = load_assessment(by, pk, lock=True)
        check_declare(row)
        stored = load_targets(row)
        to_save, conflicts = weigh(changes, stored)
        now = timezone.now()
        new = next_versions(stored, to_save, at=now, by=by.pk)
        if new:
            Target.objects.bulk_create(
                [
                    Target(
                        assessment=row,
                        commitment_id=target.part_id,
                        level=target.entry.level,
                        statement=target.entry.statement,
                        version=target.version,
                        updated_by=by,
                    )
                    for target in new.values()
                ],
                update_conflicts=True,
                unique_fields=["assessment", "commitment"],
                update_fields=["level", "statement", "version", "updated_at", "updated_by"],
            )
            record_event(
                "declared",
                row,
                by=by,
                organization=row.organization,
                what=what_of(new),
                before={code: content_of(stored[code].entry) for code in new},
                after={code: content_of(entry.entry) for code, entry in new.items()},
            )
    return Saved(row, {**stored, **new}, tuple(new), conflicts, now)
