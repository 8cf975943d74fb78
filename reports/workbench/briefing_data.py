"""A briefing as the JSON that its template reads. Texts are placed as text, never as source."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from lhs_portal.lib.languages import language
from lhs_portal.lib.wording import mark, say, say_count
from reports.charts.cells import show_cell
from reports.charts.ink import PRINT_FONT
from reports.charts.specification import DataTable, HeatTable
from reports.charts.svg import render_svg
from reports.documents.fonts import BODY, LAST
from reports.documents.print_text import PrintText
from reports.documents.print_words import translated_words
from reports.presentation.wording import listed
from reports.workbench.briefing_material import BriefingMaterial, Part, ReleaseFacts
from reports.workbench.presenting.communication import Block, Contested
from reports.workbench.presenting.infrastructure import PlanRow
from reports.workbench.presenting.questions import QuestionRow
from reports.workbench.view import SELF_SELECTED, View, ViewChart

KIND = mark("Briefing")
# What stands fixed in briefing.typ.
WORDS = (
    mark("Organizations are {self_selected} · Counts and means are rounded"),
    mark("Page {page} of {total}"),
    mark("Learning Health System · {kind}"),
    mark("What it rests on"),
    mark(
        "The organizations chose to take part: the figures are {self_selected} of all "
        "organizations. Counts are rounded to the nearest 5, means to one decimal. “Not shown” "
        "looks the same whatever its cause."
    ),
    mark("Published"),
    mark("Rests on"),
    mark("Framework"),
    mark("To cite"),
    mark("In this briefing"),
    mark("about"),
    mark("Not shown"),
    mark("To cite: {citation}"),
    mark("Findings"),
    mark("Figures"),
    mark("Notes of the group"),
    mark("What members of the group noted beneath this view. No part of the release."),
)
T = TypeVar("T")


def build_briefing_data(material: BriefingMaterial, printer: PrintText) -> dict[str, Any]:
    parts = [_part(part) for part in material.parts]
    data: dict[str, Any] = printer.clean(
        {
            "identity": {
                "title": say(KIND),
                "organization": material.title,
                "kind_shown": say(KIND),
                "framework_version": listed(sorted({r.framework for r in material.releases})),
                "language": language(),
            },
            "headline": f"{material.group}: {_name_releases(material.releases)}",
            "title": material.title,
            "introduction": material.introduction,
            "group": material.group,
            "self_selected": say(SELF_SELECTED),
            "basis": _name_releases(material.releases),
            "releases": [_release(each) for each in material.releases],
            "parts": parts,
        }
    )
    family = ", ".join((BODY, *printer.fonts, *LAST))
    for part, plain in zip(material.parts, data["parts"], strict=True):
        for chart, drawn in zip(part.view.charts, plain["charts"], strict=True):
            drawn["svg"] = _draw(chart, printer).replace(PRINT_FONT, family)
    data["fonts"] = printer.fonts
    data["words"] = translated_words(WORDS)
    return data


def _name_releases(releases: Sequence[ReleaseFacts]) -> str:
    numbers = [str(each.number) for each in releases]
    return say_count(
        "Field release {numbers}", "Field releases {numbers}", len(numbers), numbers=listed(numbers)
    )


def _release(facts: ReleaseFacts) -> dict[str, Any]:
    return {
        "name": say("Release {number}: {cycle}", number=facts.number, cycle=facts.cycle),
        "date": facts.date,
        "framework": facts.framework,
        "n": facts.n or say("Not shown"),
        "citation": facts.citation,
    }


def _part(part: Part) -> dict[str, Any]:
    source = part.view.source
    return {
        "name": part.name,
        "title": source.title,
        "cut": source.cut,
        "basis": source.basis,
        "release": say("Release {number}, {date}", number=source.number, date=source.date),
        "citation": source.citation,
        "headlines": list(part.view.headlines),
        "blocks": [
            {"title": block.title, "text": block.text}
            for block in _rows(part.view, "blocks", Block)
        ],
        "charts": [_chart(chart) for chart in part.view.charts],
        "tables": [_table(table) for table in _tables_alone(part.view)],
        "notes": [{"author": n.author, "on": n.on, "text": n.text} for n in part.notes],
    }


def _chart(chart: ViewChart) -> dict[str, Any]:
    heat = chart.rows if isinstance(chart, HeatTable) else ()
    return {
        "title": chart.title,
        "alt": chart.alt,
        "heat": [[cell.band for cell in row.cells] for row in heat],
        **_table(chart.table),
    }


def _table(table: DataTable) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "header": list(table.header),
        "rows": [[show_cell(cell) for cell in row] for row in table.rows],
    }


def _draw(chart: ViewChart, printer: PrintText) -> str:
    """Nothing for a table of figures, which is its own drawing."""
    if isinstance(chart, HeatTable):
        return ""
    return printer.characters(render_svg(chart, for_print=True))


def _tables_alone(view: View) -> Iterator[DataTable]:
    """What a page sets in tables without a chart."""
    contested = _rows(view, "contested", Contested)
    if contested:
        yield DataTable(
            say("Items contested most across the field, as a share of the organizations"),
            (say("Item"), say("Part"), say("Contested in about")),
            tuple((f"{r.item.code} {r.item.question}", r.subject, r.shown) for r in contested),
        )
    noted = _rows(view, "noted", QuestionRow)
    if noted:
        yield DataTable(
            say("Items to look at again"),
            (say("Item"), say("Verdict")),
            tuple(
                (f"{r.code} {r.question}", " ".join(each.text for each in r.verdicts))
                for r in noted
            ),
        )
    plans = _rows(view, "plans", PlanRow)
    if plans:
        yield DataTable(
            say("Organizations whose plans hold actions, and ask for resources for them"),
            (say("Part"), say("With actions"), say("Asking for resources")),
            tuple((r.name, r.actions, r.resources) for r in plans),
        )


def _rows(view: View, name: str, kind: type[T]) -> list[T]:
    return [row for row in _listed(view.content.get(name, ())) if isinstance(row, kind)]


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()
