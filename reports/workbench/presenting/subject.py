"""The items of one commitment or feature with their distributions."""

from django.urls import reverse

from commitments.definition import Definition
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
    items = [
        (name_item(item.code), str(item.question), figures[f"item:{item.code}"])
        for item in definition.items_by_subject[subject.code]
    ]
    title = _title(items)
    chart = bars_of_items(
        "items",
        title,
        definition,
        items,
        caption=f"{in_full(subject)}: how many organizations chose each level",
    )
    own = figures[subject.code]
    return Presented(
        headlines=(f"{in_full(subject)}: mean score {capital_mean(own).lower()}.", f"{title}.")
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
    return f"Item {code}"


def _title(items: list[tuple[str, str, FigureView]]) -> str:
    """Which items most organizations have at level 0 or 1."""
    low = []
    known = False
    for name, _, figure in items:
        counts = figure.counts[:LEVELS]
        if not sum(counts):
            continue
        known = True
        if 2 * sum(counts[:LOW]) > sum(counts):
            low.append(name.removeprefix("Item "))
    if not known:
        return "How the answers are distributed is not shown"
    if not low:
        return "On no item do most organizations stand at level 0 or 1"
    return f"Most organizations stand at level 0 or 1 on {listed(low)}"
