"""The question-quality figures of one item, for the page on which editors change it.

Those of the workbench's page of questions, and no others: whole field, published, rounded.
"""

from django.urls import reverse

from commitments.item_figures import ItemFigures
from commitments.queries import load_definition
from lhs_portal.lib.wording import say
from reports.presentation.wording import day
from reports.releases.models import Kind, Release, State
from reports.releases.reading import load_figures
from reports.workbench.asked import WHOLE_CUT
from reports.workbench.judging import judge
from reports.workbench.measures import STATISTICS
from reports.workbench.presenting.questions import NAMES, cell_of

MOST_LOOKED_AT = 8


def load_newest_figures(code: str) -> ItemFigures | None:
    """Of the newest field release whose framework asks the item. Two queries."""
    releases = Release.objects.filter(state=State.PUBLISHED, kind=Kind.FIELD).order_by("-number")
    for release in releases.select_related("cycle__framework_version")[:MOST_LOOKED_AT]:
        item = load_definition(release.cycle.framework_version).item_by_code.get(code)
        if item is not None and release.published_at is not None:
            break
    else:
        return None
    measures = {statistic: f"question:{statistic}:{code}" for statistic in STATISTICS}
    figures = load_figures(release, WHOLE_CUT, list(measures.values()))
    by_statistic = {statistic: figures[measure] for statistic, measure in measures.items()}
    return ItemFigures(
        source=say(
            "Release {number} ({day}), {cycle}",
            number=release.number,
            day=day(release.published_at.date().isoformat()),
            cycle=release.cycle.name,
        ),
        url=reverse("reports:release_questions", args=[release.number]),
        version=release.framework_version,
        meaning=item.meaning,
        rows=tuple(
            (say(NAMES[statistic]), cell_of(statistic, figure))
            for statistic, figure in by_statistic.items()
        ),
        verdicts=tuple(
            verdict.text
            for verdict in judge({name: figure.mean for name, figure in by_statistic.items()})
        ),
    )
