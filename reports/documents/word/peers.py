"""The organization's own scores beside a published group of peers."""

from collections.abc import Sequence

from reports.documents.word.story import Story, strong
from reports.presentation.page import ReportPage
from reports.presentation.page_peers import PeerRow


def tell_peers(story: Story, page: ReportPage) -> None:
    peers = page.peers
    if peers is None:
        return
    story.heading(1, "Beside peers")
    story.paragraph(strong(f"{peers.cell_shown}."), f" {peers.headline}")
    story.paragraphs(peers.opening)
    _tell_rows(story, "Index", peers.indices)
    story.chart(peers.commitments_chart)
    _tell_rows(story, "Commitment", peers.commitments)
    story.chart(peers.foundations_chart)
    _tell_rows(story, "Pillar or feature", peers.foundations)
    story.paragraphs(peers.notes, style="Small Print")
    story.paragraph(peers.citation, style="Small Print")


def _tell_rows(story: Story, what: str, rows: Sequence[PeerRow]) -> None:
    story.table(
        f"{what}: own score beside peers",
        (what, "Own score", "Peers’ mean", "Middle half", "Where it lies", "Organizations"),
        [
            [r.name, r.own_shown, r.mean_shown, r.middle_shown, r.stand_shown, r.n_shown]
            for r in rows
        ],
        (2.2, 0.9, 1, 1.1, 1.6, 1),
        numbers=(1, 2, 3, 5),
    )
