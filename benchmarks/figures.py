"""What was measured against what was asked for, and the table of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

AT_MOST = "at most"
AT_LEAST = "at least"
TOLD = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` and `bound` are in `unit`; without a bound a figure is told and not judged."""

    part: str
    name: str
    value: float
    unit: str = ""
    side: str = TOLD
    bound: float = 0
    note: str = ""

    @property
    def passed(self) -> bool:
        if self.side == AT_MOST:
            return self.value <= self.bound
        return self.side != AT_LEAST or self.value >= self.bound

    @property
    def row(self) -> tuple[str, ...]:
        asked = f"{self.side} {_number(self.bound)}{self.unit}" if self.side else ""
        verdict = ("pass" if self.passed else "FAIL") if self.side else ""
        return (self.part, self.name, _number(self.value) + self.unit, asked, verdict, self.note)


def ratio_of(ours: Iterable[float], other: Iterable[float]) -> float:
    """Of the medians."""
    return median(ours) / median(other)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"


def render_table(figures: Iterable[Figure]) -> str:
    """Markdown, so that it can stand in docs/benchmarks.md as it is printed."""
    rows = [("part", "figure", "measured", "asked for", "", "note"), *(f.row for f in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)
