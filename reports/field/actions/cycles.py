"""A cycle is planned, opened, closed. Its framework version is fixed once it is open."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import mark, say
from reports.field.dates import OVER, PLANNED, RUNNING, phase_of
from reports.field.models import FieldCycle

NAME_TAKEN = mark("Another cycle has this name. Choose one that tells them apart.")


@transaction.atomic
def plan_cycle(
    *,
    name: str,
    opens: date,
    closes: date,
    framework_version: FrameworkVersion,
    by: User,
    once: UUID | None = None,
) -> FieldCycle:
    """It opens by itself on its first day. `once` is the id that it gets.

    Raises Refused where another cycle has the name.
    """
    if once and (made := FieldCycle.objects.filter(pk=once).first()):
        return made
    if FieldCycle.objects.filter(name=name).exists():
        raise Refused(say(NAME_TAKEN))
    cycle = FieldCycle(
        name=name, opens=opens, closes=closes, framework_version=framework_version, created_by=by
    )
    if once:
        cycle.pk = once
    _save(cycle, force_insert=True)
    record_event("planned cycle", cycle, by=by, what=name)
    return cycle


@transaction.atomic
def edit_cycle(
    cycle: FieldCycle,
    *,
    name: str,
    opens: date,
    closes: date,
    framework_version: FrameworkVersion,
    by: User,
) -> FieldCycle:
    """Raises Refused once it is open, or where another cycle has the name."""
    row = _lock(cycle)
    _check_planned(row)
    if FieldCycle.objects.filter(name=name).exclude(pk=row.pk).exists():
        raise Refused(say(NAME_TAKEN))
    before = _said(row)
    row.name, row.opens, row.closes = name, opens, closes
    row.framework_version = framework_version
    after = _said(row)
    changed = {label: text for label, text in after.items() if before[label] != text}
    if changed:
        _save(row, update_fields=["name", "opens", "closes", "framework_version"])
        record_event(
            "changed cycle",
            row,
            by=by,
            what=row.name,
            before={label: before[label] for label in changed},
            after=changed,
        )
    return row


def _save(cycle: FieldCycle, **how: Any) -> None:
    """Of two who choose one name at the same moment, the database takes the first."""
    try:
        with transaction.atomic():
            cycle.save(**how)
    except IntegrityError as error:
        if FieldCycle.objects.filter(name=cycle.name).exclude(pk=cycle.pk).exists():
            raise Refused(say(NAME_TAKEN)) from error
        raise


@transaction.atomic
def open_cycle(cycle: FieldCycle, *, by: User) -> FieldCycle:
    """Today instead of on its day. Raises Refused where it is not planned any more."""
    row = _lock(cycle)
    _check_planned(row)
    before, row.opens = row.opens, timezone.localdate()
    row.save(update_fields=["opens"])
    record_event(
        "opened cycle",
        row,
        by=by,
        what=row.name,
        before={"opens": before.isoformat()},
        after={"opens": row.opens.isoformat()},
    )
    return row


@transaction.atomic
def move_closing(cycle: FieldCycle, *, closes: date, by: User) -> FieldCycle:
    """Of a cycle that is open: today at the earliest. Raises Refused."""
    row = _lock(cycle)
    today = timezone.localdate()
    if phase_of(row, today) != RUNNING:
        raise Refused(say("The closing date can be moved while the cycle is open."))
    if closes < today:
        raise Refused(
            say("Choose today or a later day: what was signed until now stays in the cycle.")
        )
    before, row.closes = row.closes, closes
    if before != closes:
        row.save(update_fields=["closes"])
        record_event(
            "moved closing date",
            row,
            by=by,
            what=row.name,
            before={"closes": before.isoformat()},
            after={"closes": closes.isoformat()},
        )
    return row


def _lock(cycle: FieldCycle) -> FieldCycle:
    rows = FieldCycle.objects.select_for_update(of=("self",)).select_related("framework_version")
    return rows.get(pk=cycle.pk)


def _check_planned(cycle: FieldCycle) -> None:
    phase = phase_of(cycle, timezone.localdate())
    if phase != PLANNED:
        raise Refused(
            say("This cycle is over. What it measures with, and when, stays as it is.")
            if phase == OVER
            else say("This cycle is open already. What it measures with, and when, stays as it is.")
        )


def _said(cycle: FieldCycle) -> dict[str, Any]:
    return {
        mark("the name"): cycle.name,
        mark("the opening date"): cycle.opens.isoformat(),
        mark("the closing date"): cycle.closes.isoformat(),
        mark("the framework version"): cycle.framework_version.version,
    }
