"""What all files of one report cost the process that makes them, as a worker makes them."""

import os
import time
from dataclasses import asdict, dataclass, field
from typing import Any

import psutil

from benchmarks.cycles_scene import queue_copies
from benchmarks.memory import Peak

TIMED = 5
WEIGHED = 3


@dataclass(slots=True)
class Costs:
    seconds: list[float] = field(default_factory=list)
    processor_seconds: list[float] = field(default_factory=list)
    mebibytes: list[float] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    size: int = 0


def making(report: str) -> dict[str, Any]:
    """Of more reports of this one's assessment. The first, for which all is loaded, does not count.
    Time and memory are taken of reports of their own: looking at memory holds a process up."""
    from reports.jobs.making import make_report
    from reports.models import Report, State

    first, *queued = queue_copies(report, 1 + TIMED + WEIGHED)
    make_report(first)
    costs = Costs()
    for pk in queued[:TIMED]:
        used, began = _used(), time.perf_counter()
        make_report(pk)
        costs.seconds.append(time.perf_counter() - began)
        costs.processor_seconds.append(_used() - used)
    own = psutil.Process()
    for pk in queued[TIMED:]:
        with Peak(lambda: [own, *own.children(recursive=True)]) as peak:
            make_report(pk)
        costs.mebibytes.append(peak.mebibytes)
    if Report.objects.filter(pk__in=queued).exclude(state=State.READY).exists():
        raise ValueError("A report was not made.")
    rows = Report.objects.get(pk=queued[-1]).files.order_by("pk").values_list("kind", "size")
    costs.kinds = [kind for kind, _ in rows]
    costs.size = sum(size for _, size in rows)
    return asdict(costs)


def _used() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
