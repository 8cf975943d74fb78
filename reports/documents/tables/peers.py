"""Own scores beside a published group of peers, as the report was made with it."""

from collections.abc import Iterator
from typing import NamedTuple

from lhs_portal.lib.wording import mark
from reports.documents.material import Material
from reports.documents.tables.column import Column, Table
from reports.documents.tables.overview import NO_SCORE
from reports.presentation.page_peers import PeerRow, PeersView

_NOT_SHOWN = "not shown: nothing is published"


class _Peer(NamedTuple):
    view: PeersView
    row: PeerRow


def _peers(material: Material) -> Iterator[_Peer]:
    if view := material.page.peers:
        yield from (_Peer(view, row) for row in view.rows)


PEERS: Table[_Peer] = Table(
    name="peers",
    title=mark("Peers"),
    about=mark(
        "The scores beside figures that a release publishes of a group of organizations. They "
        "chose to take part: self-selected, not representative."
    ),
    absent=mark("Nothing is published of the group that was chosen."),
    part="peers",
    columns=(
        Column(
            "measure",
            mark("Measure code"),
            "code",
            "The code of the commitment or feature; index: and pillar: before the others.",
            lambda each: each.row.code,
            width=20,
        ),
        Column("name", mark("Measure"), "text", "Its name.", lambda each: each.row.name, width=44),
        Column(
            "own",
            mark("Own score"),
            "score",
            "The report’s own.",
            lambda each: each.row.own,
            NO_SCORE,
        ),
        Column(
            "peers_mean",
            mark("Peers’ mean"),
            "text",
            "With one decimal; at the ends of the scale “or more” and “or less”.",
            lambda each: each.row.mean_shown,
            width=16,
        ),
        Column(
            "first_quartile",
            mark("First quartile"),
            "score",
            "Of the peers, with one decimal.",
            lambda each: each.row.first,
            _NOT_SHOWN,
        ),
        Column(
            "third_quartile",
            mark("Third quartile"),
            "score",
            "Of the peers, with one decimal.",
            lambda each: each.row.third,
            _NOT_SHOWN,
        ),
        Column(
            "stand",
            mark("Where it lies"),
            "code",
            "above, within, or below the middle half of peers, which lies between the quartiles.",
            lambda each: each.row.stand or None,
            "there is no own score, or no quartile is published",
            width=16,
        ),
        Column(
            "organizations",
            mark("Organizations"),
            "text",
            "How many have a value, rounded to the nearest 5.",
            lambda each: each.row.n_shown,
            width=16,
        ),
        Column(
            "peers",
            mark("Peers"),
            "text",
            "Who they are.",
            lambda each: each.view.cell_shown,
            width=44,
        ),
        Column(
            "release",
            mark("Release"),
            "text",
            "The release that publishes the figures, with its date.",
            lambda each: each.view.release_shown,
            width=30,
        ),
    ),
    rows=_peers,
    fixed=2,
)
