"""Many reports queued at once, and two workers: whether each is made once, and how the workers'
memory goes. Runs in a process of its own.

`python -m benchmarks.queueing <assessment> <reports>` prints what was found as JSON.
"""

import json
import os
import sys
import time
from collections.abc import Collection
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

import psutil

from benchmarks.cycles_scene import queue_copies
from benchmarks.memory import MEBIBYTE, share_of
from benchmarks.processes import running
from lhs_portal.processes.commands import worker_command

WORKERS = 2
WINDOW = 20
LOOK_EVERY = 0.2
LONGEST_SECONDS = 900


@dataclass(slots=True)
class Found:
    """`curves` has for each worker the median memory, in MiB, over each WINDOW of reports."""

    seconds: float = 0
    unmade: int = 0
    made_again: int = 0
    attempts: int = 0
    curves: list[list[float]] = field(default_factory=list)


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lhs_portal.settings")
    django.setup()
    print(json.dumps(asdict(queue(sys.argv[1], int(sys.argv[2])))))


def queue(assessment: str, reports: int) -> Found:
    from lhs_portal.audit.models import Event
    from reports.models import Report, State

    first = Report.objects.filter(assessment=assessment).latest("number")
    queued = queue_copies(first.pk, reports)
    found = Found()
    began = time.monotonic()
    with ExitStack() as stack:
        for number in range(WORKERS):
            command = worker_command(f"bench{number}@%h")
            stack.enter_context(running(command, dict(os.environ), f"worker{number}"))
        workers = [each for each in psutil.Process().children() if "celery" in each.cmdline()]
        found.curves = _watch(workers, queued, began + LONGEST_SECONDS)
        found.seconds = time.monotonic() - began
    rows = Report.objects.filter(pk__in=queued)
    made = Event.objects.filter(verb="made", subject_id__in=list(map(str, queued)))
    found.unmade = rows.exclude(state=State.READY).count()
    found.made_again = made.count() - made.values("subject_id").distinct().count()
    found.attempts = sum(rows.values_list("attempts", flat=True))
    return found


def _watch(workers: list[Any], queued: Collection[Any], deadline: float) -> list[list[float]]:
    """Until all have ended, or the time has."""
    from reports.models import Report, State

    waiting = Report.objects.filter(pk__in=queued, state__in=[State.QUEUED, State.RUNNING])
    windows: list[list[list[int]]] = [[] for _ in workers]
    while (left := waiting.count()) and time.monotonic() < deadline:
        place = (len(queued) - left) // WINDOW
        for worker, own in zip(workers, windows, strict=True):
            own.extend([] for _ in range(place + 1 - len(own)))
            own[place].append(share_of([worker]))
        time.sleep(LOOK_EVERY)
    return [[median(shares) / MEBIBYTE for shares in own if shares] for own in windows]


if __name__ == "__main__":
    main()
