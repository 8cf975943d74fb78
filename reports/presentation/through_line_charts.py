"""The charts of the through-line: foundations under each commitment, and who runs ahead of them."""

from collections.abc import Sequence
from decimal import Decimal

from lhs_portal.lib.wording import mark, say, say_count
from reports.charts.specification import (
    Axis,
    DataTable,
    HeatCell,
    HeatRow,
    HeatTable,
    LagChart,
    Pair,
)
from reports.presentation.chart_findings import Named, extremes, holders, with_scores
from reports.presentation.page import CommitmentView, PillarView
from reports.presentation.reading import Reading, decimal
from reports.presentation.wording import figure, listed


def tabulate_heat(
    reading: Reading, commitments: Sequence[CommitmentView], pillars: Sequence[PillarView]
) -> HeatTable:
    strands = reading.card["through_line"]
    rows, table = [], []
    for each in commitments:
        code = each.subject.code
        cells = {p.code: decimal(strands[code]["by_pillar"][p.code]) for p in pillars}
        cells[""] = each.enabling
        shown = tuple(_heat_cell(reading, code, pillar, value) for pillar, value in cells.items())
        rows.append(HeatRow(each.subject.name, shown))
        table.append((each.subject.name, *cells.values()))
    figures = [(each.subject.name, each.enabling) for each in commitments]
    names = [pillar.name for pillar in pillars]
    header = (say("Commitment"), *names, say("All pillars"))
    return HeatTable(
        code="pillar-by-commitment",
        title=_heat_title(figures),
        alt=say(
            "How strong each pillar’s features are where they carry each commitment, on the scale "
            "0 to 4."
        )
        + _heat_words(rows),
        table=DataTable(
            say("Strength of the foundations under each commitment"), header, tuple(table)
        ),
        columns=(*((p.name, p.shape) for p in pillars), (say("All pillars"), None)),
        rows=tuple(rows),
    )


_ABSENT = {
    mark("No link"): mark("in the framework no feature of this pillar carries the commitment"),
    mark("Not applicable"): mark("none of the features that carry it applies"),
    mark("Not known"): mark("too few of them have a score"),
}


def _heat_cell(reading: Reading, code: str, pillar: str, value: Decimal | None) -> HeatCell:
    if value is not None:
        return HeatCell(figure(value), int(value))
    carried = {link.feature for link in reading.definition.links_of(code) if link.strength}
    features = reading.definition.features
    if not any(each.code in carried and pillar in ("", each.pillar) for each in features):
        return HeatCell(say("No link"), None)
    applies = any(True for _ in reading.strengths(code, pillar))
    return HeatCell(say("Not known") if applies else say("Not applicable"), None)


def _heat_words(rows: Sequence[HeatRow]) -> str:
    seen = {cell.shown for row in rows for cell in row.cells}
    words = [f"“{say(word)}”: {say(what)}" for word, what in _ABSENT.items() if say(word) in seen]
    return f" {'; '.join(words)}." if words else ""


def _heat_title(figures: Sequence[Named]) -> str:
    scored = with_scores(figures)
    if not scored:
        return say("The foundations under the commitments are not known")
    best, worst = extremes(scored)
    if best[1] == worst[1]:
        return say(
            "The foundations are equally strong under each commitment, at {best}",
            best=figure(best[1]),
        )
    return say(
        "The foundations are strongest under {strongest} ({high}) and weakest under {weakest} "
        "({low})",
        strongest=holders(scored, best[1]),
        high=figure(best[1]),
        weakest=holders(scored, worst[1]),
        low=figure(worst[1]),
    )


def chart_lag(axis: Axis, commitments: Sequence[CommitmentView]) -> LagChart:
    ahead = [each.subject.name for each in commitments if each.state == "ahead"]
    known = [each for each in commitments if each.state is not None]
    if ahead:
        title = say_count(
            "{names} is ahead of its foundations: at risk",
            "{names} are ahead of their foundations: at risk",
            len(ahead),
            names=listed(ahead),
        )
    elif known:
        title = say("No commitment is ahead of its foundations")
    else:
        title = say("Whether commitments outrun their foundations is not known")
    spoken = [
        say(
            "{name}: score {score}, foundations {enabling}, {state}",
            name=each.subject.name,
            score=each.subject.score.shown.lower(),
            enabling=each.enabling_shown.lower(),
            state=each.state_shown.lower(),
        )
        for each in commitments
    ]
    return LagChart(
        code="through-line",
        title=title,
        alt=say(
            "Each commitment’s score beside the score of the features that carry it, on the "
            "scale 0 to 4. {spoken}.",
            spoken=". ".join(spoken),
        ),
        table=DataTable(
            say("Commitments and their foundations"),
            (say("Commitment"), say("Score"), say("Enabling score"), say("Lag"), say("State")),
            tuple(
                (e.subject.name, e.subject.score.value, e.enabling, e.lag, e.state_shown)
                for e in commitments
            ),
        ),
        axis=axis,
        rows=tuple(
            Pair(e.subject.name, e.subject.score.value, e.enabling, e.state, _lag_shown(e))
            for e in commitments
        ),
    )


_STATE_SHORT = {
    "ahead": mark("{lag} ahead"),
    "behind": mark("{lag} behind"),
    "aligned": mark("{lag} in step"),
}


def _lag_shown(each: CommitmentView) -> str:
    if each.state is None:
        return say("Not known") if each.subject.applicable else say("Not applicable")
    return say(_STATE_SHORT[each.state], lag=each.lag_shown)
