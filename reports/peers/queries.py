"""What the page of peers reads: a report's own frozen row, and published rows. Never answers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from reports.charts.language import speaking
from reports.models import Report
from reports.peers.choosing import PeerCell, list_cells, read_profile
from reports.peers.freezing import freeze_cell
from reports.presentation.page import ReportPage
from reports.presentation.page_peers import PeersView
from reports.presentation.peers import present_peers
from reports.releases.models import Kind, Release, State
from reports.releases.reading import load_tables
from reports.workbench.measures import INDICES


@dataclass(frozen=True, slots=True)
class Offer:
    """`releases` are those of the report's own framework version, newest first; `others` are named
    and not offered. `cells` are of the release that is looked at; `chosen` is None where the
    question is none of them: the view then shows nothing, whatever the cause.
    """

    releases: tuple[Release, ...]
    others: tuple[Release, ...]
    release: Release
    cells: tuple[PeerCell, ...]
    chosen: PeerCell | None
    view: PeersView

    @property
    def corrected(self) -> Release | None:
        """The newer release that says what was wrong in this one."""
        return next((one for one in self.releases if one.corrects_id == self.release.pk), None)


def list_releases(report: Report) -> tuple[tuple[Release, ...], tuple[Release, ...]]:
    """Of the report's framework version, and of others; newest first. One query."""
    published = Release.objects.filter(state=State.PUBLISHED, kind=Kind.FIELD)
    same: list[Release] = []
    others: list[Release] = []
    for release in published.select_related("cycle").defer("checklist").order_by("-number"):
        fits = release.framework_digest == report.framework_digest
        (same if fits else others).append(release)
    return tuple(same), tuple(others)


def load_offer(report: Report, page: ReportPage, asked: Mapping[str, str]) -> Offer | None:
    """`asked` has `release` and `by`; without them it is the newest release, the whole field.

    None where no release is of the report's framework version.
    """
    releases, others = list_releases(report)
    if not releases:
        return None
    number = asked.get("release", str(releases[0].number))
    release = next((one for one in releases if str(one.number) == number), None)
    looked_at = release or releases[0]
    frozen = json.loads(report.frozen_input)
    cells = tuple(list_cells(load_tables(looked_at), read_profile(frozen["organization"])))
    by = asked.get("by", "")
    chosen = next((cell for cell in cells if release and cell.by == by), None)
    plain = freeze_cell(looked_at, chosen, _measures(page), report.assessment.organization_id)
    with speaking(page.identity.language):
        view = present_peers(
            plain,
            frozen,
            page.commitments_chart.axis,
            page.indices,
            page.commitments,
            page.pillars,
        )
    return Offer(releases, others, looked_at, cells, chosen, view)


def _measures(page: ReportPage) -> list[str]:
    pillars = [f"pillar:{pillar.code}" for pillar in page.pillars]
    return [*(subject.code for subject in page.subjects), *pillars, *INDICES]
