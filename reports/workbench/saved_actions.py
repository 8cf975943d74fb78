"""Saving, renaming and deleting views: by any member of the group that shares them."""

from uuid import UUID

from django.db import transaction

from lhs_portal.accounts.models import PortalRoleGrant, User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say
from reports.releases.models import Release, State
from reports.workbench.models import SavedView
from reports.workbench.models.group import GROUPS, Shared
from reports.workbench.saved_permissions import check_group
from reports.workbench.saved_queries import load_saved_view
from reports.workbench.view import View

MOST_SAVED = 200  # of a group


class ChangedMeanwhile(Refused):
    """Somebody else changed it since it was loaded."""


@transaction.atomic
def save_view(*, view: View, group: str, name: str, once: UUID | None, by: User) -> SavedView:
    """Raises Http404, Refused. A second press finds it already saved."""
    check_group(by, group)
    lock_group(group)
    if once and (made := SavedView.objects.filter(pk=once, made_by=by).first()):
        return made
    if SavedView.objects.filter(group=group).count() >= MOST_SAVED:
        raise Refused(
            say(
                "A group keeps at most {most} views. Delete one that is not needed.",
                most=MOST_SAVED,
            )
        )
    _check_name(group, name)
    row = SavedView(
        group=group,
        release=release_of(view),
        address=view.source.path,
        name=name,
        made_by=by,
        **fresh(SavedView, once),
    )
    row.save(force_insert=True)
    record_event("saved", row, by=by, what=GROUPS[row.group], after={"address": row.address})
    return row


@transaction.atomic
def rename_view(*, view: UUID, name: str, seen: int, by: User) -> SavedView:
    """Raises Http404, ChangedMeanwhile, Refused."""
    group = load_saved_view(by, view).group
    lock_group(group)
    row = load_saved_view(by, view)
    if row.name == name:
        return row
    check_seen(row, seen, say("It is called “{name}” now.", name=row.name))
    _check_name(group, name)
    row.name = name
    row.version += 1
    row.save(update_fields=["name", "version"])
    record_event("renamed", row, by=by, what=GROUPS[row.group])
    return row


@transaction.atomic
def delete_view(*, view: UUID, by: User) -> None:
    """It leaves the group's briefings too. Raises Http404."""
    lock_group(load_saved_view(by, view).group)
    row = load_saved_view(by, view)
    record_event("deleted", row, by=by, what=GROUPS[row.group], before={"address": row.address})
    row.delete()


def lock_group(group: str) -> None:
    """So that names and numbers are checked one after the other."""
    list(PortalRoleGrant.objects.select_for_update().filter(role=group).order_by("pk"))


def fresh(model: type[Shared], once: UUID | None) -> dict[str, UUID]:
    """The id that the form gave, where it is still free."""
    rows = model._default_manager
    return {"id": once} if once and not rows.filter(pk=once).exists() else {}


def check_seen(row: Shared, seen: int, now: str) -> None:
    """Raises ChangedMeanwhile."""
    if row.version != seen:
        raise ChangedMeanwhile(
            say(
                "Somebody changed this meanwhile, and nothing is overwritten. {now} What you "
                "typed is kept below: save once more to put it in that place.",
                now=now,
            )
        )


def release_of(view: View) -> Release:
    return Release.objects.get(number=view.source.number, state=State.PUBLISHED)


def _check_name(group: str, name: str) -> None:
    if SavedView.objects.filter(group=group, name=name).exists():
        raise Refused(say("The group has a view of this name. Give this one another name."))
