"""A published release made of rows, with figures in every measure: what pages read, no more.

No members and no answers stand behind it. Equal arguments give equal figures.
"""

import json
import random
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import product

from commitments.models import FrameworkVersion
from commitments.queries import load_definition
from reports.field.models import FieldCycle
from reports.releases.bundle import keep_method
from reports.releases.models import (
    Kind,
    Release,
    ReleaseCell,
    ReleaseFigure,
    ReleaseTable,
    State,
)
from reports.workbench.measures import list_measures

THRESHOLDS = {
    "organizations": 11,
    "systems": 5,
    "colluding_systems": 2,
    "holders": 2,
    "quartiles_from": 20,
    "count_step": 5,
    "small_count": 2,
    "decimals": 1,
    "lowest_mean": "0.1",
    "highest_mean": "3.9",
    "attributes_at_once": 2,
    "groupings_tried": 6,
    "tolerance": "0.0000001",
}

QUARTILES_FROM = 20

Groups = Sequence[Sequence[str]]
SECTOR: Groups = (
    ("care-delivery",),
    ("public-health", "health-financing", "patients-families", "product-innovation",
     "information-technology", "standards-research"),
)  # fmt: skip
SIZE: Groups = (
    ("1-49", "50-249"), ("250-999",), ("1000-4999",), ("5000-19999", "20000-up")
)  # fmt: skip
SETTING: Groups = (("metropolitan",), ("micropolitan", "rural"), ("mixed",))
REGION: Groups = (("northeast",), ("midwest",), ("south",), ("west", "territories", "national"))
WIDE_SIZE: Groups = (("1-49", "50-249", "250-999"), ("1000-4999", "5000-19999", "20000-up"))


@dataclass(frozen=True)
class TableOf:
    """Attributes with their groups; `empty` are keys of cells without members."""

    axes: tuple[tuple[str, Groups], ...] = ()
    empty: tuple[str, ...] = ()

    @property
    def attributes(self) -> str:
        return ",".join(attribute for attribute, _ in self.axes)

    @property
    def keys(self) -> list[str]:
        named = [["+".join(group) for group in groups] for _, groups in self.axes]
        return ["|".join(each) for each in product(*named)]


WHOLE = TableOf()
TABLES = (
    WHOLE,
    TableOf((("sector", SECTOR),)),
    TableOf((("size_band", SIZE),)),
    TableOf((("region", REGION),)),
    TableOf((("rurality", SETTING),)),
    TableOf(
        (("sector", SECTOR), ("size_band", WIDE_SIZE)),
        empty=(f"{'+'.join(SECTOR[1])}|{'+'.join(WIDE_SIZE[1])}",),
    ),
)


def publish_release(
    version: FrameworkVersion,
    *,
    number: int = 1,
    organizations: int = 120,
    tables: Iterable[TableOf] = TABLES,
    withheld: Collection[tuple[str, str, str]] = (),
    kind: Kind = Kind.FIELD,
    on: date = date(2026, 9, 15),
    change: bool = True,
) -> Release:
    """`withheld`: attributes, cell key and measure of figures that have no row."""
    cycle, _ = FieldCycle.objects.get_or_create(
        name=f"Cycle {number}",
        defaults={
            "opens": date(2025 + number, 1, 1),
            "closes": date(2025 + number, 6, 30),
            "framework_version": version,
        },
    )
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    release = Release.objects.create(
        kind=kind,
        cycle=cycle,
        requested_at=at,
        prepared_by_name="Ada Prepares",
        prepared_at=at,
        state=State.PREPARED,
        framework_version=version.version,
        framework_digest=version.digest,
        rules_version="1",
        thresholds=json.dumps(THRESHOLDS),
        n=organizations,
    )
    measures = [
        code
        for code in list_measures(load_definition(version))
        if change or not code.startswith(("change:", "question:growth"))
    ]
    _store(release, measures, organizations, tables, set(withheld), random.Random(number))
    release.checklist = _checklist(release)
    keep_method(release)
    release.number = number
    release.approved_by_name = "Ben Approves"
    release.published_at = at
    release.state = State.PUBLISHED
    release.digest = "d" * 64
    release.save()
    return release


