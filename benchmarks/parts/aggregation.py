"""Releases of a large field: seconds and memory of a worker, against grouping sets in PostgreSQL.

The joint check is measured apart (joint_check.py): here every table stands that is large enough.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.figures import AT_LEAST, AT_MOST, Figure
from benchmarks.processes import Portal
from lhs_portal.environment import BASE_DIR
from tests.services import fresh_database, postgresql

ORGANIZATIONS = 10_000
CYCLES = 3
GROWTH = (400, 2_000, 10_000, 100_000)


def measure_aggregation(portal: Portal, *, organizations: int = ORGANIZATIONS) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="lhs-field-") as folder:
        if portal.engine == "postgresql":
            with fresh_database() as address:
                yield from _release(portal, folder, address, organizations)
        else:
            address = f"sqlite:///{Path(folder, 'field.sqlite3')}"
            yield from _release(portal, folder, address, organizations)


def _release(portal: Portal, folder: str, address: str, organizations: int) -> Iterator[Figure]:
    environment = {**portal.environment, "LHS_DATA_DIR": folder, "LHS_DATABASE_URL": address}
    _ask(environment, "fill", str(organizations))
    told = _ask(environment, "release")
    name = f"release of {organizations:,} organizations × {CYCLES} cycles"
    steps = ("load", "aggregate", "store")
    note = ", ".join(f"{step} {told[step]:.1f} s" for step in steps)
    note += f"; {told['processor']:.1f} s of processor"
    seconds = sum(told[step] for step in steps)
    yield Figure(portal.engine, name, seconds, " s", AT_MOST, 10, note)
    yield Figure(
        portal.engine, f"{name}: most memory", told["mebibytes"], " MiB", AT_MOST, 400,
        f"{told['figures']:,} figures stored",
    )  # fmt: skip


def measure_growth(portal: Portal, *, organizations: int = ORGANIZATIONS) -> Iterator[Figure]:
    """Of the arrays alone, which no engine takes part in."""
    if not postgresql():
        told = _ask(portal.environment, "sql", str(organizations))
        yield Figure(
            "arrays", f"{organizations:,} organizations: grouping sets in PostgreSQL take",
            told["sql"] / told["ours"], "×", AT_LEAST, 10,
            f"{told['sql']:.1f} s against {told['ours']:.2f} s",
        )  # fmt: skip
    for size in GROWTH:
        told = _ask(portal.environment, "grow", str(size))
        yield Figure(
            "arrays", f"aggregation of {size:,} organizations, one cycle", told["seconds"], " s",
            note=f"{told['mebibytes']:.0f} MiB, {told['figures']:,} figures",
        )  # fmt: skip


def _ask(environment: dict[str, str], *question: str) -> Any:
    answer = subprocess.run(
        [sys.executable, "-m", "benchmarks.aggregating", *question],
        cwd=BASE_DIR, env=environment, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    return json.loads(answer.stdout)
