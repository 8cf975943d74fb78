"""What holds plans back, what they ask for, and what goes together with lag that was closed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from commitments.definition import Definition
from lhs_portal.lib.wording import say
from reports.charts.specification import Axis, DotPlot, HeatTable
from reports.plans.codes import BARRIERS, OTHER, STATES
from reports.presentation.wording import listed
from reports.releases.shown import FigureView, shown_number
from reports.workbench import findings
from reports.workbench.charting import (
    WITHHELD,
    Column,
    Entry,
    heat_of_counts,
    plot_means,
)
from reports.workbench.measures import change_measures, growth_measures, plan_measures
from reports.workbench.presenting.material import (
    WHOLE,
    Material,
    Presented,
    attribute,
    columns_of,
)
from reports.workbench.view import Line
from reports.workbench.wording import WHOLE_FIELD, about, count_of_n, in_full, labelled, share

BY = "rurality"
TABLES = (WHOLE, (BY,))
STRONG = Decimal("0.3")  # from here on "goes with": what is called a medium correlation


@dataclass(frozen=True, slots=True)
class PlanRow:
    name: str
    actions: str
    resources: str


def measures_of_infrastructure(definition: Definition) -> list[str]:
    return [
        *plan_measures(definition),
        *growth_measures(definition),
        *change_measures(definition),
    ]


def present_infrastructure(material: Material) -> Presented:
    definition, figures = material.definition, material.figures
    charts = (
        _barriers_by_setting(material),
        _barriers_by_commitment(material),
        _plot_growth(definition, figures),
    )
    told = (findings.tell_barriers(figures), findings.tell_resources(figures))
    growth = tell_growth(definition, figures)
    return Presented(
        headlines=tuple(sentence for sentence in (*told, growth) if sentence),
        charts=charts,
        lines=lambda: _lines(material),
        content={
            "withheld": say(WITHHELD),
            "plans": [
                PlanRow(
                    in_full(one),
                    count_of_n(figures[f"actions@{one.code}"]),
                    count_of_n(figures[f"resources@{one.code}"]),
                )
                for one in definition.subjects
            ],
            "states": [
                (say(name), count_of_n(figures[f"action:{code}"])) for code, name in STATES.items()
            ],
            "resources": count_of_n(figures["resources"]),
        },
    )


def _barriers_by_setting(material: Material) -> HeatTable:
    table = material.table(BY)
    figures = material.by_table[(BY,)]
    whole = about(material.whole.n if material.whole else None)
    rows = []
    for code, name in BARRIERS.items():
        cells = [figures[cell.key, f"barrier:{code}"] for cell in table.cells] if table else []
        rows.append((say(name), [material.figures[f"barrier:{code}"], *cells]))
    return heat_of_counts(
        "barriers-by-setting",
        _most_named(rows),
        say(
            "How many organizations’ plans name each barrier, of how many, both rounded. The color "
            "is the share. An organization without a plan counts as naming none."
        )
        + f" {say(WITHHELD)}",
        [Column(say(WHOLE_FIELD), whole), *columns_of(table)],
        rows,
        caption=say("Barriers that plans name, by setting: organizations of all in the group"),
        heading=say("Barrier"),
    )


def _barriers_by_commitment(material: Material) -> HeatTable:
    rows = [
        (
            str(commitment.name),
            [material.figures[f"barrier:{code}@{commitment.code}"] for code in BARRIERS],
        )
        for commitment in material.definition.commitments
    ]
    return heat_of_counts(
        "barriers-by-commitment",
        _hardest(rows),
        say(
            "How many organizations’ plans name a barrier for actions on each commitment, in the "
            "whole field. An action on a feature counts for the commitments that it carries most."
        )
        + f" {say(WITHHELD)}",
        [Column(say(name)) for name in BARRIERS.values()],
        rows,
        caption=say("Barriers that plans name, by commitment: organizations of all in the field"),
        heading=say("Commitment"),
    )


Rows = Sequence[tuple[str, Sequence[FigureView]]]


def _most_named(rows: Rows) -> str:
    other = say(BARRIERS[OTHER])
    known = [
        (part, name)
        for name, figures in rows
        if name != other and (part := share(figures[0])) is not None
    ]
    if not known:
        return say("Which barriers plans name is not shown")
    top = max(part for part, _ in known)
    names = [name for part, name in known if part == top]
    if len(names) == 1:
        return say(
            "{barrier} is the barrier that the organizations’ plans name most", barrier=names[0]
        )
    return say(
        "{barriers} are the barriers that the organizations’ plans name most",
        barriers=listed(names),
    )


def _hardest(rows: Rows) -> str:
    known = [
        (part, name, barrier)
        for name, figures in rows
        for barrier, figure in zip(BARRIERS.values(), figures, strict=True)
        if barrier != BARRIERS[OTHER] and (part := share(figure)) is not None
    ]
    if not known:
        return say("Which barriers stand before which commitment is not shown")
    _, name, barrier = max(known, key=lambda each: each[0])
    return say(
        "Named most for one commitment: {barrier}, for {name}",
        barrier=say(barrier).lower(),
        name=name,
    )


def _plot_growth(definition: Definition, figures: findings.Figures) -> DotPlot:
    entries = []
    for feature in definition.features:
        label, sublabel = labelled(feature)
        figure = replace(figures[f"question:growth:{feature.code}"], signed=True)
        entries.append(Entry(label, figure, sublabel))
    entries.sort(key=lambda entry: -(entry.figure.mean if entry.figure.mean is not None else -9))
    axis = Axis(
        say("Correlation"), -1.0, 1.0,
        ((-1.0, "−1"), (-0.5, "−0.5"), (0.0, say("None")), (0.5, "+0.5"), (1.0, "+1")),
    )  # fmt: skip
    return plot_means(
        "growth",
        _growth_title(entries),
        axis,
        entries,
        caption=say(
            "How growth of each feature goes with lag closed in what it carries: correlation"
        ),
        heading=say("Feature"),
        value=say("Correlation"),
    )


def _strongest(definition: Definition, figures: findings.Figures) -> list[tuple[str, Decimal]]:
    known = [
        (in_full(feature), figure.mean)
        for feature in definition.features
        if (figure := figures[f"question:growth:{feature.code}"]).mean is not None
    ]
    return [
        (name, mean)
        for name, mean in sorted(known, key=lambda each: -(each[1] or 0))
        if mean is not None and mean >= STRONG
    ]


def tell_growth(definition: Definition, figures: findings.Figures) -> str:
    strongest = _strongest(definition, figures)[:3]
    if not strongest:
        return ""
    named = [f"{name} ({shown_number(mean, signed=True)})" for name, mean in strongest]
    return say(
        "Where these features grew, more lag was closed in the commitments that they carry: "
        "{features}. This is an association between cycles; it does not say that one caused "
        "the other.",
        features=listed(named),
    )


def _growth_title(entries: Sequence[Entry]) -> str:
    known = [entry for entry in entries if entry.figure.mean is not None]
    if not known:
        return say("Which growth goes with lag closed is not shown")
    top = known[0]
    if top.figure.mean is None or top.figure.mean < STRONG:
        return say("No feature’s growth goes clearly with lag closed")
    return say(
        "Growth in {label} goes most with lag closed: an association, not a cause", label=top.label
    )


def _lines(material: Material) -> Iterator[Line]:
    definition = material.definition
    names = name_plans(definition)
    for code, name in names.items():
        yield Line(say(WHOLE_FIELD), name, material.figures[code])
    for feature in definition.features:
        code = f"question:growth:{feature.code}"
        growth = say("Growth with lag closed: {feature}", feature=in_full(feature))
        yield Line(say(WHOLE_FIELD), growth, material.figures[code])
    table = material.table(BY)
    figures = material.by_table[(BY,)]
    for cell, column in zip(table.cells if table else (), columns_of(table), strict=True):
        for code, name in names.items():
            yield Line(f"{say(attribute(BY).name)}: {column.name}", name, figures[cell.key, code])


def name_plans(definition: Definition) -> dict[str, str]:
    names = {
        f"barrier:{code}": say("Plans that name: {name}", name=say(name))
        for code, name in BARRIERS.items()
    }
    names |= {
        f"action:{code}": say("Plans with actions: {name}", name=say(name))
        for code, name in STATES.items()
    }
    names["resources"] = say("Plans that ask for resources")
    for one in definition.subjects:
        name = in_full(one)
        names[f"actions@{one.code}"] = say("Plans with actions on {name}", name=name)
        names[f"resources@{one.code}"] = say("Plans that ask for resources for {name}", name=name)
        for code, barrier in BARRIERS.items():
            names[f"barrier:{code}@{one.code}"] = say(
                "Plans that name, for {name}: {barrier}", name=name, barrier=say(barrier)
            )
    return names
