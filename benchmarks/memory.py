"""The memory of processes while something runs: their proportional share (PSS), sampled."""

import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Self

import psutil

EVERY = 0.004  # seconds between two samples
MEBIBYTE = 1024 * 1024


def share_of(processes: Iterable[psutil.Process]) -> int:
    """Bytes of all of them; pages that several share are counted once in the sum."""
    return sum(_share(process.pid) for process in processes)


def _share(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0  # it has ended
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


class Peak:
    """`mebibytes` is the most that `processes` had together at any sample."""

    def __init__(self, processes: Callable[[], Iterable[psutil.Process]]) -> None:
        self.processes = processes
        self.most = 0
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.thread.join()

    def _watch(self) -> None:
        while not self.done.is_set():
            self.most = max(self.most, share_of(self.processes()))
            time.sleep(EVERY)

    @property
    def mebibytes(self) -> float:
        return self.most / MEBIBYTE
