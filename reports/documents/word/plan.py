"""The plan that follows this report, and what became of the last one."""

from reports.documents.word.story import Story
from reports.presentation.page import ReportPage
from reports.presentation.page_plan import ActionView, OutcomeView, PlanView
from reports.presentation.wording import count_of


def tell_plan(story: Story, page: ReportPage) -> None:
    plan = page.plan
    if plan is None:
        return
    story.heading(1, "Improvement plan")
    story.paragraphs(plan.opening)
    story.heading(2, "Actions")
    story.paragraph(plan.actions_note, style="Lead" if plan.actions else "Normal")
    story.table(
        "The actions of the plan",
        ("No.", "Action", "Aims at", "Owner", "Due", "State"),
        [
            [str(row.number), row.title, row.aim, row.owner, _due(row), row.state_shown]
            for row in plan.actions
        ],
        (0.5, 2.2, 1.8, 1.1, 1.1, 0.9),
        numbers=(0,),
    )
    for row in plan.actions:
        _tell_action(story, row)
    _tell_barriers(story, plan)
    _tell_outcomes(story, plan)


def _due(row: ActionView) -> str:
    return f"{row.due_shown}\nOverdue" if row.overdue else row.due_shown


def _tell_action(story: Story, row: ActionView) -> None:
    story.heading(3, f"{row.number}. {row.title}")
    due = f"due {row.due_shown}{', overdue' if row.overdue else ''}" if row.due_shown else ""
    expected = f"expected {row.expected}" if row.expected else ""
    line = (row.state_shown, row.owner, due, expected)
    story.paragraph(" · ".join(filter(None, line)), style="Item Line")
    story.fact("Aims at", row.aim)
    story.fact("Resources", row.resources)
    story.fact("Barriers", "; ".join(row.barriers))
    story.fact("Notes", row.notes)
    story.fact("Evidence", "; ".join(row.evidence))


def _tell_barriers(story: Story, plan: PlanView) -> None:
    if plan.barriers:
        story.heading(2, "Barriers named")
        story.bullets(f"{name}: {count_of(count, 'action')}" for name, count in plan.barriers)


def _tell_outcomes(story: Story, plan: PlanView) -> None:
    if not (plan.outcomes or plan.outcomes_note):
        return
    story.heading(2, "What became of the last plan")
    story.paragraph(plan.outcomes_note)
    for row in plan.outcomes:
        _tell_outcome(story, row)


def _tell_outcome(story: Story, row: OutcomeView) -> None:
    story.heading(3, row.title)
    named = (("expected", row.expected), ("before", row.before), ("now", row.after))
    line = (row.state_shown, *(f"{name} {value}" for name, value in named if value))
    story.paragraph(" · ".join(line), style="Item Line")
    story.fact("Aimed at", row.aim)
    story.fact("What became", row.became)
