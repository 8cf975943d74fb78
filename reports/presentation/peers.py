"""The organization's own scores beside a published group of peers.

Only published figures of a release are read, as `reports.peers.freezing` copied them; the same
words stand on the live page, in the report, and in its files.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from lhs_portal.lib.wording import mark, say
from reports.charts.language import decimal_symbol
from reports.charts.specification import Axis, DataTable, Dot, DotPlot
from reports.presentation.page import CommitmentView, IndexView, PillarView, Score
from reports.presentation.page_peers import Kind, PeerRow, PeersView
from reports.presentation.peers_standing import STANDS, find_stand, tell_stands
from reports.presentation.reading import Json
from reports.presentation.wording import day
from reports.releases.shown import (
    NOT_SHOWN,
    FigureView,
    shown_count,
    shown_mean,
    shown_quartiles,
)

NO_SCORE = mark("No score to compare")
SELF_SELECTED = mark("They chose to take part: they are self-selected, not representative.")
MIDDLE_HALF = mark(
    "The middle half lies between the first and the third quartile, which are published from 20 "
    "organizations on. Published figures have one decimal, so an own score is rounded to one "
    "before it is said to lie above, within, or below. How far apart the two are, and where any "
    "other organization stands, is not said."
)
MEANS = mark("The peers’ mean is that of organizations, each counted once, whatever its size.")
OWN = {
    True: mark("Answers of this organization are part of these figures."),
    False: mark("This organization is not part of these figures."),
}
OF_A_UNIT = mark(
    "This report is of one unit. Peers’ figures are of whole organizations: compare with care."
)
PRELIMINARY = mark("This report is preliminary. Peers’ figures are of signed assessments.")


MakeRow = Callable[[str, Kind, str, Score], PeerRow]


def present_peers(
    peers: Json,
    frozen: Json,
    axis: Axis,
    indices: Sequence[IndexView],
    commitments: Sequence[CommitmentView],
    pillars: Sequence[PillarView],
) -> PeersView:
    """`peers` as `reports.peers.freezing.freeze_cell` makes it; `frozen` is the report's input."""
    figures = {code: _figure(code, each) for code, each in peers["figures"].items()}

    def row(code: str, kind: Kind, name: str, score: Score) -> PeerRow:
        return _row(code, kind, name, score, figures.get(code, FigureView(code)))

    of_indices = tuple(row(f"index:{i.code}", "index", i.name, i.score) for i in indices)
    of_commitments = tuple(
        row(c.subject.code, "commitment", c.subject.name, c.subject.score) for c in commitments
    )
    of_foundations = tuple(_foundations(row, pillars))
    cell = "; ".join(f"{say(name)}: {say(group)}" for name, group in peers["cell"]) or say(
        "The whole field"
    )
    shown = bool(figures)
    features = [each for each in of_foundations if each.kind == "feature"]
    told = ". ".join(
        (tell_stands(of_commitments, "commitment"), tell_stands(features, "feature"), "")
    ).strip()
    return PeersView(
        release=peers["release"],
        release_shown=say(
            "Release {release}, {published}",
            release=peers["release"],
            published=day(peers["published"]),
        ),
        url=peers["address"],
        citation=peers["citation"],
        cell_shown=cell,
        shown=shown,
        headline=told if shown else say("Of these peers figures are not shown."),
        opening=_opening(peers, cell) if shown else (),
        notes=_notes(frozen) if shown else (),
        indices=of_indices if shown else (),
        commitments=of_commitments if shown else (),
        foundations=of_foundations if shown else (),
        commitments_chart=(
            _chart("peers-commitments", "commitment", axis, of_commitments) if shown else None
        ),
        foundations_chart=(
            _chart("peers-foundations", "feature", axis, of_foundations) if shown else None
        ),
    )


def _foundations(row: MakeRow, pillars: Sequence[PillarView]) -> Iterable[PeerRow]:
    for pillar in pillars:
        yield row(f"pillar:{pillar.code}", "pillar", pillar.name, pillar.score)
        for feature in pillar.features:
            yield row(feature.code, "feature", feature.full_name, feature.score)


