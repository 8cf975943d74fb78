"""Answers to the interest form in words, and the board of a cycle from its release alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from commitments.models import FrameworkVersion
from commitments.queries import load_spoken_definition
from lhs_portal.lib.wording import say
from reports.field.interest_codes import SHORT_WISHES
from reports.field.models import Interest
from reports.plans.codes import BARRIERS
from reports.releases.groups import GroupView, name_group
from reports.releases.profile import ATTRIBUTES
from reports.releases.reading import TableView, shown_count


@dataclass(frozen=True, slots=True)
class InterestView:
    interest: Interest
    commitments: tuple[str, ...]
    barriers: tuple[str, ...]
    wishes: tuple[str, ...]


def present_interest(interests: Sequence[Interest]) -> list[InterestView]:
    """With names in the place of codes, as the form had them. One query, whatever their number."""
    wanted = {one.framework_version for one in interests if one.framework_version}
    names = {
        (version.version, commitment.code): str(commitment.name)
        for version in FrameworkVersion.objects.filter(version__in=wanted).defer("frame")
        for commitment in load_spoken_definition(version).commitments
    }
    return [
        InterestView(
            one,
            tuple(names.get((one.framework_version, code), code) for code in one.commitments),
            tuple(say(BARRIERS.get(code, code)) for code in one.barriers),
            tuple(say(SHORT_WISHES.get(code, code)) for code in one.wishes),
        )
        for one in interests
    ]


@dataclass(frozen=True, slots=True)
class BoardRow:
    group: GroupView
    shown: str


@dataclass(frozen=True, slots=True)
class BoardTable:
    """One attribute. What is not published reads "not shown" in every row, whatever the cause."""

    code: str
    name: str
    rows: tuple[BoardRow, ...]


@dataclass(frozen=True, slots=True)
class CrossedTable:
    code: str
    name: str
    down: str
    across: str
    columns: tuple[GroupView, ...]
    rows: tuple[tuple[GroupView, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Board:
    whole: str
    tables: tuple[BoardTable, ...]
    crossed: tuple[CrossedTable, ...]


def present_board(tables: Sequence[TableView]) -> Board:
    """All five attributes, and those pairs that the release crosses."""
    by_attributes = {table.attributes: table for table in tables}
    whole = by_attributes.get(())
    return Board(
        whole=shown_count(whole.cells[0].n if whole and whole.cells else None),
        tables=tuple(
            BoardTable(attribute.code, say(attribute.name), _rows(by_attributes, attribute.code))
            for attribute in ATTRIBUTES
        ),
        crossed=tuple(_cross(table) for table in tables if len(table.axes) == 2),
    )


def _rows(tables: dict[tuple[str, ...], TableView], code: str) -> tuple[BoardRow, ...]:
    table = tables.get((code,))
    if table:
        return tuple(BoardRow(cell.groups[0], shown_count(cell.n)) for cell in table.cells)
    attribute = next(one for one in ATTRIBUTES if one.code == code)
    return tuple(
        BoardRow(name_group(attribute, [value]), shown_count(None)) for value, _ in attribute.values
    )


def _cross(table: TableView) -> CrossedTable:
    down, across = table.axes
    width = len(across.groups)
    return CrossedTable(
        code="-".join(table.attributes),
        name=f"{down.name} × {across.name}",
        down=down.name,
        across=across.name,
        columns=across.groups,
        rows=tuple(
            (
                group,
                tuple(
                    shown_count(cell.n) for cell in table.cells[place * width : (place + 1) * width]
                ),
            )
            for place, group in enumerate(down.groups)
        ),
    )
