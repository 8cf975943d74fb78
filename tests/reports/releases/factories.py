"""Releases as rows made by hand, for pages; no score card stands behind them."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from commitments.models import FrameworkVersion
from reports.field.models import FieldCycle
from reports.releases.bundle import keep_method
from reports.releases.configuration import load_thresholds
from reports.releases.models import (
    Kind,
    Release,
    ReleaseCell,
    ReleaseFigure,
    ReleaseTable,
    State,
)

WHOLE: dict[str, Any] = {"": 40}


def make_cycle(version: FrameworkVersion, name: str = "Spring 2026", **values: Any) -> FieldCycle:
    return FieldCycle.objects.create(
        **{
            "name": name,
            "opens": date(2026, 1, 1),
            "closes": date(2026, 6, 30),
            "framework_version": version,
            **values,
        }
    )


def make_rows(cycle: FieldCycle, **values: Any) -> Release:
    """A release in the state that the values say; queued without them."""
    return Release.objects.create(
        **{
            "kind": Kind.FIELD,
            "cycle": cycle,
            "requested_at": datetime(2026, 7, 1, tzinfo=UTC),
            "prepared_by_name": "Petra Manager",
            "framework_version": cycle.framework_version.version,
            "framework_digest": cycle.framework_version.digest,
            "thresholds": frozen_thresholds(),
            **values,
        }
    )


def make_prepared(cycle: FieldCycle, **values: Any) -> Release:
    """Before its publication: rows of tables may still be added."""
    return make_rows(
        cycle,
        **{
            "state": State.PREPARED,
            "prepared_at": datetime(2026, 7, 1, 1, tzinfo=UTC),
            "n": 40,
            **values,
        },
    )


def publish_rows(release: Release, number: int = 1) -> Release:
    if not release.files.exists():
        keep_method(release)
    release.state = State.PUBLISHED
    release.number = number
    release.approved_by_name = "Quentin Approver"
    release.published_at = datetime(2026, 7, 2, 12, tzinfo=UTC)
    release.digest = "d" * 64
    release.save()
    return release


def frozen_thresholds() -> str:
    thresholds = load_thresholds()
    return json.dumps(
        {
            name: value if isinstance(value, int) else str(value)
            for name in thresholds.__slots__
            for value in [getattr(thresholds, name)]
        }
    )


def add_table(
    release: Release,
    cells: Mapping[str, int],
    attributes: str = "",
    groupings: Sequence[Sequence[Sequence[str]]] = (),
) -> dict[str, ReleaseCell]:
    """`cells`: key → rounded n, of those that have a row."""
    table = ReleaseTable.objects.create(
        release=release,
        position=release.tables.count(),
        attributes=attributes,
        groupings=groupings,
    )
    return {
        key: ReleaseCell.objects.create(table=table, position=place, key=key, n=n)
        for place, (key, n) in enumerate(cells.items())
    }


def add_figure(cell: ReleaseCell, measure: str, mean: str = "", **values: Any) -> ReleaseFigure:
    return ReleaseFigure.objects.create(
        cell=cell,
        measure=measure,
        **{"n": cell.n, "mean": Decimal(mean) if mean else None, **values},
    )