def _figure(code: str, plain: Json) -> FigureView:
    mean, quartiles, ends = plain["mean"], plain["quartiles"], plain["ends"]
    return FigureView(
        measure=code,
        n=plain["n"],
        mean=None if mean is None else Decimal(mean),
        quartiles=(Decimal(quartiles[0]), Decimal(quartiles[1]), Decimal(quartiles[2]))
        if quartiles
        else None,
        ends=(Decimal(ends[0]), Decimal(ends[1])) if ends else None,
    )


def _row(code: str, kind: Kind, name: str, score: Score, figure: FigureView) -> PeerRow:
    stand = find_stand(score.value, figure)
    absent = NOT_SHOWN if figure.quartiles is None else NO_SCORE
    first, _, third = figure.quartiles or (None, None, None)
    return PeerRow(
        code=code,
        kind=kind,
        name=name,
        own=score.value,
        own_shown=score.shown,
        mean_shown=_spoken(shown_mean(figure)),
        middle_shown=_spoken(shown_quartiles(figure)),
        n_shown=shown_count(figure.n),
        stand=stand,
        stand_shown=say(STANDS.get(stand, absent)),
        mean=figure.mean,
        first=first,
        third=third,
    )


def _spoken(shown: str) -> str:
    return shown.replace(".", decimal_symbol())


def _opening(peers: Json, cell: str) -> tuple[str, ...]:
    own = OWN[peers["own"]]
    return (
        say(
            "Release {release} of {day}. {cell}: about {number} organizations, rounded to the "
            "nearest 5.",
            release=peers["release"],
            day=day(peers["published"]),
            cell=cell,
            number=shown_count(peers["n"]),
        )
        + " "
        + say(SELF_SELECTED),
        say(own),
    )


def _notes(frozen: Json) -> tuple[str, ...]:
    notes = [MIDDLE_HALF, MEANS]
    if frozen["assessment"]["scope"] != "whole":
        notes.insert(0, OF_A_UNIT)
    if frozen["kind"] == "preliminary":
        notes.insert(0, PRELIMINARY)
    return tuple(map(say, notes))


def _chart(
    code: str,
    noun: str,
    axis: Axis,
    rows: Sequence[PeerRow],
) -> DotPlot:
    told = [row for row in rows if row.kind == noun]
    return DotPlot(
        code=code,
        title=tell_stands(told, noun),
        alt=say("Dot plot on the scale 0 to 4. {rows}.", rows=". ".join(map(_words, rows))),
        table=_table(noun, rows),
        axis=axis,
        rows=tuple(
            Dot(
                label=row.name,
                value=row.own,
                shown=row.own_shown,
                low=row.first,
                high=row.third,
                target=row.mean,
                heading=row.kind == "pillar",
            )
            for row in rows
        ),
        with_targets=any(row.mean is not None for row in rows),
        with_bounds=any(row.first is not None for row in rows),
        bounds=say("The middle half of peers"),
        dot=say("Own score"),
        target=say("Peers’ mean"),
    )


def _words(row: PeerRow) -> str:
    return say(
        "{name}: own score {own_shown}, peers’ mean {mean_shown}, middle half {middle_shown}",
        name=row.name,
        own_shown=row.own_shown.lower(),
        mean_shown=row.mean_shown,
        middle_shown=row.middle_shown,
    )


def _table(noun: str, rows: Sequence[PeerRow]) -> DataTable:
    of_commitments = noun == "commitment"
    what = say("Commitment") if of_commitments else say("Pillar or feature")
    return DataTable(
        caption=say("Commitments, own scores and peers")
        if of_commitments
        else say("Pillars, features, own scores and peers"),
        header=(
            what,
            say("Own score"),
            say("Peers’ mean"),
            say("Middle half"),
            say("Where it lies"),
            say("Organizations"),
        ),
        rows=tuple(
            (row.name, row.own, row.mean_shown, row.middle_shown, row.stand_shown, row.n_shown)
            for row in rows
        ),
    )
