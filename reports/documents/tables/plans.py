"""The improvement plan, what became of the last one, and the scores through other frameworks."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lhs_portal.lib.wording import mark
from reports.documents.material import Material
from reports.documents.tables.column import Column, Table, day_of
from reports.documents.tables.overview import NO_SCORE
from reports.presentation.page_crosswalk import CrosswalkLine, CrosswalkView
from reports.presentation.page_plan import ActionView, OutcomeView


def _actions(material: Material) -> Iterable[ActionView]:
    return material.page.plan.actions if material.page.plan else ()


def _outcomes(material: Material) -> Iterable[OutcomeView]:
    return material.page.plan.outcomes if material.page.plan else ()


PLAN: Table[ActionView] = Table(
    name="plan",
    title=mark("Plan"),
    about=mark("The improvement plan as it stood when the report was asked for."),
    absent=mark("It has no actions yet."),
    part="plan",
    columns=(
        Column("action", mark("Number"), "count", "The action’s number.", lambda row: row.number),
        Column(
            "title", mark("Action"), "text", "What is to be done.", lambda row: row.title, width=44
        ),
        Column(
            "aim_code",
            mark("Aim code"),
            "code",
            "The feature or item that it aims at.",
            lambda row: row.aim_code,
        ),
        Column("aim", mark("Aim"), "text", "The same in full.", lambda row: row.aim, width=44),
        Column(
            "owner",
            mark("Owner"),
            "text",
            "Who sees to it.",
            lambda row: row.owner or None,
            "nobody yet",
            width=24,
        ),
        Column(
            "due",
            mark("Due"),
            "date",
            "When it is to be done.",
            lambda row: day_of(row.due),
            "no date is set",
        ),
        Column(
            "overdue",
            mark("Overdue"),
            "flag",
            "Whether that day was past when the report was asked for.",
            lambda row: row.overdue,
            width=12,
        ),
        Column(
            "state",
            mark("State"),
            "code",
            "planned, doing, done, or dropped.",
            lambda row: row.state,
        ),
        Column(
            "expected",
            mark("Expected"),
            "text",
            "The level that is expected at the next cycle, with its name.",
            lambda row: row.expected or None,
            "nothing is expected of a level",
            width=18,
        ),
        Column(
            "resources",
            mark("Resources needed"),
            "text",
            "What it needs.",
            lambda row: row.resources or None,
            "nothing was written",
            width=36,
        ),
        Column(
            "barriers",
            mark("Barriers"),
            "text",
            "What stands in its way, with semicolons between.",
            lambda row: "; ".join(row.barriers) or None,
            "none was named",
            width=30,
        ),
        Column(
            "notes",
            mark("Notes"),
            "text",
            "What was noted.",
            lambda row: row.notes or None,
            "no note, or the report leaves notes out",
            width=44,
        ),
        Column(
            "evidence",
            mark("Evidence"),
            "text",
            "Titles of the evidence that it links to, with semicolons between.",
            lambda row: "; ".join(row.evidence) or None,
            "none, or the report leaves it out",
            width=36,
        ),
    ),
    rows=_actions,
    fixed=2,
)

OUTCOMES: Table[OutcomeView] = Table(
    name="plan_outcomes",
    title=mark("Outcomes of the last plan"),
    about=mark(
        "The actions of the last cycle’s plan, and what became of what they aimed at. No action "
        "is said to be the cause."
    ),
    absent=mark("There is no plan of an earlier cycle."),
    part="plan",
    columns=(
        Column(
            "title", mark("Action"), "text", "What was to be done.", lambda row: row.title, width=44
        ),
        Column(
            "aim_code",
            mark("Aim code"),
            "code",
            "The feature or item that it aimed at.",
            lambda row: row.aim_code,
        ),
        Column("aim", mark("Aim"), "text", "The same in full.", lambda row: row.aim, width=44),
        Column(
            "state",
            mark("State"),
            "code",
            "planned, doing, done, or dropped.",
            lambda row: row.state,
        ),
        Column(
            "expected",
            mark("Expected"),
            "text",
            "The level that was expected by now, with its name.",
            lambda row: row.expected or None,
            "nothing was expected of a level",
            width=18,
        ),
        Column(
            "before",
            mark("Before"),
            "text",
            "The level of the item, or the score of the feature, then.",
            lambda row: row.before or None,
            "not known",
            width=18,
        ),
        Column(
            "after",
            mark("Now"),
            "text",
            "The same now.",
            lambda row: row.after or None,
            "not known",
            width=18,
        ),
        Column(
            "reached",
            mark("Reached"),
            "flag",
            "Whether what was expected is reached.",
            lambda row: row.reached,
            "nothing was expected, or nothing can be compared",
            width=12,
        ),
        Column(
            "became",
            mark("What became of it"),
            "text",
            "All in a sentence.",
            lambda row: row.became,
            width=60,
        ),
    ),
    rows=_outcomes,
)


class _Mapped(NamedTuple):
    crosswalk: CrosswalkView
    target: str | None
    target_name: str | None
    line: CrosswalkLine


def _mapped(material: Material) -> Iterator[_Mapped]:
    for crosswalk in material.page.crosswalks:
        for group in crosswalk.groups:
            for line in group.lines:
                yield _Mapped(crosswalk, group.code, group.name, line)
        for line in crosswalk.unmapped:
            yield _Mapped(crosswalk, None, None, line)


CROSSWALKS: Table[_Mapped] = Table(
    name="crosswalks",
    title=mark("Crosswalks"),
    about=mark("The scores by the aims of other frameworks. An aim has no score of its own."),
    absent=mark("This version of the framework has no crosswalk."),
    columns=(
        Column(
            "crosswalk", mark("Crosswalk code"), "code", "Its code.", lambda row: row.crosswalk.code
        ),
        Column(
            "crosswalk_name",
            mark("Crosswalk"),
            "text",
            "Its name.",
            lambda row: row.crosswalk.name,
            width=30,
        ),
        Column(
            "target",
            mark("Aim code"),
            "code",
            "The code of the aim in the other framework.",
            lambda row: row.target,
            "the other framework has no place for it",
            width=16,
        ),
        Column(
            "target_name",
            mark("Aim"),
            "text",
            "Its name.",
            lambda row: row.target_name,
            "the other framework has no place for it",
            width=24,
        ),
        Column(
            "subject",
            mark("Code"),
            "code",
            "Of the commitment or feature.",
            lambda row: row.line.code,
        ),
        Column(
            "subject_name",
            mark("Commitment or feature"),
            "text",
            "Its name.",
            lambda row: row.line.name,
            width=44,
        ),
        Column("score", mark("Score"), "score", "Its score.", lambda row: row.line.score, NO_SCORE),
        Column(
            "sources_differ",
            mark("Sources differ"),
            "flag",
            "Whether the sources map it otherwise.",
            lambda row: row.line.differs,
        ),
        Column(
            "note",
            mark("Note"),
            "text",
            "What the crosswalk says of it.",
            lambda row: row.line.note or None,
            "nothing is said of it",
            width=60,
        ),
    ),
    rows=_mapped,
)
