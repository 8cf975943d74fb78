"""The charts of a report: figures of the page in, specifications out. Headlines state findings."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from lhs_portal.lib.wording import say, say_count
from reports.charts.specification import (
    Axis,
    Bar,
    BarChart,
    Cell,
    DataTable,
    Dot,
    DotPlot,
    Radar,
    Spoke,
)
from reports.presentation.chart_findings import Named, extremes, holders, with_scores
from reports.presentation.page import CommitmentView, PillarView, PriorityView
from reports.presentation.reading import Reading
from reports.presentation.wording import figure, listed, number_word


def level_axis(reading: Reading) -> Axis:
    ticks = tuple(
        (float(level.level), reading.level(level.level)) for level in reading.definition.levels
    )
    return Axis(say("Score, 0 to 4"), 0.0, 4.0, ticks)


def chart_commitments(axis: Axis, commitments: Sequence[CommitmentView]) -> DotPlot:
    figures = [(each.subject.name, each.subject.score.value) for each in commitments]
    return DotPlot(
        code="commitments",
        title=_commitments_title(figures, commitments),
        alt=say(
            "Dot plot on the scale 0 to 4. {figures}.",
            figures=". ".join(map(_commitment_alt, commitments)),
        ),
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


def _commitments_title(figures: Sequence[Named], commitments: Sequence[CommitmentView]) -> str:
    found = _range_title(figures)
    met = _targets_met(commitments)
    return say("{scores}; {targets}", scores=found, targets=met) if met else found


def _can_be_empty() -> tuple[str, str, str]:
    """The heads of the columns that are left out where they hold no figure."""
    return say("Evidenced score"), say("Lowest possible"), say("Highest possible")


def _commitments_table(commitments: Sequence[CommitmentView]) -> DataTable:
    return DataTable(
        caption=say("Commitments: scores, bounds, attained levels and targets"),
        header=(
            say("Commitment"), say("Score"), *_can_be_empty(),
            say("Attained level"), say("Target"), say("Gap"),
        ),
        rows=tuple(
            (
                each.subject.name, each.subject.score.value, each.subject.evidenced,
                each.subject.score.low, each.subject.score.high, each.subject.attained_shown,
                each.target_shown, each.gap,
            )
            for each in commitments
        ),
    ).without_empty(*_can_be_empty())  # fmt: skip


def _commitment_alt(each: CommitmentView) -> str:
    words = f"{each.subject.name}: {each.subject.score.shown.lower()}"
    if each.subject.score.bounds:
        words = say("{words}, possible {bounds}", words=words, bounds=each.subject.score.bounds)
    if each.target_declared:
        return say("{words}, target {level}", words=words, level=each.target)
    return words


def _targets_met(commitments: Sequence[CommitmentView]) -> str:
    declared = [each for each in commitments if each.target_declared]
    if not declared:
        return ""
    met = sum(each.gap == 0 for each in declared)
    if met == len(declared):
        return say("every declared target is met")
    if len(declared) == 1:
        return say("the declared target is not met")
    total = number_word(len(declared))
    if not met:
        return say("none of {total} declared targets is met", total=total)
    return say_count(
        "one of {total} declared targets is met",
        "{number} of {total} declared targets are met",
        met,
        number=number_word(met),
        total=total,
    )


def chart_foundations(axis: Axis, pillars: Sequence[PillarView]) -> DotPlot:
    rows: list[Dot] = []
    table: list[tuple[Cell, ...]] = []
    for pillar in pillars:
        score = pillar.score
        rows.append(
            Dot(pillar.name, score.value, _shown(score.shown, pillar.applicable),
                shape=pillar.shape, heading=True)
        )  # fmt: skip
        table.append(
            (pillar.name, say("Pillar"), score.value, None, None, None, pillar.attained_shown)
        )
        for feature in pillar.features:
            score = feature.score
            rows.append(
                Dot(
                    label=f"{feature.code} {feature.name}",
                    sublabel=say("provisional title") if feature.provisional else "",
                    value=score.value,
                    shown=_shown(score.shown, feature.applicable),
                    low=score.low,
                    high=score.high,
                    shape=pillar.shape,
                )
            )
            table.append(
                (feature.full_name, say("Feature"), score.value, feature.evidenced, score.low,
                 score.high, feature.attained_shown)
            )  # fmt: skip
    named = [(pillar.name, pillar.score.value) for pillar in pillars]
    spoken = [f"{row.label}: {row.shown.lower()}" for row in rows]
    return DotPlot(
        code="foundations",
        title=_pillar_title(named),
        alt=say(
            "Dot plot of pillars and features on the scale 0 to 4. {spoken}.",
            spoken=". ".join(spoken),
        ),
        table=DataTable(
            say("Pillars and features: scores, bounds and attained levels"),
            (
                say("Pillar or feature"),
                say("Kind"),
                say("Score"),
                *_can_be_empty(),
                say("Attained level"),
            ),
            tuple(table),
        ).without_empty(*_can_be_empty()),
        axis=axis,
        rows=tuple(rows),
        with_bounds=any(row.low is not None for row in rows),
        shapes=tuple((pillar.shape, pillar.name) for pillar in pillars),
    )


def _pillar_title(figures: Sequence[Named]) -> str:
    scored = with_scores(figures)
    if not scored:
        return say("No pillar has a score")
    if len(scored) == 1:
        return say(
            "{pillar} is the one pillar with a score, {score}",
            pillar=scored[0][0],
            score=figure(scored[0][1]),
        )
    best, worst = extremes(scored)
    if best[1] == worst[1]:
        return say("The pillars stand level at {best}", best=figure(best[1]))
    strongest, weakest = _tied(scored, best[1]), _tied(scored, worst[1])
    return say(
        "{strongest}, {weakest}",
        strongest=say_count(
            "{pillars} is the strongest pillar at {score}",
            "{pillars} share the place of the strongest pillar at {score}",
            len(strongest),
            pillars=listed(strongest),
            score=figure(best[1]),
        ),
        weakest=say_count(
            "{pillars} is the weakest at {score}",
            "{pillars} share the place of the weakest at {score}",
            len(weakest),
            pillars=listed(weakest),
            score=figure(worst[1]),
        ),
    )


def _tied(scored: Sequence[tuple[str, Decimal]], value: Decimal) -> list[str]:
    return [name for name, each in scored if each == value]


def chart_priorities(
    priorities: Sequence[PriorityView], pillars: Sequence[PillarView]
) -> BarChart | None:
    """None where nothing is ranked: there is nothing to draw."""
    if not priorities:
        return None
    top = max(row.leverage for row in priorities)
    high = float(top) or 1.0
    first = [row for row in priorities if row.leverage == top]
    rows = tuple(
        Bar(f"{row.code} {row.name}", row.leverage, row.leverage_shown,
            say("provisional title") if row.provisional else "", row.shape)
        for row in priorities
    )  # fmt: skip
    return BarChart(
        code="priorities",
        title=say_count(
            "{features} has the highest leverage, {leverage}",
            "{features} share the highest leverage, {leverage}",
            len(first),
            features=listed([row.code for row in first]),
            leverage=figure(top),
        ),
        alt=say(
            "Bars of leverage. {figures}.",
            figures=". ".join(f"{row.full_name}: {row.leverage_shown}" for row in priorities),
        ),
        table=DataTable(
            say("Features by leverage"),
            (
                say("Feature"),
                say("Pillar"),
                say("Leverage"),
                say("Would lift"),
                say("Would protect"),
            ),
            tuple((r.full_name, r.pillar, r.leverage, r.lifts, r.protects) for r in priorities),
        ),
        axis=Axis(say("Leverage"), 0.0, high, ((0.0, "0"), (high, figure(top)))),
        rows=rows,
        shapes=tuple((pillar.shape, pillar.name) for pillar in pillars),
    )


def chart_radar(axis: Axis, commitments: Sequence[CommitmentView]) -> Radar:
    plot = chart_commitments(axis, commitments)
    return Radar(
        code="commitments-radar",
        title=plot.title,
        alt=say(
            "Radar on the scale 0 to 4. {figures}.",
            figures=". ".join(map(_commitment_alt, commitments)),
        ),
        table=replace(
            plot.table, caption=say("{caption}, as in the radar", caption=plot.table.caption)
        ),
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


def _range_title(figures: Sequence[Named]) -> str:
    scored = with_scores(figures)
    if not scored:
        return say("No commitment has a score")
    best, worst = extremes(scored)
    if best[1] == worst[1]:
        names = listed([name for name, _ in scored])
        return say("{names} at {score}", names=names, score=figure(best[1]))
    return say(
        "From {low} ({lowest}) to {high} ({highest})",
        low=figure(worst[1]),
        lowest=holders(scored, worst[1]),
        high=figure(best[1]),
        highest=holders(scored, best[1]),
    )


def _shown(shown: str, applicable: bool) -> str:
    return shown if applicable else say("Not applicable")
