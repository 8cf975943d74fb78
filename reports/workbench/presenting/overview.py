"""The field at a glance, or one published cell of it."""

from commitments.definition import Definition
from lhs_portal.lib.wording import mark, say
from reports.charts.specification import DotPlot
from reports.workbench.charting import (
    Entry,
    change_axis,
    extremes,
    lag_axis,
    level_axis,
    plot_means,
    range_title,
)
from reports.workbench.findings import Figures, find_headlines, tell_ahead
from reports.workbench.measures import (
    INDICES,
    change_measures,
    lag_measures,
    score_measures,
)
from reports.workbench.presenting.material import Material, Presented
from reports.workbench.view import Line
from reports.workbench.wording import capital_mean, in_full, labelled, shape_of

INDEX_NAMES = {
    "index:commitments": mark("Commitments index"),
    "index:foundations": mark("Foundations index"),
}


def measures_of_overview(definition: Definition) -> list[str]:
    return [
        *score_measures(definition),
        *lag_measures(definition),
        *change_measures(definition),
    ]


def present_overview(material: Material) -> Presented:
    definition, figures = material.definition, material.figures
    return Presented(
        headlines=find_headlines(definition, figures),
        charts=(
            plot_commitments(definition, figures),
            plot_foundations(definition, figures),
            plot_lag(definition, figures),
            plot_change(definition, figures),
        ),
        lines=lambda: lines_of(definition, figures, measures_of_overview(definition)),
        content={
            "indices": [(say(INDEX_NAMES[code]), capital_mean(figures[code])) for code in INDICES],
            "change_shown": any(figures[c].shown for c in change_measures(definition)),
            "subjects": [(one.code, in_full(one), one.kind) for one in definition.subjects],
        },
    )


def lines_of(definition: Definition, figures: Figures, measures: list[str]) -> list[Line]:
    names = name_measures(definition)
    return [Line("", names[code], figures[code]) for code in measures]


def name_measures(definition: Definition) -> dict[str, str]:
    names = {one.code: in_full(one) for one in definition.subjects}
    names |= {
        f"pillar:{one.code}": say("Pillar: {name}", name=one.name) for one in definition.pillars
    }
    names |= {code: say(name) for code, name in INDEX_NAMES.items()}
    names |= {
        f"lag:{one.code}": say("Lag: {name}", name=one.name) for one in definition.commitments
    }
    names |= {
        f"change:{code}": say("Change: {name}", name=names[code])
        for code in (*(one.code for one in definition.subjects), *INDICES)
    }
    return names


def plot_commitments(definition: Definition, figures: Figures) -> DotPlot:
    entries = [Entry(str(one.name), figures[one.code]) for one in definition.commitments]
    return plot_means(
        "commitments",
        range_title(entries, say("No figure of the commitments is shown")),
        level_axis(definition),
        entries,
        caption=say("The commitments: mean score and quartiles"),
        heading=say("Commitment"),
    )


def plot_foundations(definition: Definition, figures: Figures) -> DotPlot:
    entries = []
    for pillar in definition.pillars:
        shape = shape_of(definition, pillar.code)
        whole = figures[f"pillar:{pillar.code}"]
        entries.append(Entry(str(pillar.name), whole, shape=shape, heading=True))
        for feature in definition.features_of(pillar.code):
            label, sublabel = labelled(feature)
            entries.append(Entry(label, figures[feature.code], sublabel, shape))
    pillars = [entry for entry in entries if entry.heading]
    return plot_means(
        "foundations",
        range_title(pillars, say("No figure of the pillars is shown")),
        level_axis(definition),
        entries,
        caption=say("Pillars and anchor features: mean score and quartiles"),
        heading=say("Pillar or feature"),
        shapes=tuple((shape_of(definition, one.code), str(one.name)) for one in definition.pillars),
    )


def plot_lag(definition: Definition, figures: Figures) -> DotPlot:
    entries = [Entry(str(one.name), figures[f"lag:{one.code}"]) for one in definition.commitments]
    return plot_means(
        "through-line",
        _lag_title(entries),
        lag_axis(),
        entries,
        caption=say("How far each commitment stands above or below the foundations that carry it"),
        heading=say("Commitment"),
    )


def _lag_title(entries: list[Entry]) -> str:
    """Half a level is what the portal calls ahead of its foundations (scoring.md)."""
    known = [entry for entry in entries if entry.figure.mean is not None]
    ahead = [entry.label for entry in known if (entry.figure.mean or 0) * 2 >= 1]
    if not known:
        return say("How the commitments stand to their foundations is not shown")
    if not ahead:
        return say("On average no commitment runs ahead of its foundations")
    return tell_ahead(ahead)


def plot_change(definition: Definition, figures: Figures) -> DotPlot:
    entries = []
    for one in definition.subjects:
        label, sublabel = labelled(one)
        entries.append(Entry(label, figures[f"change:{one.code}"], sublabel))
    return plot_means(
        "change",
        _change_title(entries),
        change_axis(),
        entries,
        caption=say("Mean change since the last cycle, of the organizations in both"),
    )


def _change_title(entries: list[Entry]) -> str:
    ends = extremes(entries)
    if ends is None:
        return say("Change since the last cycle is not shown")
    means = [entry.figure.mean for entry in entries if entry.figure.mean is not None]
    risen = sum(mean > 0 for mean in means)
    return say(
        "Of {count} subjects that can be compared, {risen} rose on average; the means run "
        "from {low} to {high}",
        count=len(means),
        risen=risen,
        low=ends[0][0],
        high=ends[1][0],
    )
