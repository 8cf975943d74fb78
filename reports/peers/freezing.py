"""The published figures of a group of peers, copied as plain data: for a page, or into a report.

What is not published looks like what does not exist, and takes as many queries.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from assessments.models import Assessment
from commitments.queries import load_definition
from reports.models import ReportSettings
from reports.peers.choosing import PeerCell, Profile, belongs, list_cells, read_profile
from reports.releases.citing import cite, state_address
from reports.releases.models import Kind, Release, ReleaseMember, State
from reports.releases.reading import FigureView, load_figures, load_tables
from reports.workbench.measures import score_measures

Frozen = dict[str, Any]


def freeze_peers(assessment: Assessment, choices: ReportSettings) -> dict[str, Frozen]:
    """The key `peers`, where a lead chose them. Without figures where they are no longer those of
    the assessment's framework version, or of the organization's profile."""
    if choices.peers_release is None:
        return {}
    version = assessment.framework_version
    release = (
        Release.objects.filter(state=State.PUBLISHED, kind=Kind.FIELD, number=choices.peers_release)
        .select_related("cycle")
        .get()
    )
    cell = None
    if release.framework_digest == version.digest:
        cells = list_cells(load_tables(release), profile_of(assessment))
        cell = next((each for each in cells if each.by == choices.peers_by), None)
    measures = score_measures(load_definition(version))
    return {"peers": freeze_cell(release, cell, measures, assessment.organization_id)}


def freeze_cell(
    release: Release, cell: PeerCell | None, measures: Collection[str], organization: UUID
) -> Frozen:
    """Two queries, whatever is published."""
    cut = cell.cut if cell else None
    published = release.published_at
    assert published is not None  # noqa: S101  (only published releases are read)
    figures = load_figures(release, cut, measures)
    member = ReleaseMember.objects.filter(release=release, organization=organization).first()
    return {
        "release": release.number,
        "published": published.date().isoformat(),
        "address": state_address(release),
        "citation": cite(release),
        "by": cell.by if cell else "",
        "cell": [list(pair) for pair in cell.cell] if cell else [],
        "n": cell.n if cell else None,
        "own": bool(cut and member and belongs(cut, member.attributes)),
        "figures": {code: _plain(figure) for code, figure in figures.items() if figure.shown},
    }


def profile_of(assessment: Assessment) -> Profile:
    organization = assessment.organization
    fields = ("sector", "size_band", "census_division", "ownership", "rurality")
    return read_profile({field: getattr(organization, field) for field in fields})


def _plain(figure: FigureView) -> Frozen:
    return {
        "n": figure.n,
        "mean": None if figure.mean is None else str(figure.mean),
        "quartiles": [str(each) for each in figure.quartiles] if figure.quartiles else None,
        "ends": [str(each) for each in figure.ends] if figure.ends else None,
    }
