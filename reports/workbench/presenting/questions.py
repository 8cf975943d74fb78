"""How the questions themselves do, in the whole field, each with a verdict in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commitments.definition import Definition
from lhs_portal.lib.wording import mark, say, say_count
from reports.presentation.wording import capital, number_word
from reports.releases.shown import FigureView, shown_number
from reports.workbench.charting import WITHHELD
from reports.workbench.judging import Verdict, judge
from reports.workbench.measures import STATISTICS, question_measures
from reports.workbench.presenting.material import Material, Presented
from reports.workbench.view import Line
from reports.workbench.wording import WHOLE_FIELD, absent, in_full, percent

NAMES = {
    "dont-know": mark("Don’t know"),
    "not-applicable": mark("Not applicable"),
    "contested": mark("Contested"),
    "agreement": mark("Agreement"),
    "ceiling": mark("At level 4"),
    "floor": mark("At level 0"),
    "correlation": mark("Fits its section"),
}
SHARES = ("dont-know", "not-applicable", "contested", "ceiling", "floor")


@dataclass(frozen=True, slots=True)
class QuestionRow:
    code: str
    question: str
    cells: tuple[str, ...]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    code: str
    name: str
    rows: tuple[QuestionRow, ...]


def measures_of_questions(definition: Definition) -> list[str]:
    return question_measures(definition)


def present_questions(material: Material) -> Presented:
    definition, figures = material.definition, material.figures
    groups = tuple(
        QuestionGroup(
            subject.code,
            in_full(subject),
            tuple(
                _row(item.code, str(item.question), _of(figures, item.code))
                for item in definition.items_by_subject[subject.code]
            ),
        )
        for subject in definition.subjects
    )
    rows = [row for group in groups for row in group.rows]
    noted = [row for row in rows if row.verdicts]
    known = any(figures[code].shown for code in question_measures(definition))
    return Presented(
        headlines=(_headline(rows, noted),) if known else (),
        lines=lambda: _lines(definition, figures),
        content={
            "columns": tuple(say(name) for name in NAMES.values()),
            "groups": groups,
            "noted": noted,
            "withheld": say(WITHHELD),
        },
    )


def _lines(definition: Definition, figures: Mapping[str, FigureView]) -> list[Line]:
    return [
        Line(
            say(WHOLE_FIELD),
            say("{name}: item {code}", name=say(NAMES[statistic]), code=item.code),
            figures[f"question:{statistic}:{item.code}"],
        )
        for item in definition.items
        for statistic in STATISTICS
    ]


def _of(figures: Mapping[str, FigureView], item: str) -> dict[str, FigureView]:
    return {statistic: figures[f"question:{statistic}:{item}"] for statistic in STATISTICS}


def _row(code: str, question: str, figures: dict[str, FigureView]) -> QuestionRow:
    return QuestionRow(
        code,
        question,
        tuple(cell_of(statistic, figure) for statistic, figure in figures.items()),
        judge({statistic: figure.mean for statistic, figure in figures.items()}),
    )


def cell_of(statistic: str, figure: FigureView) -> str:
    if figure.mean is None:
        return absent()
    return percent(figure) if statistic in SHARES else shown_number(figure.mean)


def _headline(rows: Sequence[QuestionRow], noted: Sequence[QuestionRow]) -> str:
    if not noted:
        return say("None of the {count} items asks for another look.", count=len(rows))
    return capital(
        say_count(
            "one item of {all} asks for another look.",
            "{number} items of {all} ask for another look.",
            len(noted),
            number=number_word(len(noted)),
            all=len(rows),
        )
    )
