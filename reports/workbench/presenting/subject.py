"""The items of one commitment or feature with their distributions."""

from collections.abc import Sequence

from django.urls import reverse

from commitments.definition import Definition
from lhs_portal.lib.wording import say
from reports.presentation.wording import listed
from reports.releases.shown import FigureView
from reports.workbench.charting import bars_of_items
from reports.workbench.measures import item_measures
from reports.workbench.presenting.material import Material, Presented
from reports.workbench.view import Line
from reports.workbench.wording import capital_mean, in_full

LEVELS = 5
LOW = 2  # below the level that the framework calls in place


def measures_of_subject(definition: Definition, subject: str) -> list[str]:
    return [subject, *item_measures(definition, subject)]


def present_subject(material: Material) -> Presented:
    definition, figures = material.definition, material.figures
    subject = definition.subject_by_code[material.subject]
    of_subject = definition.items_by_subject[subject.code]
    items = [
        (name_item(item.code), str(item.question), figures[f"item:{item.code}"])
        for item in of_subject
    ]
    title = _title([(item.code, figures[f"item:{item.code}"]) for item in of_subject])
    chart = bars_of_items(
        "items",
        title,
        definition,
        items,
        caption=say("{subject}: how many organizations chose each level", subject=in_full(subject)),
    )
    own = figures[subject.code]
    return Presented(
        headlines=(
            say(
                "{subject}: mean score {mean}.",
                subject=in_full(subject),
                mean=capital_mean(own).lower(),
            ),
            f"{title}.",
        )
        if own.shown
        else (),
        charts=(chart,),
        lines=lambda: [
            Line("", in_full(subject), own),
            *(Line("", f"{name}: {question}", figure) for name, question, figure in items),
        ],
        content={
            "subject": subject,
            "framework_path": reverse(
                f"commitments:{subject.kind}",
                kwargs={"version": definition.version, "code": subject.code},
            ),
        },
    )


def name_item(code: str) -> str:
    return say("Item {code}", code=code)


def _title(items: Sequence[tuple[str, FigureView]]) -> str:
    """Which items most organizations have at level 0 or 1."""
    low = []
    known = False
    for code, figure in items:
        counts = figure.counts[:LEVELS]
        if not sum(counts):
            continue
        known = True
        if 2 * sum(counts[:LOW]) > sum(counts):
            low.append(code)
    if not known:
        return say("How the answers are distributed is not shown")
    if not low:
        return say("On no item do most organizations stand at level 0 or 1")
    return say("Most organizations stand at level 0 or 1 on {items}", items=listed(low))
