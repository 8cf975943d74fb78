"""A view of a published release: loaded with the same queries whatever was asked, and presented."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404

from commitments.definition import Definition
from commitments.queries import load_spoken_definition
from lhs_portal.lib.wording import mark, say
from reports.presentation.wording import day
from reports.releases.cuts import Cut
from reports.releases.models import Kind, Release
from reports.releases.reading import (
    TableFigures,
    find_cell,
    load_figures,
    load_release,
    load_several_tables,
    load_tables,
)
from reports.workbench.asked import PAGES, Asked
from reports.workbench.presenting.communication import (
    measures_of_communication,
    present_communication,
)
from reports.workbench.presenting.filters import present_filters
from reports.workbench.presenting.infrastructure import TABLES as INFRASTRUCTURE_TABLES
from reports.workbench.presenting.infrastructure import (
    measures_of_infrastructure,
    present_infrastructure,
)
from reports.workbench.presenting.material import WHOLE, Material, Presented, name_cut
from reports.workbench.presenting.operations import TABLES as OPERATIONS_TABLES
from reports.workbench.presenting.operations import (
    measures_of_operations,
    present_operations,
)
from reports.workbench.presenting.overview import measures_of_overview, present_overview
from reports.workbench.presenting.questions import measures_of_questions, present_questions
from reports.workbench.presenting.subject import measures_of_subject, present_subject
from reports.workbench.view import Source, View
from reports.workbench.wording import about, in_full

NOTHING = mark("Not shown")


@dataclass(frozen=True, slots=True)
class Page:
    """`tables` are set side by side, and the page has no filters; without them it has."""

    measures: Callable[[Definition], list[str]]
    present: Callable[[Material], Presented]
    tables: Sequence[tuple[str, ...]] = ()


BUILT = {
    "overview": Page(measures_of_overview, present_overview),
    "communication": Page(measures_of_communication, present_communication),
    "operations": Page(measures_of_operations, present_operations, OPERATIONS_TABLES),
    "infrastructure": Page(
        measures_of_infrastructure, present_infrastructure, INFRASTRUCTURE_TABLES
    ),
    "questions": Page(measures_of_questions, present_questions, (WHOLE,)),
}


def build_view(asked: Asked) -> tuple[Release, View]:
    """Raises Http404 where there is no such release, or no such subject in its framework."""
    release = load_release(asked.number, Kind.FIELD)
    definition = load_spoken_definition(release.cycle.framework_version)
    page = _page(asked, definition)
    tables = load_tables(release)
    cut = asked.cut if asked.cut and not (page.tables and asked.cut.filters) else None
    cell = find_cell(tables, cut)
    shown = cell is not None and cell.n is not None
    measures = page.measures(definition)
    by_table: dict[tuple[str, ...], TableFigures] = {}
    if page.tables:
        by_table = load_several_tables(release, page.tables, measures)
        whole = by_table[WHOLE]
        figures = {code: whole["", code] for code in measures}
    else:
        figures = load_figures(release, cut, measures)
    material = Material(definition, tables, cut, cell, figures, by_table, asked.subject)
    presented = page.present(material)
    source = _source(release, definition, asked, cut if shown else None, material)
    content = {**presented.content, "filters": present_filters(tables, cut if shown else None)}
    lines = presented.lines if shown else tuple
    return release, View(
        source, shown, presented.headlines if shown else (), presented.charts, lines, content
    )


def _page(asked: Asked, definition: Definition) -> Page:
    if asked.page != "subject":
        return BUILT[asked.page]
    if asked.subject not in definition.subject_by_code:
        raise Http404("The framework of this release has no such section.")
    return Page(lambda each: measures_of_subject(each, asked.subject), present_subject)


def _source(
    release: Release, definition: Definition, asked: Asked, cut: Cut | None, material: Material
) -> Source:
    if release.published_at is None:
        raise Http404("The release is not published.")
    published = release.published_at.date().isoformat()
    path = asked.path if cut else asked.plain_path
    named = name_cut(cut, material.cell) if cut and material.cell else say(NOTHING)
    title = say(PAGES[asked.page])
    if asked.subject:
        title = f"{title}: {in_full(definition.subject_by_code[asked.subject])}"
    return Source(
        number=asked.number,
        date=day(published),
        date_iso=published,
        cycle=release.cycle.name,
        framework=release.framework_version,
        title=title,
        cut=named,
        n=about(material.cell.n) if cut and material.cell else "",
        path=path,
        url=settings.SITE_URL + path,
    )
