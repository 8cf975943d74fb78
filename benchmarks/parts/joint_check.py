"""How long the admission of all measures of a first release takes on one core, and how it grows."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

from benchmarks.figures import AT_MOST, TOLD, Figure

MEASURES = 114
BOUNDS = {400: 300, 2_000: 1_200}


def measure_joint_check() -> Iterator[Figure]:
    """Each size in a process of its own, with one BLAS thread, as in the worker."""
    for organizations, bound in BOUNDS.items():
        answer = subprocess.run(
            [sys.executable, "-m", "benchmarks.parts.joint_check", str(organizations)],
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "LHS_MODE": "test"},
            check=True,
            capture_output=True,
            text=True,
        )
        seconds, memory, cells = map(float, answer.stdout.split())
        name = f"joint check of {MEASURES} measures, N = {organizations:,}"
        yield Figure("joint_check", name, seconds, " s", AT_MOST, bound, f"{cells:.0f} cells")
        yield Figure("joint_check", f"{name}: memory", memory, " MB", TOLD)


def _run(organizations: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lhs_portal.settings")
    from reports.releases.configuration import load_thresholds
    from reports.releases.core.admission import admit
    from reports.releases.core.measures import Measure
    from reports.releases.profile import ATTRIBUTES
    from reports.releases.synthetic import DONT_KNOW, make_field

    cycle = make_field(1, organizations, 1).cycles[0]
    known = cycle.levels != DONT_KNOW
    items = known.shape[1]
    measures = [
        # An item's own respondents; then, as subjects would, those of two items at once.
        Measure(f"m{one}", "levels", known[:, one % items] & known[:, (one // items + one) % items])
        for one in range(MEASURES)
    ]
    start = time.process_time()
    admission = admit(
        cycle.members, measures, ATTRIBUTES, (), load_thresholds(),
        known={}, progress=lambda *_: None,
    )  # fmt: skip
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    cells = sum(len(table.cells) for table in admission.tables)
    print(time.process_time() - start, memory, cells)


if __name__ == "__main__":
    _run(int(sys.argv[1]))
