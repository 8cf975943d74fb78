"""What a group shares, for one of its members. Everything else is not found."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from lhs_portal.accounts.models import PortalRoleGrant, User
from reports.workbench.asked import read_address
from reports.workbench.building import build_view
from reports.workbench.models import Annotation, Briefing, SavedView
from reports.workbench.view import View

NO_VIEW = "no-view"


def load_view_at(address: str) -> View:
    """Raises Http404, in the same words whatever the reason: not ours, not there, not shown."""
    asked = read_address(address)
    if asked is None:
        raise Http404(NO_VIEW)
    try:
        _, view = build_view(asked)
    except Http404:
        raise Http404(NO_VIEW) from None
    if not view.shown:
        raise Http404(NO_VIEW)
    return view


def own_groups(user: User) -> QuerySet[PortalRoleGrant]:
    return PortalRoleGrant.objects.filter(user=user)


def load_saved_view(user: User, view_id: UUID) -> SavedView:
    """Raises Http404."""
    rows = SavedView.objects.select_related("release", "made_by")
    return get_object_or_404(rows, pk=view_id, group__in=own_groups(user).values("role"))


def load_saved_views(group: str) -> QuerySet[SavedView]:
    return SavedView.objects.filter(group=group).select_related("release", "made_by")


def load_note(user: User, note_id: UUID) -> Annotation:
    """Raises Http404."""
    rows = Annotation.objects.select_related("release", "made_by")
    return get_object_or_404(rows, pk=note_id, group__in=own_groups(user).values("role"))


def load_notes(view: View, groups: Iterable[str]) -> list[Annotation]:
    """Beneath a view, of these groups. One query whatever is shown; where nothing is, none of
    them: what is not shown must look the same whatever its cause.
    """
    address = view.source.path if view.shown else ""
    rows = Annotation.objects.filter(address=address, group__in=list(groups))
    return list(rows.select_related("made_by"))


def load_notes_of(group: str, addresses: Iterable[str]) -> Mapping[str, list[Annotation]]:
    notes: dict[str, list[Annotation]] = {}
    rows = Annotation.objects.filter(group=group, address__in=set(addresses))
    for note in rows.select_related("made_by"):
        notes.setdefault(note.address, []).append(note)
    return notes


def load_briefing(user: User, briefing_id: UUID) -> Briefing:
    """Raises Http404."""
    rows = Briefing.objects.select_related("made_by")
    return get_object_or_404(rows, pk=briefing_id, group__in=own_groups(user).values("role"))


def load_parts(briefing: Briefing) -> list[SavedView]:
    """In their order."""
    rows = SavedView.objects.filter(parts__briefing=briefing).order_by("parts__position")
    return list(rows.select_related("release", "made_by"))
