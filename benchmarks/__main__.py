"""`python -m benchmarks` (make bench): every figure of one run, judged against what was asked for.

Exit status 1 where a figure misses its bound.
"""

import argparse
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, render_table
from benchmarks.parts.aggregation import measure_aggregation, measure_growth
from benchmarks.parts.documents import measure_documents, missing_browsers
from benchmarks.parts.dry_run import measure_dry_run
from benchmarks.parts.files import measure_files
from benchmarks.parts.joint_check import measure_joint_check
from benchmarks.parts.meeting import measure_meeting
from benchmarks.parts.pages import measure_pages
from benchmarks.parts.peer import PYTHON, measure_peer
from benchmarks.parts.queue import measure_queue
from benchmarks.parts.release_pages import measure_release_pages
from benchmarks.parts.report import measure_report
from benchmarks.parts.report_page import measure_report_page
from benchmarks.parts.saving import measure_crowd, measure_save
from benchmarks.parts.settling import measure_settling
from benchmarks.parts.versions import measure_comparison, measure_loading
from benchmarks.parts.weight import measure_weight
from benchmarks.parts.what_if import measure_what_if
from benchmarks.processes import Portal, portal
from tests.services import postgresql

PARTS = (
    "pages", "settling", "weight", "save", "report", "peer", "crowd", "meeting", "what_if",
    "report_page", "release_pages", "files", "documents", "queue", "aggregation", "joint_check",
    "dry_run", "versions",
)  # fmt: skip


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is ended
    options = _options()
    missing = _missing(options)
    figures: list[Figure] = []
    for engine in options.engines:
        print(f"\n== {engine}: preparing …", flush=True)
        with (
            tempfile.TemporaryDirectory(prefix="lhs-bench-") as folder,
            portal(engine, Path(folder, "data")) as prepared,
        ):
            for figure in _measure(prepared, options):
                print(*figure.row[1:], sep=" · ", flush=True)
                figures.append(figure)
    print(f"\n{render_table(figures)}")
    if missing:
        print("\nNot measured on this machine:", *missing, sep="\n- ")
    return 0 if all(figure.passed for figure in figures) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", default=PARTS, help=f"of {', '.join(PARTS)}")
    parser.add_argument("--engines", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--rounds", type=int, default=300, help="pairs of requests")
    parser.add_argument("--reports", type=int, default=5, help="reports to wait for")
    parser.add_argument("--seconds", type=float, default=60, help="of eight people saving")
    parser.add_argument("--votes", type=int, default=8, help="of thirty phones, and of one")
    parser.add_argument("--peer-rounds", type=int, default=9, help="alternations with the peer")
    parser.add_argument("--peer-seconds", type=float, default=5, help="of each side, each time")
    parser.add_argument("--prints", type=int, default=9, help="of one report by each side")
    parser.add_argument("--queued", type=int, default=200, help="reports at once")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    return options


def _missing(options: argparse.Namespace) -> list[str]:
    """Takes out of the options what this machine cannot run, and says why in a sentence each."""
    missing = []
    sentence = postgresql() or ("" if shutil.which("redis-server") else "Install redis-server.")
    if "postgresql" in options.engines and sentence:
        missing.append(f"PostgreSQL with Redis. {sentence}")
        options.engines.remove("postgresql")
    if "peer" in options.parts and not PYTHON.exists():
        missing.append("The peer, RDMO: `make bench-peer` installs it.")
        options.parts = [part for part in options.parts if part != "peer"]
    if "documents" in options.parts:
        missing += missing_browsers()
    return missing


def _measure(prepared: Portal, options: argparse.Namespace) -> Iterator[Figure]:
    """Weight and documents do not depend on the engine, and the peer is compared on the last engine
    alone."""
    measures = {
        "pages": lambda: measure_pages(prepared, rounds=options.rounds),
        "settling": lambda: measure_settling(prepared, rounds=options.rounds),
        "save": lambda: measure_save(prepared, rounds=options.rounds),
        "report": lambda: measure_report(prepared, rounds=options.reports),
        "crowd": lambda: measure_crowd(prepared, seconds=options.seconds),
        "meeting": lambda: measure_meeting(prepared, votes=options.votes),
        "what_if": lambda: measure_what_if(prepared, rounds=options.rounds),
        "report_page": lambda: measure_report_page(prepared, rounds=options.rounds),
        "release_pages": lambda: measure_release_pages(prepared, rounds=options.rounds),
        "files": lambda: measure_files(prepared),
        "queue": lambda: measure_queue(prepared, reports=options.queued),
        "aggregation": lambda: measure_aggregation(prepared),
        "versions": lambda: measure_loading(prepared),
        "dry_run": lambda: measure_dry_run(prepared),
    }
    if prepared.engine == options.engines[-1]:
        measures["joint_check"] = measure_joint_check
        measures["weight"] = lambda: measure_weight(prepared)
        measures["documents"] = lambda: measure_documents(prepared, rounds=options.prints)
        measures["peer"] = lambda: measure_peer(
            prepared, rounds=options.peer_rounds, seconds=options.peer_seconds
        )
    for part in options.parts:
        if part in measures:
            yield from measures[part]()
    if "versions" in options.parts and prepared.engine == options.engines[-1]:
        yield from measure_comparison()
    if "aggregation" in options.parts and prepared.engine == options.engines[-1]:
        yield from measure_growth(prepared)


if __name__ == "__main__":
    sys.exit(main())
