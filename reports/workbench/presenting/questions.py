"""How the questions themselves do, in the whole field, each with a verdict in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commitments.definition import Definition
from reports.presentation.wording import count_of
from reports.releases.shown import FigureView, shown_number
from reports.workbench.charting import WITHHELD
from reports.workbench.judging import Verdict, judge
from reports.workbench.measures import STATISTICS, question_measures
from reports.workbench.presenting.material import Material, Presented
from reports.workbench.view import Line
from reports.workbench.wording import ABSENT, WHOLE_FIELD, in_full, percent

NAMES = {
    "dont-know": "Don’t know",
    "not-applicable": "Not applicable",
    "contested": "Contested",
    "agreement": "Agreement",
    "ceiling": "At level 4",
    "floor": "At level 0",
    "correlation": "Fits its section",
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
            "columns": tuple(NAMES.values()),
            "groups": groups,
            "noted": noted,
            "withheld": WITHHELD,
        },
    )


def _lines(definition: Definition, figures: Mapping[str, FigureView]) -> list[Line]:
    return [
        Line(
            WHOLE_FIELD,
            f"{NAMES[statistic]}: item {item.code}",
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
        tuple(_cell(statistic, figure) for statistic, figure in figures.items()),
        judge({statistic: figure.mean for statistic, figure in figures.items()}),
    )


def _cell(statistic: str, figure: FigureView) -> str:
    if figure.mean is None:
        return ABSENT
    return percent(figure) if statistic in SHARES else shown_number(figure.mean)


def _headline(rows: Sequence[QuestionRow], noted: Sequence[QuestionRow]) -> str:
    if not noted:
        return f"None of the {len(rows)} items asks for another look."
    verb = "asks" if len(noted) == 1 else "ask"
    return f"{count_of(len(noted), 'item').capitalize()} of {len(rows)} {verb} for another look."
