"""The charts of a report: figures of the page in, specifications out. Headlines state findings."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from reports.charts.specification import (
    Axis,
    Bar,
    BarChart,
    Cell,
    DataTable,
    Dot,
    DotPlot,
    HeatCell,
    HeatRow,
    HeatTable,
    LagChart,
    Pair,
    Radar,
    Spoke,
)
from reports.presentation.page import CommitmentView, PillarView, PriorityView
from reports.presentation.reading import Reading, decimal
from reports.presentation.wording import figure, listed, number_word

EVIDENCED = "Evidenced score"
BOUNDS = ("Lowest possible", "Highest possible")

Named = tuple[str, Decimal | None]


def level_axis(reading: Reading) -> Axis:
    ticks = tuple(
        (float(level.level), reading.level(level.level)) for level in reading.definition.levels
    )
    return Axis("Score, 0 to 4", 0.0, 4.0, ticks)


def chart_commitments(axis: Axis, commitments: Sequence[CommitmentView]) -> DotPlot:
    figures = [(each.subject.name, each.subject.score.value) for each in commitments]
    return DotPlot(
        code="commitments",
        title=_range_title(figures, "No commitment has a score") + _targets_met(commitments),
        alt=f"Dot plot on the scale 0 to 4. {'. '.join(map(_commitment_alt, commitments))}.",
        table=_commitments_table(commitments),
        axis=axis,
        rows=tuple(
            Dot(
                label=each.subject.name,
                value=each.subject.score.value,
                shown=_shown(each.subject.score.shown, each.subject.applicable),
                low=each.subject.score.low,
                high=each.subject.score.high,
                target=each.target if each.target_declared else None,
            )
            for each in commitments
        ),
        with_targets=any(each.target_declared for each in commitments),
        with_bounds=any(each.subject.score.low is not None for each in commitments),
    )


def _commitments_table(commitments: Sequence[CommitmentView]) -> DataTable:
    return DataTable(
        caption="Commitments: scores, bounds, attained levels and targets",
        header=("Commitment", "Score", EVIDENCED, *BOUNDS, "Attained level", "Target", "Gap"),
        rows=tuple(
            (
                each.subject.name, each.subject.score.value, each.subject.evidenced,
                each.subject.score.low, each.subject.score.high, each.subject.attained_shown,
                each.target_shown, each.gap,
            )
            for each in commitments
        ),
    ).without_empty(EVIDENCED, *BOUNDS)  # fmt: skip


def _commitment_alt(each: CommitmentView) -> str:
    words = f"{each.subject.name}: {each.subject.score.shown.lower()}"
    if each.subject.score.bounds:
        words += f", possible {each.subject.score.bounds}"
    return f"{words}, target {each.target}" if each.target_declared else words


def _targets_met(commitments: Sequence[CommitmentView]) -> str:
    declared = [each for each in commitments if each.target_declared]
    if not declared:
        return ""
    met = sum(each.gap == 0 for each in declared)
    if met == len(declared):
        return "; every declared target is met"
    if len(declared) == 1:
        return "; the declared target is not met"
    shown = number_word(met) if met else "none"
    verb = "are" if met > 1 else "is"
    return f"; {shown} of {number_word(len(declared))} declared targets {verb} met"


def chart_foundations(axis: Axis, pillars: Sequence[PillarView]) -> DotPlot:
    rows: list[Dot] = []
    table: list[tuple[Cell, ...]] = []
    for pillar in pillars:
        score = pillar.score
        rows.append(
            Dot(pillar.name, score.value, _shown(score.shown, pillar.applicable),
                shape=pillar.shape, heading=True)
        )  # fmt: skip
        table.append((pillar.name, "Pillar", score.value, None, None, None, pillar.attained_shown))
        for feature in pillar.features:
            score = feature.score
            rows.append(
                Dot(
                    label=f"{feature.code} {feature.name}",
                    sublabel="provisional title" if feature.provisional else "",
                    value=score.value,
                    shown=_shown(score.shown, feature.applicable),
                    low=score.low,
                    high=score.high,
                    shape=pillar.shape,
                )
            )
            table.append(
                (feature.full_name, "Feature", score.value, feature.evidenced, score.low,
                 score.high, feature.attained_shown)
            )  # fmt: skip
    named = [(pillar.name, pillar.score.value) for pillar in pillars]
    spoken = [f"{row.label}: {row.shown.lower()}" for row in rows]
    return DotPlot(
        code="foundations",
        title=_pillar_title(named),
        alt=f"Dot plot of pillars and features on the scale 0 to 4. {'. '.join(spoken)}.",
        table=DataTable(
            "Pillars and features: scores, bounds and attained levels",
            ("Pillar or feature", "Kind", "Score", EVIDENCED, *BOUNDS, "Attained level"),
            tuple(table),
        ).without_empty(EVIDENCED, *BOUNDS),
        axis=axis,
        rows=tuple(rows),
        with_bounds=any(row.low is not None for row in rows),
        shapes=tuple((pillar.shape, pillar.name) for pillar in pillars),
    )


def _pillar_title(figures: Sequence[Named]) -> str:
    scored = _scored(figures)
    if not scored:
        return "No pillar has a score"
    if len(scored) == 1:
        return f"{scored[0][0]} is the one pillar with a score, {figure(scored[0][1])}"
    best, worst = _extremes(scored)
    if best[1] == worst[1]:
        return f"The pillars stand level at {figure(best[1])}"
    return (
        f"{_tied(scored, best[1])} the strongest pillar at {figure(best[1])}, "
        f"{_tied(scored, worst[1])} the weakest at {figure(worst[1])}"
    )


def _tied(scored: Sequence[tuple[str, Decimal]], value: Decimal) -> str:
    names = [name for name, each in scored if each == value]
    return f"{listed(names)} {'is' if len(names) == 1 else 'share the place of'}"


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
    header = ("Commitment", *names, "All pillars")
    return HeatTable(
        code="pillar-by-commitment",
        title=_heat_title(figures),
        alt="How strong each pillar’s features are where they carry each commitment, on the "
        f"scale 0 to 4.{_heat_words(rows)}",
        table=DataTable("Strength of the foundations under each commitment", header, tuple(table)),
        columns=(*((p.name, p.shape) for p in pillars), ("All pillars", None)),
        rows=tuple(rows),
    )


_ABSENT = {
    "No link": "in the framework no feature of this pillar carries the commitment",
    "Not applicable": "none of the features that carry it applies",
    "Not known": "too few of them have a score",
}


def _heat_cell(reading: Reading, code: str, pillar: str, value: Decimal | None) -> HeatCell:
    if value is not None:
        return HeatCell(figure(value), int(value))
    carried = {link.feature for link in reading.definition.links_of(code) if link.strength}
    features = reading.definition.features
    if not any(each.code in carried and pillar in ("", each.pillar) for each in features):
        return HeatCell("No link", None)
    applies = any(True for _ in reading.strengths(code, pillar))
    return HeatCell("Not known" if applies else "Not applicable", None)


def _heat_words(rows: Sequence[HeatRow]) -> str:
    seen = {cell.shown for row in rows for cell in row.cells}
    words = [f"“{word}”: {meaning}" for word, meaning in _ABSENT.items() if word in seen]
    return f" {'; '.join(words)}." if words else ""


def _heat_title(figures: Sequence[Named]) -> str:
    scored = _scored(figures)
    if not scored:
        return "The foundations under the commitments are not known"
    best, worst = _extremes(scored)
    if best[1] == worst[1]:
        return f"The foundations are equally strong under each commitment, at {figure(best[1])}"
    return (
        f"The foundations are strongest under {_holders(scored, best[1])} ({figure(best[1])}) "
        f"and weakest under {_holders(scored, worst[1])} ({figure(worst[1])})"
    )


def chart_lag(axis: Axis, commitments: Sequence[CommitmentView]) -> LagChart:
    ahead = [each.subject.name for each in commitments if each.state == "ahead"]
    known = [each for each in commitments if each.state is not None]
    if ahead:
        verb = "is ahead of its" if len(ahead) == 1 else "are ahead of their"
        title = f"{listed(ahead)} {verb} foundations: at risk"
    elif known:
        title = "No commitment is ahead of its foundations"
    else:
        title = "Whether commitments outrun their foundations is not known"
    spoken = [
        f"{each.subject.name}: score {each.subject.score.shown.lower()}, foundations "
        f"{each.enabling_shown.lower()}, {each.state_shown.lower()}"
        for each in commitments
    ]
    return LagChart(
        code="through-line",
        title=title,
        alt=f"Each commitment’s score beside the score of the "
        f"features that carry it, on the scale 0 to 4. {'. '.join(spoken)}.",
        table=DataTable(
            "Commitments and their foundations",
            ("Commitment", "Score", "Enabling score", "Lag", "State"),
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


_STATE_SHORT = {"ahead": "ahead", "behind": "behind", "aligned": "in step"}


def _lag_shown(each: CommitmentView) -> str:
    if each.state is None:
        return "Not known" if each.subject.applicable else "Not applicable"
    return f"{each.lag_shown} {_STATE_SHORT[each.state]}"


def chart_priorities(
    priorities: Sequence[PriorityView], pillars: Sequence[PillarView]
) -> BarChart | None:
    """None where nothing is ranked: there is nothing to draw."""
    if not priorities:
        return None
    top = max(row.leverage for row in priorities)
    high = float(top) or 1.0
    first = [row for row in priorities if row.leverage == top]
    has = "has" if len(first) == 1 else "share"
    rows = tuple(
        Bar(f"{row.code} {row.name}", row.leverage, row.leverage_shown,
            "provisional title" if "(provisional title)" in row.full_name else "", row.shape)
        for row in priorities
    )  # fmt: skip
    return BarChart(
        code="priorities",
        title=f"{listed([row.code for row in first])} {has} the highest leverage, {figure(top)}",
        alt="Bars of leverage. "
        + ". ".join(f"{row.full_name}: {row.leverage_shown}" for row in priorities)
        + ".",
        table=DataTable(
            "Features by leverage",
            ("Feature", "Pillar", "Leverage", "Would lift", "Would protect"),
            tuple((r.full_name, r.pillar, r.leverage, r.lifts, r.protects) for r in priorities),
        ),
        axis=Axis("Leverage", 0.0, high, ((0.0, "0"), (high, figure(top)))),
        rows=rows,
        shapes=tuple((pillar.shape, pillar.name) for pillar in pillars),
    )


def chart_radar(axis: Axis, commitments: Sequence[CommitmentView]) -> Radar:
    plot = chart_commitments(axis, commitments)
    return Radar(
        code="commitments-radar",
        title=plot.title,
        alt=plot.alt.replace("Dot plot", "Radar", 1),
        table=replace(plot.table, caption=f"{plot.table.caption}, as in the radar"),
        axis=Axis(axis.label, axis.low, axis.high, tuple((v, f"{v:.0f}") for v, _ in axis.ticks)),
        spokes=tuple(
            Spoke(
                each.subject.name,
                each.subject.score.value,
                each.target if each.target_declared else None,
            )
            for each in commitments
        ),
    )


def _range_title(figures: Sequence[Named], nothing: str) -> str:
    scored = _scored(figures)
    if not scored:
        return nothing
    best, worst = _extremes(scored)
    if best[1] == worst[1]:
        return f"{listed([name for name, _ in scored])} at {figure(best[1])}"
    low, high = _holders(scored, worst[1]), _holders(scored, best[1])
    return f"From {figure(worst[1])} ({low}) to {figure(best[1])} ({high})"


def _holders(scored: Sequence[tuple[str, Decimal]], value: Decimal) -> str:
    """All that share a place: none of a tie is named alone, and more than three are counted."""
    names = [name for name, each in scored if each == value]
    return listed(names) if len(names) <= 3 else f"{number_word(len(names))} commitments"


def _scored(figures: Sequence[Named]) -> list[tuple[str, Decimal]]:
    return [(name, value) for name, value in figures if value is not None]


def _extremes(
    scored: Sequence[tuple[str, Decimal]],
) -> tuple[tuple[str, Decimal], tuple[str, Decimal]]:
    return max(scored, key=lambda each: each[1]), min(scored, key=lambda each: each[1])


def _shown(shown: str, applicable: bool) -> str:
    return shown if applicable else "Not applicable"
