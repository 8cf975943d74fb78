"""How long the admission of all measures of a first release takes on one core, and how it grows."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

from benchmarks.figures import AT_MOST, TOLD, Figure

BOUNDS = {400: 300, 2_000: 1_200, 10_000: 0}  # seconds; 0 is told and not judged


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
        seconds, memory, cells, measures, masks = map(float, answer.stdout.split())
        name = f"joint check of all measures, N = {organizations:,}"
        note = f"{measures:.0f} measures with {masks:.0f} sets of respondents; {cells:.0f} cells"
        side = AT_MOST if bound else TOLD
        yield Figure("joint_check", name, seconds, " s", side, bound, note)
        yield Figure("joint_check", f"{name}: memory", memory, " MB", TOLD)


def _run(organizations: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lhs_portal.settings")
    import django

    django.setup()
    from benchmarks.aggregating import make_cards
    from reports.releases.configuration import load_thresholds
    from reports.releases.core.admission import admit
    from reports.releases.core.measuring import measure_cards
    from reports.releases.core.measuring_plans import measure_plans
    from reports.releases.core.measuring_questions import measure_questions
    from reports.releases.profile import ATTRIBUTES

    definition, members, cards = make_cards(organizations)
    measured = [
        *measure_cards(definition, cards),
        *measure_plans(definition, organizations, iter(())),
        *measure_questions(definition, cards),
    ]
    measures = [one.measure for one in measured]
    start = time.process_time()
    admission = admit(
        members, measures, ATTRIBUTES, (), load_thresholds(),
        known={}, progress=lambda *_: None,
    )  # fmt: skip
    seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    cells = sum(len(table.cells) for table in admission.tables)
    masks = len({measure.respondents.tobytes() for measure in measures})
    print(seconds, memory, cells, len(measures), masks)


if __name__ == "__main__":
    _run(int(sys.argv[1]))
