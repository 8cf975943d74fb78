"""The plan that follows this report, and what became of the last one."""

from lhs_portal.lib.wording import say, say_count
from reports.documents.word.story import Story
from reports.presentation.page import ReportPage
from reports.presentation.page_plan import ActionView, OutcomeView, PlanView
from reports.presentation.wording import number_word


def tell_plan(story: Story, page: ReportPage) -> None:
    plan = page.plan
    if plan is None:
        return
    story.heading(1, say("Improvement plan"))
    story.paragraphs(plan.opening)
    story.heading(2, say("Actions"))
    story.paragraph(plan.actions_note, style="Lead" if plan.actions else "Normal")
    story.table(
        say("The actions of the plan"),
        (say("No."), say("Action"), say("Aims at"), say("Owner"), say("Due"), say("State")),
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
    return "\n".join((row.due_shown, say("Overdue"))) if row.overdue else row.due_shown


def _tell_action(story: Story, row: ActionView) -> None:
    story.heading(3, f"{row.number}. {row.title}")
    due = say("due {day}", day=row.due_shown) if row.due_shown else ""
    if row.due_shown and row.overdue:
        due = say("due {day}, overdue", day=row.due_shown)
    expected = say("expected {level}", level=row.expected) if row.expected else ""
    line = (row.state_shown, row.owner, due, expected)
    story.paragraph(" · ".join(filter(None, line)), style="Item Line")
    story.fact(say("Aims at"), row.aim)
    story.fact(say("Resources"), row.resources)
    story.fact(say("Barriers"), "; ".join(row.barriers))
    story.fact(say("Notes"), row.notes)
    story.fact(say("Evidence"), "; ".join(row.evidence))


def _tell_barriers(story: Story, plan: PlanView) -> None:
    if plan.barriers:
        story.heading(2, say("Barriers named"))
        story.bullets(
            say_count(
                "{name}: one action",
                "{name}: {number} actions",
                count,
                name=name,
                number=number_word(count),
            )
            for name, count in plan.barriers
        )


def _tell_outcomes(story: Story, plan: PlanView) -> None:
    if not (plan.outcomes or plan.outcomes_note):
        return
    story.heading(2, say("What became of the last plan"))
    story.paragraph(plan.outcomes_note)
    for row in plan.outcomes:
        _tell_outcome(story, row)


def _tell_outcome(story: Story, row: OutcomeView) -> None:
    story.heading(3, row.title)
    line = (
        row.state_shown,
        *((say("expected {level}", level=row.expected),) if row.expected else ()),
        *((say("before {level}", level=row.before),) if row.before else ()),
        *((say("now {level}", level=row.after),) if row.after else ()),
    )
    story.paragraph(" · ".join(line), style="Item Line")
    story.fact(say("Aimed at"), row.aim)
    story.fact(say("What became"), row.became)
