"""The organization's own scores beside a published group of peers."""

from collections.abc import Sequence

from lhs_portal.lib.wording import say
from reports.documents.word.story import Story, strong
from reports.presentation.page import ReportPage
from reports.presentation.page_peers import PeerRow


def tell_peers(story: Story, page: ReportPage) -> None:
    peers = page.peers
    if peers is None:
        return
    story.heading(1, say("Beside peers"))
    story.paragraph(strong(f"{peers.cell_shown}."), f" {peers.headline}")
    story.paragraphs(peers.opening)
    _tell_rows(story, say("Index"), peers.indices)
    story.chart(peers.commitments_chart)
    _tell_rows(story, say("Commitment"), peers.commitments)
    story.chart(peers.foundations_chart)
    _tell_rows(story, say("Pillar or feature"), peers.foundations)
    story.paragraphs(peers.notes, style="Small Print")
    story.paragraph(peers.citation, style="Small Print")


def _tell_rows(story: Story, what: str, rows: Sequence[PeerRow]) -> None:
    story.table(
        say("{what}: own score beside peers", what=what),
        (
            what,
            say("Own score"),
            say("Peers’ mean"),
            say("Middle half"),
            say("Where it lies"),
            say("Organizations"),
        ),
        [
            [r.name, r.own_shown, r.mean_shown, r.middle_shown, r.stand_shown, r.n_shown]
            for r in rows
        ],
        (2.2, 0.9, 1, 1.1, 1.6, 1),
        numbers=(1, 2, 3, 5),
    )
