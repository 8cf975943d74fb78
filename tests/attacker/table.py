"""Writes docs/releases/attack.md of the results that are there."""

import json
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

DOCUMENT = Path(__file__).parents[2] / "docs" / "releases" / "attack.md"
BEGIN, END = "<!-- table: written by `make attack` -->", "<!-- end of the table -->"
HEADER = (
    "organizations | fields | figures published (median) | systems of equations"
    " | organizations solved | sets that are not publishable | narrowest interval"
    " | the same at an end of the scale | left undecided"
)


def write_table(results: Path) -> None:
    rows = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(results.glob("*.json"))]
    by_size: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        by_size.setdefault(row["size"], []).append(row)
    lines = [f"| {HEADER} |", "|" + "---|" * (HEADER.count("|") + 1)]
    lines += [_line(size, of_size) for size, of_size in sorted(by_size.items())]
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    text = "\n".join([BEGIN, "", *lines, "", END])
    DOCUMENT.write_text(f"{before}{text}{after}", encoding="utf-8")


def _line(size: int, rows: Sequence[dict[str, Any]]) -> str:
    cells = (
        f"{size:,}",
        str(len(rows)),
        f"{median(row['figures'] for row in rows):,.0f}",
        f"{sum(row['checks'] for row in rows):,}",
        str(sum(len(row["solved"]) for row in rows)),
        str(sum(len(row["sets"]) for row in rows)),
        _narrowest([row["narrowest"] for row in rows]),
        _narrowest([row["at_an_end"] for row in rows]),
        str(sum(len(row["undecided"]) for row in rows)),
    )
    return f"| {' | '.join(cells)} |"


def _narrowest(widths: Sequence[float | None]) -> str:
    known = [width for width in widths if width is not None]
    return f"{min(known):.2f}" if known else "none: all reach an end"
