"""Notes beneath a view: written for one group, changed and deleted by their author."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say
from reports.workbench.models import Annotation
from reports.workbench.models.group import GROUPS
from reports.workbench.saved_actions import check_seen, fresh, lock_group, release_of
from reports.workbench.saved_permissions import check_change_note, check_group
from reports.workbench.saved_queries import load_note
from reports.workbench.view import View

MOST_NOTES = 50  # of a group beneath one view


@transaction.atomic
def write_note(*, view: View, group: str, text: str, once: UUID | None, by: User) -> Annotation:
    """Raises Http404, Refused. A second press finds it already written."""
    check_group(by, group)
    lock_group(group)
    if once and (made := Annotation.objects.filter(pk=once, made_by=by).first()):
        return made
    if Annotation.objects.filter(group=group, address=view.source.path).count() >= MOST_NOTES:
        raise Refused(
            say("There are {most} notes beneath this view, and no room for more.", most=MOST_NOTES)
        )
    row = Annotation(
        group=group,
        release=release_of(view),
        address=view.source.path,
        text=text,
        made_by=by,
        **fresh(Annotation, once),
    )
    row.save(force_insert=True)
    record_event("wrote", row, by=by, what=GROUPS[row.group], after={"address": row.address})
    return row


@transaction.atomic
def change_note(*, note: UUID, text: str, seen: int, by: User) -> Annotation:
    """Raises Http404, PermissionDenied, ChangedMeanwhile."""
    lock_group(load_note(by, note).group)
    row = load_note(by, note)
    check_change_note(by, row)
    if row.text == text:
        return row
    check_seen(row, seen, say("It says now: “{text}”", text=row.text))
    row.text, row.changed_at = text, timezone.now()
    row.version += 1
    row.save(update_fields=["text", "changed_at", "version"])
    record_event("changed", row, by=by, what=GROUPS[row.group], after={"address": row.address})
    return row


@transaction.atomic
def delete_note(*, note: UUID, by: User) -> str:
    """The address beneath which it stood. Raises Http404, PermissionDenied."""
    lock_group(load_note(by, note).group)
    row = load_note(by, note)
    check_change_note(by, row)
    record_event("deleted", row, by=by, what=GROUPS[row.group], before={"address": row.address})
    row.delete()
    return row.address
