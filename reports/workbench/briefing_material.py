"""All that a briefing's file says, loaded from published rows and the group's own words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from reports.presentation.wording import day
from reports.releases.citing import cite
from reports.releases.models import Release
from reports.workbench.models import Briefing, SavedView
from reports.workbench.saved_queries import load_notes_of, load_parts, load_view_at
from reports.workbench.view import View
from reports.workbench.wording import about


@dataclass(frozen=True, slots=True)
class Note:
    author: str
    on: str
    text: str


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    number: int
    date: str
    cycle: str
    framework: str
    n: str
    citation: str
    published: int  # seconds since 1970


@dataclass(frozen=True, slots=True)
class Part:
    """`name` is the group's, all else the release's."""

    name: str
    view: View
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class BriefingMaterial:
    title: str
    introduction: str
    group: str
    releases: tuple[ReleaseFacts, ...]
    parts: tuple[Part, ...]


def load_material(briefing: Briefing) -> BriefingMaterial:
    """A view that is not shown any more is left out; of a published release none ever is."""
    saved = load_parts(briefing)
    notes = (
        load_notes_of(briefing.group, (one.address for one in saved))
        if briefing.with_annotations
        else {}
    )
    parts = tuple(
        Part(
            one.name,
            view,
            tuple(
                Note(note.made_by_name, day((note.changed_at or note.made_at).date().isoformat()),
                     note.text)
                for note in notes.get(one.address, ())
            ),
        )
        for one, view in _shown(saved)
    )  # fmt: skip
    return BriefingMaterial(
        briefing.title,
        briefing.introduction,
        briefing.group_name,
        _releases(saved),
        parts,
    )


def _shown(saved: Sequence[SavedView]) -> list[tuple[SavedView, View]]:
    found = []
    for one in saved:
        try:
            found.append((one, load_view_at(one.address)))
        except Http404:
            continue
    return found


def _releases(saved: Sequence[SavedView]) -> tuple[ReleaseFacts, ...]:
    ids = {one.release_id for one in saved}
    rows = Release.objects.filter(pk__in=ids).select_related("cycle").order_by("number")
    return tuple(_facts(row) for row in rows)


def _facts(release: Release) -> ReleaseFacts:
    assert release.published_at is not None  # noqa: S101  (a view of it was shown)
    assert release.number is not None  # noqa: S101
    return ReleaseFacts(
        number=release.number,
        date=day(release.published_at.date().isoformat()),
        cycle=release.cycle.name,
        framework=release.framework_version,
        n=about(release.n),
        citation=cite(release),
        published=int(release.published_at.timestamp()),
    )
