"""Releases of a large field, as a worker computes and stores them, but for the joint check.

`python -m benchmarks.aggregating fill <organizations>`; `… release`; `… grow <organizations>`;
`… sql`: prints JSON. A process each, so that memory is that of the work alone.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Sequence
from itertools import combinations
from typing import Any

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[_name] = "1"  # as in the worker


def fill(organizations: str) -> None:
    from benchmarks import field_rows
    from lhs_portal.processes import preparing

    preparing.prepare_database()
    preparing.call_command(
        "load_framework", str(preparing.FRAMEWORK), publish=True, verbosity=0, stdout=sys.stderr
    )
    field_rows.fill(int(organizations))


def release() -> dict[str, Any]:
    """Of every cycle in turn: loaded, aggregated, stored."""
    from django.utils import timezone

    from reports.field.models import FieldCycle
    from reports.jobs import claims
    from reports.releases.computing import Computed
    from reports.releases.configuration import load_thresholds
    from reports.releases.core.figures import compute_figures, count_cells
    from reports.releases.loading import load_field
    from reports.releases.models import Kind, Release, ReleaseFigure, State
    from reports.releases.storing import store_release

    thresholds = load_thresholds()
    took = {"load": 0.0, "aggregate": 0.0, "store": 0.0, "processor": 0.0}
    for number, cycle in enumerate(FieldCycle.objects.order_by("opens"), start=1):
        version = cycle.framework_version
        row = Release.objects.create(
            cycle=cycle, kind=Kind.FIELD, requested_at=timezone.now(), prepared_by_name="A",
            framework_version=version.version, framework_digest=version.digest,
        )  # fmt: skip
        claim = claims.take(Release, row.pk)
        busy, began = time.process_time(), time.perf_counter()
        field = load_field(cycle, Kind.FIELD, timezone.now())
        loaded = time.perf_counter()
        busy -= time.process_time()
        admission = admit_by_size(field.members, field.measures, thresholds)
        busy, admitted = busy + time.process_time(), time.perf_counter()
        cells = count_cells(field.members, admission, thresholds)
        figures = compute_figures(
            field.members, field.measures, field.values, admission, thresholds
        )
        computed = time.perf_counter()
        assert claim
        store_release(
            claim, row, Computed(field, thresholds, admission, cells, figures, "{}"), timezone.now()
        )
        stored = time.perf_counter()
        took["load"] += loaded - began
        took["aggregate"] += computed - admitted
        took["store"] += stored - computed
        took["processor"] += time.process_time() - busy
        Release.objects.filter(pk=row.pk).update(
            state=State.PUBLISHED, number=number, published_at=timezone.now(), approved_by_name="B"
        )
    return {**took, "mebibytes": _peak(), "figures": ReleaseFigure.objects.count()}


def admit_by_size(members: Any, measures: Sequence[Any], thresholds: Any) -> Any:
    """By rule 1 alone, the finest grouping that passes it: as many tables as can be."""
    from reports.releases.core.admission import Admission
    from reports.releases.core.groupings import table_candidates
    from reports.releases.core.publishable import places_of, sound_cells
    from reports.releases.core.tables import Table
    from reports.releases.profile import ATTRIBUTES

    systems = places_of(members.systems)
    divisions = [(one,) for one in ATTRIBUTES] + list(combinations(ATTRIBUTES, 2))
    found = (
        next(iter(table_candidates(members, systems, division, thresholds)), None)
        for division in divisions
    )
    tables = (Table(), *(table for table in found if table))
    cells = [table.assign(members) for table in tables]
    sound: dict[bytes, tuple[int, ...]] = {}
    for measure in measures:
        mask = measure.respondents
        if mask.tobytes() not in sound:
            sound[mask.tobytes()] = tuple(
                place
                for place, (table, at) in enumerate(zip(tables, cells, strict=True))
                if sound_cells(at[mask], systems[mask], thresholds, count=len(table.cells)).all()
            )
    places = {one.code: sound[one.respondents.tobytes()] for one in measures}
    return Admission(tables, places)


def grow(organizations: str) -> dict[str, float]:
    """One cycle in memory, without a database: what the arrays themselves cost."""
    from reports.releases.configuration import load_thresholds
    from reports.releases.core.figures import compute_figures
    from reports.releases.core.measuring import Values

    members, measured = _measured(int(organizations))
    measures = [one.measure for one in measured]
    admission = admit_by_size(members, measures, load_thresholds())
    began = time.perf_counter()
    figures = compute_figures(members, measures, Values(measured), admission, load_thresholds())
    return {
        "seconds": time.perf_counter() - began,
        "mebibytes": _peak(),
        "figures": len(figures),
    }


def _measured(organizations: int) -> tuple[Any, list[Any]]:
    from reports.releases.core.measuring import measure_cards

    definition, members, cards = make_cards(organizations)
    return members, list(measure_cards(definition, cards))


def make_cards(organizations: int) -> tuple[Any, Any, Any]:
    """The real framework, made-up organizations, and a card that the scoring made for each."""
    import numpy as np

    from assessments.scoring import SCORING_VERSION
    from benchmarks.field_rows import packed_cards
    from commitments.documents import read_framework
    from lhs_portal.processes import preparing
    from reports.releases.core.layout import Layout
    from reports.releases.packing import unpack
    from reports.releases.synthetic import make_field

    definition = read_framework(preparing.FRAMEWORK.read_bytes())
    figures, answers = zip(*packed_cards(definition), strict=True)
    pool = unpack(figures, answers, Layout.of(definition, SCORING_VERSION))
    cards = pool.take(np.random.default_rng(1).integers(0, len(pool), organizations))
    members = make_field(3, organizations, 1, subjects=["one"]).cycles[0].members
    return definition, members, cards


def sql(organizations: str) -> dict[str, float]:
    """The same figures of one cycle by grouping sets in PostgreSQL, and by our arrays."""
    from benchmarks.grouping_sets import seconds_of_sql
    from reports.releases.configuration import load_thresholds
    from reports.releases.core.figures import compute_figures
    from reports.releases.core.measuring import Values

    members, measured = _measured(int(organizations))
    measures = [one.measure for one in measured]
    values = Values(measured)
    admission = admit_by_size(members, measures, load_thresholds())
    began = time.perf_counter()
    compute_figures(members, measures, values, admission, load_thresholds())
    ours = time.perf_counter() - began
    return {"ours": ours, "sql": seconds_of_sql(members, measures, values, admission)}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lhs_portal.settings")
    django.setup()
    asked = {"fill": fill, "release": release, "grow": grow, "sql": sql}
    print(json.dumps(asked[sys.argv[1]](*sys.argv[2:])))


if __name__ == "__main__":
    main()
