"""Building a briefing from saved views: by any member of the group that shares it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say
from reports.workbench.models import Briefing, BriefingPart, SavedView
from reports.workbench.models.briefing import MOST_VIEWS
from reports.workbench.models.group import GROUPS
from reports.workbench.saved_actions import check_seen, fresh, lock_group
from reports.workbench.saved_permissions import check_group
from reports.workbench.saved_queries import load_briefing

MOST_BRIEFINGS = 100  # of a group


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    introduction: str
    with_annotations: bool


@transaction.atomic
def make_briefing(
    *, group: str, words: Words, views: Sequence[UUID], once: UUID | None, by: User
) -> Briefing:
    """Raises Http404, Refused. A second press finds it already made."""
    check_group(by, group)
    lock_group(group)
    if once and (made := Briefing.objects.filter(pk=once, made_by=by).first()):
        return made
    if Briefing.objects.filter(group=group).count() >= MOST_BRIEFINGS:
        raise Refused(
            say("A group keeps at most {most} briefings. Delete an old one.", most=MOST_BRIEFINGS)
        )
    row = Briefing(group=group, made_by=by, **fresh(Briefing, once))
    _write(row, words, views)
    record_event("made", row, by=by, what=GROUPS[row.group])
    return row


@transaction.atomic
def change_briefing(
    *, briefing: UUID, words: Words, views: Sequence[UUID], seen: int, by: User
) -> Briefing:
    """Raises Http404, ChangedMeanwhile, Refused."""
    lock_group(load_briefing(by, briefing).group)
    row = load_briefing(by, briefing)
    check_seen(
        row,
        seen,
        say(
            "It is titled “{title}” now and has {count} views.",
            title=row.title,
            count=row.parts.count(),
        ),
    )
    row.version += 1
    row.parts.all().delete()
    _write(row, words, views)
    record_event("changed", row, by=by, what=GROUPS[row.group])
    return row


@transaction.atomic
def delete_briefing(*, briefing: UUID, by: User) -> str:
    """Its group; the saved views stay. Raises Http404."""
    lock_group(load_briefing(by, briefing).group)
    row = load_briefing(by, briefing)
    record_event("deleted", row, by=by, what=GROUPS[row.group])
    row.delete()
    return row.group


def _write(row: Briefing, words: Words, views: Sequence[UUID]) -> None:
    if not 1 <= len(views) <= MOST_VIEWS:
        raise Refused(say("Choose at least one view, and at most {most}.", most=MOST_VIEWS))
    if Briefing.objects.filter(group=row.group, title=words.title).exclude(pk=row.pk).exists():
        raise Refused(say("The group has a briefing of this title. Give this one another title."))
    known = SavedView.objects.filter(group=row.group).in_bulk(views)
    if len(known) != len(views):
        raise Refused(say("One of the views was deleted meanwhile. Choose again."))
    row.title, row.introduction = words.title, words.introduction
    row.with_annotations = words.with_annotations
    row.save()
    BriefingPart.objects.bulk_create(
        BriefingPart(briefing=row, position=place, view=known[view])
        for place, view in enumerate(views, start=1)
    )
