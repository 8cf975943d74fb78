"""What a page is made of, and what it makes of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from commitments.definition import Definition
from lhs_portal.lib.wording import say
from reports.releases.core.attributes import Attribute
from reports.releases.cuts import Cut
from reports.releases.groups import ATTRIBUTE_BY_CODE, OTHERS, GroupView
from reports.releases.reading import CellView, TableFigures, TableView
from reports.releases.shown import FigureView
from reports.workbench.charting import Column
from reports.workbench.view import Line, ViewChart
from reports.workbench.wording import WHOLE_FIELD, about

WHOLE: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """`cell` is what the cut names, None where nothing of it is published; `figures` are those of
    the cell, whatever is not published among them showing nothing; `by_table` those of whole
    tables, for the pages that set groups side by side.
    """

    definition: Definition
    tables: tuple[TableView, ...]
    cut: Cut | None
    cell: CellView | None
    figures: Mapping[str, FigureView]
    by_table: Mapping[tuple[str, ...], TableFigures]
    subject: str = ""

    def table(self, *attributes: str) -> TableView | None:
        return next((table for table in self.tables if table.attributes == attributes), None)

    @property
    def whole(self) -> CellView | None:
        table = self.table()
        return table.cells[0] if table else None


@dataclass(frozen=True, slots=True)
class Presented:
    headlines: tuple[str, ...] = ()
    charts: tuple[ViewChart, ...] = ()
    lines: Callable[[], Iterable[Line]] = tuple
    content: Mapping[str, object] = field(default_factory=dict)


def name_cut(cut: Cut, cell: CellView) -> str:
    """ "Sector: Care delivery; Setting: Mostly metropolitan"."""
    pairs = zip(cut.attributes, cell.groups, strict=True)
    named = [f"{say(ATTRIBUTE_BY_CODE[code].name)}: {spell_out(group)}" for code, group in pairs]
    return "; ".join(named) or say(WHOLE_FIELD)


def spell_out(group: GroupView) -> str:
    """ "All others" is said with what it holds: it holds something else in each table."""
    if group.label == say(OTHERS):
        return say("All others ({names})", names=", ".join(group.names))
    return group.label


def columns_of(table: TableView | None) -> list[Column]:
    """One for each group of a table of one attribute; none where it is not published."""
    if table is None:
        return []
    return [Column(spell_out(cell.groups[0]), about(cell.n)) for cell in table.cells]


def attribute(code: str) -> Attribute:
    return ATTRIBUTE_BY_CODE[code]
