"""A dry run over 2,000 signed assessments, in a process of its own as a worker has it."""

import json
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.figures import AT_LEAST, AT_MOST, Figure
from benchmarks.processes import Portal
from lhs_portal.environment import BASE_DIR

ORGANIZATIONS = 2_000
SECONDS = 60.0


def measure_dry_run(portal: Portal) -> Iterator[Figure]:
    """The release is made first: of its real joint check the dry run asks one set more."""
    command = [sys.executable, "-m", "benchmarks.dry_run_scene", str(ORGANIZATIONS)]
    made = subprocess.run(
        command, cwd=BASE_DIR, env=portal.environment, check=True, stdout=subprocess.PIPE
    )
    told = json.loads(made.stdout.splitlines()[-1])
    part = portal.engine
    yield Figure(
        part, "dry run: first on a release of 2,000", told["first"], " s", AT_MOST, SECONDS
    )
    yield Figure(part, "dry run: another draft", told["second"], " s", AT_MOST, SECONDS)
    yield Figure(
        part, "dry run: subjects shown, of 22", told["subjects"], "", AT_LEAST, 11, told["error"]
    )
    yield Figure(part, "dry run: its field and release made in", told["preparation"], " s")
