"""The whole report as PDF: by the portal's renderer against the same content out of a browser."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from statistics import median
from typing import Any

from benchmarks.figures import AT_LEAST, TOLD, Figure
from benchmarks.printing import OURS
from benchmarks.processes import Portal
from lhs_portal.environment import BASE_DIR
from tests.services import chromium

SHELL, FULL = "headless shell", "full Chromium"
TIMES_FASTER = {SHELL: 2, FULL: 4}
TIMES_LESS_MEMORY = 5
PART = "documents"


def browsers() -> dict[str, str]:
    """By name the program, of those that this machine has."""
    found = {
        SHELL: shutil.which("chromium-headless-shell") or shutil.which("chrome-headless-shell"),
        FULL: chromium(),
    }
    return {name: program for name, program in found.items() if program}


def missing_browsers() -> list[str]:
    install = {SHELL: "apt install chromium-headless-shell", FULL: "apt install chromium"}
    return [
        f"Printing through {name}: install it (Debian: {install[name]})."
        for name in TIMES_FASTER
        if name not in browsers()
    ]


def measure_documents(portal: Portal, *, rounds: int) -> Iterator[Figure]:
    programs = [f"{name}={program}" for name, program in browsers().items()]
    answer = subprocess.run(
        [sys.executable, "-m", "benchmarks.printing", str(rounds), *programs],
        cwd=BASE_DIR, env=portal.environment, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    took = json.loads(answer.stdout)
    for name, side in took.items():
        yield from _tell(name, side)
    for name in browsers():
        yield from _compare(name, took[OURS], took[name])


def _tell(name: str, side: Mapping[str, Any]) -> Iterator[Figure]:
    times = side["milliseconds"]
    yield Figure(
        PART,
        f"PDF by {name}: time",
        median(times),
        " ms",
        TOLD,
        note=f"{min(times):,.0f} to {max(times):,.0f} ms in {len(times)} rounds, "
        f"{median(side['cpu_milliseconds']):,.0f} ms of processor; "
        f"{side['pages']} pages, {side['size']:,} bytes",
    )
    yield Figure(PART, f"PDF by {name}: peak memory", median(side["mebibytes"]), " MiB")


def _compare(name: str, ours: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Figure]:
    """Of time the median of the rounds' own ratios, since load drifts within a run."""
    for what, unit, bound in (
        ("milliseconds", "faster", TIMES_FASTER[name]),
        ("cpu_milliseconds", "less processor time", 0),
        ("mebibytes", "less peak memory", TIMES_LESS_MEMORY),
    ):
        ratios = [theirs / own for own, theirs in zip(ours[what], other[what], strict=True)]
        side = AT_LEAST if bound else TOLD
        yield Figure(PART, f"PDF: {unit} than {name}", median(ratios), "×", side, bound)
