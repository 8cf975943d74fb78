"""All files of one report: what they cost the worker."""

from collections.abc import Iterator
from statistics import median

from benchmarks.asking import ask
from benchmarks.figures import AT_MOST, Figure
from benchmarks.processes import Portal

MOST_SECONDS = 6
MOST_MEBIBYTES = 400
KINDS = 10


def measure_files(portal: Portal) -> Iterator[Figure]:
    """Of the third of three cycles, rated by thirteen, with a plan. The slowest is judged."""
    reports = ask(portal, "cycles", portal.scene["assessments"]["last"])
    costs = ask(portal, "making", reports["planned"])
    if len(costs["kinds"]) != KINDS:
        raise ValueError(f"Files are missing: {costs['kinds']}")
    times, used, memory = (costs[of] for of in ("seconds", "processor_seconds", "mebibytes"))
    told = f"{KINDS} files, {costs['size'] / 1e6:.1f} MB"
    yield Figure(
        portal.engine, "all files: wall time, slowest", max(times), " s", AT_MOST, MOST_SECONDS,
        f"median of {len(times)}: {median(times):.2f} s; {told}",
    )  # fmt: skip
    yield Figure(
        portal.engine, "all files: user and system time, slowest", max(used), " s", AT_MOST,
        MOST_SECONDS, f"median of {len(used)}: {median(used):.2f} s",
    )  # fmt: skip
    yield Figure(
        portal.engine, "all files: peak memory of worker and programs", max(memory), " MiB",
        AT_MOST, MOST_MEBIBYTES, "proportional share, sampled",
    )  # fmt: skip
