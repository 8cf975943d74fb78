"""Puts what the core has released into rows, as a published release has them, for pages to read."""

from datetime import UTC, date, datetime
from decimal import Decimal

from commitments.models import FrameworkVersion
from reports.releases.bundle import store_files
from reports.releases.configuration import load_thresholds
from reports.releases.core.figures import count_cells
from reports.releases.models import Release, ReleaseCell, ReleaseFigure, ReleaseTable
from reports.releases.past import codes_of
from tests.attacker.scene import Released
from tests.reports.releases.factories import make_cycle, make_prepared, publish_rows


def store(version: FrameworkVersion, number: int, released: Released) -> Release:
    cycle = make_cycle(
        version,
        f"Cycle {number}",
        opens=date(2024 + number, 1, 1),
        closes=date(2024 + number, 6, 30),
    )
    release = make_prepared(cycle)
    cells: dict[tuple[int, int], ReleaseCell] = {}
    counted = count_cells(released.members, released.admission, load_thresholds())
    for place, table in enumerate(released.admission.tables):
        attributes, groupings = codes_of(table)
        row = ReleaseTable.objects.create(
            release=release, position=place, attributes=attributes, groupings=groupings
        )
        keys = ["|".join("+".join(group) for group in groups) for groups in _cells(groupings)]
        for count in counted:
            if count.table == place:
                cells[place, count.cell] = ReleaseCell(
                    table=row, position=count.cell, key=keys[count.cell], n=count.n
                )
    ReleaseCell.objects.bulk_create(cells.values())
    ReleaseFigure.objects.bulk_create(
        ReleaseFigure(
            cell=cells[figure.table, figure.cell],
            measure=figure.measure,
            n=figure.n,
            mean=figure.mean,
            counts=",".join(str(count) for count in figure.counts),
            **_quartiles(figure.quartiles),
        )
        for figure in released.figures
    )
    release.number = number
    release.published_at = datetime(2024 + number, 7, 2, 12, tzinfo=UTC)
    store_files(release)
    return publish_rows(release, number)


def _cells(groupings: list[list[list[str]]]) -> list[list[list[str]]]:
    cells: list[list[list[str]]] = [[]]
    for groups in groupings:
        cells = [[*before, group] for before in cells for group in groups]
    return cells


def _quartiles(quartiles: tuple[Decimal, Decimal, Decimal] | None) -> dict[str, Decimal]:
    return {} if quartiles is None else dict(zip(("q1", "median", "q3"), quartiles, strict=True))
