"""Reports queued at once on two workers: all are made, once each, and no worker grows."""

import json
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.figures import AT_MOST, TOLD, Figure
from benchmarks.processes import Portal
from benchmarks.queueing import WINDOW
from lhs_portal.environment import BASE_DIR

SETTLED = 40 // WINDOW - 1  # from the 40th report on a worker has loaded what it needs
MOST_GROWTH = 10  # per cent


def measure_queue(portal: Portal, *, reports: int) -> Iterator[Figure]:
    assessment = portal.scene["assessments"]["last"]
    answer = subprocess.run(
        [sys.executable, "-m", "benchmarks.queueing", assessment, str(reports)],
        cwd=BASE_DIR, env=portal.environment, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    found = json.loads(answer.stdout)
    name = f"{reports} reports on {len(found['curves'])} workers"
    rate = f"{found['seconds']:.0f} s, {found['attempts']} attempts"
    for what, count, side in (
        ("not made", found["unmade"], AT_MOST),
        ("made more than once", found["made_again"], AT_MOST),
        ("seconds for each", found["seconds"] / reports, TOLD),
    ):
        yield Figure(portal.engine, f"{name}: {what}", count, "", side, 0, rate)
    for number, curve in enumerate(found["curves"], start=1):
        grown = (curve[-1] / curve[min(SETTLED, len(curve) - 1)] - 1) * 100
        yield Figure(
            portal.engine, f"{name}: growth of worker {number} from the 40th to the last", grown,
            " %", AT_MOST, MOST_GROWTH,
            f"MiB by {WINDOW} reports: {' '.join(f'{share:.0f}' for share in curve)}",
        )  # fmt: skip
