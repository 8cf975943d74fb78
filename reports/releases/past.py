"""Earlier releases as the joint check takes them, and rows of what it will need of this one."""

from collections.abc import Mapping, Sequence

import numpy as np

from commitments.definition import Definition
from reports.releases.core.admission import Admission, PastRelease
from reports.releases.core.attributes import Attribute
from reports.releases.core.measures import Measure
from reports.releases.core.measuring import components_of
from reports.releases.core.members import Bools, Members
from reports.releases.core.tables import Grouping, Table
from reports.releases.loading import name_card
from reports.releases.models import DryRunBasis, Kind, Release, ReleaseMember, State
from reports.releases.packing import load_frozen
from reports.releases.profile import ATTRIBUTES

_BY_CODE: Mapping[str, Attribute] = {attribute.code: attribute for attribute in ATTRIBUTES}
Groups = list[list[str]]


def load_past(release: Release) -> PastRelease:
    """All that was stored of a release about whom it rests on. Four queries."""
    rows = list(release.members.order_by("position"))
    tables = tuple(
        table_of(table.attributes, table.groupings) for table in release.tables.order_by("position")
    )
    definition = load_frozen(release.framework_version, release.framework_digest)
    names = _names_of_earlier(release, rows)
    measures, places = [], {}
    for row in release.measures.order_by("position"):
        mask = unpack_mask(bytes(row.respondents), len(rows))
        is_change = row.kind == "change"
        measures.append(
            Measure(
                row.code,
                row.kind,  # type: ignore[arg-type]
                mask,
                components_by_code(row.code, definition),
                names if is_change else (),
            )
        )
        places[row.code] = tuple(int(place) for place in row.tables.split(",") if place)
    return PastRelease(members_of_rows(rows), tuple(measures), Admission(tables, places))


def load_dry_run_bases(
    releases: Sequence[Release], pasts: Sequence[PastRelease]
) -> list[PastRelease]:
    """What dry runs of these releases told of items, each as if it were a release of the whole
    field. `pasts` are those of `releases`. One query.
    """
    members = {release.pk: past.members for release, past in zip(releases, pasts, strict=True)}
    told = []
    for basis in DryRunBasis.objects.filter(release__in=releases).order_by("pk"):
        those = members[basis.release_id]
        mask = unpack_mask(bytes(basis.respondents), len(those))
        measures = [Measure(f"item:{code}", "levels", mask) for code in basis.items.split(",")]
        places = {measure.code: (0,) for measure in measures}
        told.append(PastRelease(those, measures, Admission((Table(),), places)))
    return told


def members_of_rows(rows: Sequence[ReleaseMember]) -> Members:
    return Members(
        cards=tuple(name_card(row.organization, row.card_digest) for row in rows),
        organizations=tuple(str(row.organization) for row in rows),
        systems=tuple(row.system for row in rows),
        attributes={
            attribute.code: np.array(
                [_place(attribute, row.attributes[attribute.code]) for row in rows], dtype=np.int64
            )
            for attribute in ATTRIBUTES
        },
    )


def _names_of_earlier(release: Release, rows: Sequence[ReleaseMember]) -> tuple[str, ...]:
    """The names of cards of the cycle before, as the release in which they stood has them."""
    stood = ReleaseMember.objects.filter(
        release__kind=Kind.FIELD,
        release__state=State.PUBLISHED,
        release__cycle__opens__lt=release.cycle.opens,
    )
    digests = {
        str(report): digest
        for report, digest in stood.order_by().values_list("report", "card_digest")
    }
    return tuple(
        name_card(row.organization, digests[row.earlier_report]) if row.earlier_report else ""
        for row in rows
    )


def components_by_code(code: str, definition: Definition) -> tuple[str, ...]:
    if code.startswith("change:"):
        return (code.partition(":")[2],)
    return components_of(definition).get(code, ())


def pack_mask(mask: Bools) -> bytes:
    return np.packbits(mask).tobytes()


def unpack_mask(packed: bytes, length: int) -> Bools:
    bits = np.frombuffer(packed, dtype=np.uint8)
    return np.unpackbits(bits, count=length).astype(np.bool_)


def table_of(attributes: str, groupings: Sequence[Groups]) -> Table:
    """From a stored row: codes of attributes by commas, and of each its groups of value codes."""
    codes = attributes.split(",") if attributes else []
    return Table(
        tuple(
            Grouping(
                code,
                tuple(tuple(_place(_BY_CODE[code], value) for value in group) for group in groups),
            )
            for code, groups in zip(codes, groupings, strict=True)
        )
    )


def codes_of(table: Table) -> tuple[str, list[Groups]]:
    """What a row stores of a table; `table_of` reads it again."""
    return ",".join(table.attributes), [
        [
            [_BY_CODE[grouping.attribute].values[value][0] for value in group]
            for group in grouping.groups
        ]
        for grouping in table.groupings
    ]


def _place(attribute: Attribute, code: str) -> int:
    return [value for value, _ in attribute.values].index(code)
