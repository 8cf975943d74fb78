"""Progress on the anchor features by setting and size; the aims of the IOM; where items are."""

from collections.abc import Sequence

from commitments.definition import Definition
from lhs_portal.lib.wording import say
from reports.charts.specification import HeatTable
from reports.releases.shown import FigureView
from reports.workbench.charting import WITHHELD, Column, heat_of_means
from reports.workbench.findings import tell_features, tell_pillars
from reports.workbench.measures import subject_codes
from reports.workbench.presenting.crosswalks import present_crosswalks
from reports.workbench.presenting.material import (
    WHOLE,
    Material,
    Presented,
    attribute,
    columns_of,
)
from reports.workbench.view import Line
from reports.workbench.wording import WHOLE_FIELD, about, capital_mean, in_full

BY = {"rurality": "by-setting", "size_band": "by-size"}
TABLES = (WHOLE, *((code,) for code in BY))


def measures_of_operations(definition: Definition) -> list[str]:
    return [*subject_codes(definition), *(f"pillar:{one.code}" for one in definition.pillars)]


def present_operations(material: Material) -> Presented:
    definition = material.definition
    heats = tuple(
        _heat(material, code, chart) for code, chart in BY.items() if material.table(code)
    )
    missing = [say(attribute(code).name).lower() for code in BY if not material.table(code)]
    return Presented(
        headlines=tuple(
            filter(
                None,
                (
                    tell_features(definition, material.figures),
                    tell_pillars(definition, material.figures),
                ),
            )
        ),
        charts=heats,
        lines=lambda: _lines(material),
        content={
            "missing": missing,
            "withheld": say(WITHHELD),
            "crosswalks": present_crosswalks(definition, material.figures),
            "subjects": [
                (one.code, in_full(one), one.kind, capital_mean(material.figures[one.code]))
                for one in definition.subjects
            ],
        },
    )


def _heat(material: Material, by: str, code: str) -> HeatTable:
    definition, table = material.definition, material.table(by)
    columns = [_whole_column(material), *columns_of(table)]
    figures = material.by_table[(by,)]
    rows = []
    for feature in definition.features:
        cells = [figures[cell.key, feature.code] for cell in table.cells] if table else []
        rows.append((in_full(feature), [material.figures[feature.code], *cells]))
    name = say(attribute(by).name).lower()
    return heat_of_means(
        code,
        _title(name, columns[1:], rows),
        say(
            "Mean score of each anchor feature, 0 to 4, in the whole field and by {name}.",
            name=name,
        )
        + f" {say(WITHHELD)}",
        columns,
        rows,
        caption=say("Anchor features by {name}: mean score, 0 to 4", name=name),
        heading=say("Feature"),
    )


def _whole_column(material: Material) -> Column:
    return Column(say(WHOLE_FIELD), about(material.whole.n if material.whole else None))


def _title(
    name: str, columns: Sequence[Column], rows: Sequence[tuple[str, Sequence[FigureView]]]
) -> str:
    """Where groups are furthest apart: the feature, and the two ends."""
    widest, said = None, say("No difference by {name} is shown", name=name)
    for label, figures in rows:
        known = [
            (figure.mean, column.name, figure)
            for column, figure in zip(columns, figures[1:], strict=True)
            if figure.mean is not None
        ]
        if len(known) < 2:
            continue
        low = min(known, key=lambda each: each[0])
        high = max(known, key=lambda each: each[0])
        apart = high[0] - low[0]
        if widest is None or apart > widest:
            widest = apart
            said = say(
                "By {name}, organizations differ most in {label}: {most} ({high}) "
                "against {least} ({low})",
                name=name,
                label=label,
                most=capital_mean(high[2]),
                high=high[1],
                least=capital_mean(low[2]),
                low=low[1],
            )
    return said


def _lines(material: Material) -> list[Line]:
    names = {one.code: in_full(one) for one in material.definition.subjects}
    lines = [Line(say(WHOLE_FIELD), name, material.figures[code]) for code, name in names.items()]
    for by in BY:
        table = material.table(by)
        figures = material.by_table[(by,)]
        for cell, column in zip(table.cells if table else (), columns_of(table), strict=True):
            about_whom = f"{say(attribute(by).name)}: {column.name}"
            lines += [
                Line(about_whom, name, figures[cell.key, code]) for code, name in names.items()
            ]
    return lines
