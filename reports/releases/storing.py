"""The rows of a computed release, in one transaction under the claim of its worker."""

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from lhs_portal.audit.models import record_event
from reports.jobs import claims
from reports.models.job import unclaimed
from reports.releases.core.joint_check import RULES_VERSION
from reports.releases.freezing import digest_basis, digest_figures, freeze_thresholds
from reports.releases.groups import GROUPS, VALUES
from reports.releases.inserting import insert_rows
from reports.releases.models import (
    Release,
    ReleaseCell,
    ReleaseFigure,
    ReleaseMeasure,
    ReleaseMember,
    ReleaseTable,
    State,
)
from reports.releases.past import codes_of, pack_mask
from reports.releases.profile import ATTRIBUTES

if TYPE_CHECKING:
    from reports.releases.computing import Computed

_VALUES = {one.code: [code for code, _ in one.values] for one in ATTRIBUTES}
BATCH = 1000
MEMBER = (
    "release_id", "position", "organization", "report", "card_digest", "system", "attributes",
    "earlier_report",
)  # fmt: skip
FIGURE = ("cell_id", "measure", "n", "mean", "q1", "median", "q3", "counts")


@transaction.atomic
def store_release(
    claim: claims.Claim, release: Release, computed: "Computed", at: datetime
) -> None:
    """Everything or nothing. Raises LostClaim."""
    _store_members(release, computed)
    cells = _store_tables(release, computed)
    _store_figures(cells, computed)
    thresholds = freeze_thresholds(computed.thresholds)
    members = zip(computed.field.members.organizations, computed.field.digests, strict=True)
    whole = [one.n for one in computed.cells if not computed.admission.tables[one.table].groupings]
    stored = claim.rows().update(
        **unclaimed(),
        state=State.PREPARED,
        prepared_at=at,
        step="",
        progress=100,
        error="",
        rules_version=RULES_VERSION,
        thresholds=thresholds,
        checklist=computed.checklist,
        n=whole[0] if whole else None,
        basis_digest=digest_basis(members, thresholds),
        digest=digest_figures(computed.cells, computed.figures),
    )
    if not stored:
        raise claims.LostClaim(str(claim))
    record_event("prepared", release, by=None, what=str(release))


def _store_members(release: Release, computed: "Computed") -> None:
    field = computed.field
    insert_rows(
        ReleaseMember,
        MEMBER,
        (
            (
                release.pk.hex,
                place,
                one.organization.hex,
                one.report.hex,
                field.digests[place],
                one.system,
                json.dumps(dict(one.attributes)),
                field.earlier_reports[place],
            )
            for place, one in enumerate(field.basis.members)
        ),
    )
    ReleaseMeasure.objects.bulk_create(
        [
            ReleaseMeasure(
                release=release,
                position=place,
                code=one.code,
                kind=one.kind,
                respondents=pack_mask(one.respondents),
                tables=",".join(map(str, computed.admission.measures.get(one.code, ()))),
            )
            for place, one in enumerate(field.measures)
        ],
        batch_size=BATCH,
    )


def _store_tables(release: Release, computed: "Computed") -> Mapping[tuple[int, int], int]:
    """The keys of the cells' rows, by table and cell."""
    tables = []
    for place, table in enumerate(computed.admission.tables):
        attributes, groupings = codes_of(table)
        tables.append(
            ReleaseTable(
                release=release, position=place, attributes=attributes, groupings=groupings
            )
        )
    ReleaseTable.objects.bulk_create(tables)
    rows = {
        (one.table, one.cell): ReleaseCell(
            table=tables[one.table], position=one.cell, key=key_of(computed, one.table, one.cell),
            n=one.n,
        )
        for one in computed.cells
    }  # fmt: skip
    ReleaseCell.objects.bulk_create(rows.values(), batch_size=BATCH)
    return {place: row.pk for place, row in rows.items()}


def key_of(computed: "Computed", table: int, cell: int) -> str:
    grouped = computed.admission.tables[table]
    return GROUPS.join(
        VALUES.join(_VALUES[attribute][value] for value in group)
        for attribute, group in zip(grouped.attributes, grouped.cells[cell], strict=True)
    )


def _store_figures(cells: Mapping[tuple[int, int], int], computed: "Computed") -> None:
    insert_rows(
        ReleaseFigure,
        FIGURE,
        (
            (
                cells[one.table, one.cell],
                one.measure,
                one.n,
                _text(one.mean),
                *(map(_text, one.quartiles or (None, None, None))),
                ",".join(map(str, one.counts)),
            )
            for one in computed.figures
        ),
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
