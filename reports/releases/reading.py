"""The published rows of a release, as pages read them. Nothing here ever reads answers.

What is withheld has no row, so it cannot be told from what is empty: the same queries are made,
with the same answer, for both and for questions outside of the cube.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet
from django.http import Http404

from lhs_portal.lib.wording import say
from reports.releases.cuts import Cut, read_cut
from reports.releases.groups import ATTRIBUTE_BY_CODE, GROUPS, GroupView, name_group
from reports.releases.models import Kind, Release, ReleaseCell, ReleaseFigure, ReleaseTable, State
from reports.releases.shown import (
    NOT_SHOWN,
    FigureView,
    shown_count,
    shown_mean,
    shown_number,
    shown_quartiles,
)

__all__ = [
    "NOT_SHOWN",
    "AxisView",
    "CellView",
    "Cut",
    "FigureView",
    "GroupView",
    "TableFigures",
    "TableView",
    "find_cell",
    "load_figures",
    "load_release",
    "load_several_tables",
    "load_tables",
    "read_cut",
    "shown_count",
    "shown_mean",
    "shown_number",
    "shown_quartiles",
]

OUTSIDE = "?"  # no table has these attributes

SIGNED = ("lag", "change")
WITHOUT_ENDS = ("question", "barrier", "actions", "action", "joined")


@dataclass(frozen=True, slots=True)
class AxisView:
    """One attribute of a table, and into which groups it is divided."""

    attribute: str
    name: str
    groups: tuple[GroupView, ...]


@dataclass(frozen=True, slots=True)
class CellView:
    """`n` is rounded, 0 for "0–2"; None where nothing is shown of the cell."""

    key: str
    groups: tuple[GroupView, ...]
    n: int | None


@dataclass(frozen=True, slots=True)
class TableView:
    """All cells that its groups make, the last attribute fastest. No axes: the whole field."""

    axes: tuple[AxisView, ...]
    cells: tuple[CellView, ...]

    @property
    def attributes(self) -> tuple[str, ...]:
        return tuple(axis.attribute for axis in self.axes)


class TableFigures(dict[tuple[str, str], FigureView]):
    """By cell key and measure; whatever is not there is a figure that shows nothing."""

    def __missing__(self, key: tuple[str, str]) -> FigureView:
        return FigureView(key[1])


def load_release(number: int, kind: Kind | None = None) -> Release:
    """A published one. Raises Http404."""
    kinds = [kind] if kind else list(Kind)
    rows = Release.objects.filter(state=State.PUBLISHED, number=number, kind__in=kinds)
    release = rows.select_related("cycle__framework_version", "corrects").first()
    if release is None:
        raise Http404
    return release


def load_tables(release: Release) -> tuple[TableView, ...]:
    """In the order of their admission. One query."""
    cells = ReleaseCell.objects.filter(table__release=release).select_related("table")
    sizes: dict[ReleaseTable, dict[str, int]] = {}
    for cell in cells.order_by("table__position", "position"):
        sizes.setdefault(cell.table, {})[cell.key] = cell.n
    return tuple(_view_table(table, known) for table, known in sizes.items())


def find_cell(tables: tuple[TableView, ...], cut: Cut | None) -> CellView | None:
    """The cell of a published table that the cut names; None for every other question."""
    return next(
        (
            cell
            for table in tables
            for cell in table.cells
            if cut and table.attributes == cut.attributes and cell.key == cut.cell
        ),
        None,
    )


def load_figures(
    release: Release, cut: Cut | None, measures: Collection[str]
) -> dict[str, FigureView]:
    """Every measure asked for, in one cell. One query, always."""
    figures = {measure: FigureView(measure) for measure in measures}
    attributes, key = (",".join(cut.attributes), cut.cell) if cut else (OUTSIDE, OUTSIDE)
    rows = ReleaseFigure.objects.filter(
        cell__table__release=release, cell__table__attributes=attributes, cell__key=key
    )
    for _, _, figure in _read(release, rows, measures):
        figures[figure.measure] = figure
    return figures


def load_several_tables(
    release: Release, tables: Collection[tuple[str, ...]], measures: Collection[str]
) -> dict[tuple[str, ...], TableFigures]:
    """By attributes, each a whole table, whether it is published or not. One query, always."""
    rows = ReleaseFigure.objects.filter(
        cell__table__release=release,
        cell__table__attributes__in=sorted(",".join(attributes) for attributes in tables),
    ).annotate(attributes=F("cell__table__attributes"))
    found = {attributes: TableFigures() for attributes in tables}
    for attributes, cell, figure in _read(release, rows, measures, "attributes"):
        found[tuple(filter(None, attributes.split(",")))][cell, figure.measure] = figure
    return found


def _view_table(table: ReleaseTable, sizes: dict[str, int]) -> TableView:
    codes = table.attributes.split(",") if table.attributes else []
    axes = tuple(
        AxisView(
            code,
            say(ATTRIBUTE_BY_CODE[code].name),
            tuple(name_group(ATTRIBUTE_BY_CODE[code], group) for group in groups),
        )
        for code, groups in zip(codes, table.groupings, strict=True)
    )
    crossed: list[tuple[GroupView, ...]] = [()]
    for axis in axes:
        crossed = [(*before, group) for before in crossed for group in axis.groups]
    keyed = [(GROUPS.join(group.key for group in groups), groups) for groups in crossed]
    return TableView(axes, tuple(CellView(key, groups, sizes.get(key)) for key, groups in keyed))


def _read(
    release: Release,
    rows: QuerySet[ReleaseFigure],
    measures: Collection[str],
    also: str = "cell__key",
) -> Iterator[tuple[str, str, FigureView]]:
    """With the column `also` and the key of the cell."""
    ends = _ends(release)
    columns = (also, "cell__key", "measure", "n", "mean", "q1", "median", "q3", "counts")
    for more, key, measure, n, mean, q1, median, q3, counts in rows.filter(
        measure__in=sorted(measures)
    ).values_list(*columns):
        signed = measure.partition(":")[0] in SIGNED
        yield (
            more,
            key,
            FigureView(
                measure=measure,
                n=n,
                mean=mean,
                quartiles=(q1, median, q3) if median is not None else None,
                counts=tuple(int(count) for count in counts.split(",")) if counts else (),
                ends=_ends_of(measure, ends),
                signed=signed,
            ),
        )


def _ends(release: Release) -> tuple[Decimal, Decimal]:
    """As frozen with the release: pages of an old one keep its words."""
    thresholds: dict[str, Any] = json.loads(release.thresholds)
    return Decimal(thresholds["lowest_mean"]), Decimal(thresholds["highest_mean"])


def _ends_of(measure: str, ends: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal] | None:
    first = measure.partition(":")[0].partition("@")[0]
    if first in WITHOUT_ENDS:
        return None
    return (-ends[1], ends[1]) if first in SIGNED else ends