def _checklist(release: Release) -> str:
    """As the worker leaves one, of a release that withheld nothing and left nobody out."""
    tables = [
        {
            "attributes": table.attributes.split(",") if table.attributes else [],
            "cells": table.cells.count(),
            "figures": ReleaseFigure.objects.filter(cell__table=table).count(),
            "measures": 0,
            "withheld": 0,
        }
        for table in release.tables.order_by("position")
    ]
    attack = {
        "figures": ReleaseFigure.objects.filter(cell__table__release=release).count(),
        "solved": 0,
        "solved_with_two": 0,
        "narrowest": 4.0,
    }
    empty: dict[str, object] = {"left_out": {}, "refused": [], "measures": [], "changed": {}}
    return json.dumps({**empty, "tables": tables, "attack": attack})


def _store(
    release: Release,
    measures: Sequence[str],
    organizations: int,
    tables: Iterable[TableOf],
    withheld: set[tuple[str, str, str]],
    chance: random.Random,
) -> None:
    centre = {code: chance.uniform(0.9, 3.1) for code in measures}
    for position, table in enumerate(tables):
        row = ReleaseTable.objects.create(
            release=release,
            position=position,
            attributes=table.attributes,
            groupings=[[list(group) for group in groups] for _, groups in table.axes],
        )
        full = [key for key in table.keys if key not in table.empty]
        cells = ReleaseCell.objects.bulk_create(
            ReleaseCell(table=row, position=place, key=key, n=_round(organizations / len(full)))
            for place, key in enumerate(table.keys)
            if key in full
        )
        ReleaseFigure.objects.bulk_create(
            _figure(chance, cell, code, centre[code], whole=not table.axes)
            for cell in cells
            for code in measures
            if (table.attributes, cell.key, code) not in withheld and _belongs(code, table)
        )


def _belongs(code: str, table: TableOf) -> bool:
    """As `reports.releases.core.figures` has it."""
    if code.startswith("question:"):
        return not table.axes
    return "@" not in code or len(table.axes) < 2


def _round(count: float) -> int:
    return max(5, 5 * round(count / 5))


def _figure(
    chance: random.Random, cell: ReleaseCell, code: str, centre: float, *, whole: bool
) -> ReleaseFigure:
    kind = code.partition(":")[0].partition("@")[0]
    figure = ReleaseFigure(cell=cell, measure=code, n=cell.n)
    if kind == "item":
        shares = [chance.random() for _ in range(5)]
        if whole:
            shares += [chance.random() / 5, chance.random() / 8]
        counts = [_small(cell.n * share / sum(shares)) for share in shares]
        figure.counts = ",".join(map(str, counts))
    elif kind in ("barrier", "action", "actions", "resources"):
        most = 0.3 if "@" in code else 0.7
        figure.counts = str(_small(cell.n * chance.uniform(0.0, most)))
    elif code.startswith("question:growth:"):
        figure.mean = _tenth(chance.uniform(-0.2, 0.7))
    elif kind == "question":
        figure.mean = _tenth(chance.betavariate(1.2, 4))
    elif kind in ("lag", "change"):
        _spread(chance, figure, chance.uniform(-0.8, 0.8))
    else:
        _spread(chance, figure, min(3.5, max(0.5, centre + chance.uniform(-0.5, 0.5))))
    return figure


def _spread(chance: random.Random, figure: ReleaseFigure, mean: float) -> None:
    figure.mean = _tenth(mean)
    if figure.n >= QUARTILES_FROM:
        figure.q1 = figure.mean - _tenth(chance.uniform(0.2, 0.4))
        figure.median = figure.mean + _tenth(chance.uniform(-0.1, 0.1))
        figure.q3 = figure.mean + _tenth(chance.uniform(0.2, 0.4))


def _small(count: float) -> int:
    return 0 if count < 2.5 else _round(count)


def _tenth(value: float) -> Decimal:
    return Decimal(f"{value:.1f}")
