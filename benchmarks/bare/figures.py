"""Figures of agreement as somebody would write them by hand: in floats, shown to everybody."""

from collections.abc import Iterable
from typing import Any

LEADERS = ("leadership", "management", "board")
FRONT_LINE = ("clinical-front-line", "other-front-line")
LEVELS = range(5)
BAR = 192


def figures(levels: list[int]) -> dict[str, Any]:
    """Of at least two levels."""
    levels = sorted(levels)
    n = len(levels)
    mean = sum(levels) / n
    lower = levels[(n - 1) // 2]
    median = (lower + levels[n // 2]) / 2
    variance = sum((level - mean) ** 2 for level in levels) / (n - 1)
    near = sum(abs(level - lower) <= 1 for level in levels) / n
    ad = sum(abs(level - mean) for level in levels) / n
    contested = ad >= 5 / 6 or near < 0.8
    return {
        "n": n,
        "lower": lower,
        "variance": variance,
        "exact_ad": ad,
        "mean": f"{mean:.2f}",
        "median": f"{median:g}",
        "near": f"{near:.0%}",
        "ad": f"{ad:.2f}",
        "r_wg": f"{1 - min(variance, 2) / 2:.2f}",
        "contested": contested,
        "outlying": not contested and levels[-1] - levels[0] >= 3,
        "nearest": int(mean + 0.5),
        "counts": [levels.count(level) for level in LEVELS],
    }


def of_section(items: list[dict[str, Any]]) -> dict[str, str]:
    share = min(sum(item["variance"] for item in items) / len(items), 2) / 2
    agreed = len(items) * (1 - share)
    ad = sum(item["exact_ad"] for item in items) / len(items)
    return {"r_wg_j": f"{agreed / (agreed + share):.2f}", "ad": f"{ad:.2f}"}


def gap(values: Iterable[tuple[str, float]]) -> str:
    """Of role groups and figures."""
    values = list(values)
    leaders = [value for group, value in values if group in LEADERS]
    front = [value for group, value in values if group in FRONT_LINE]
    if len(leaders) < 3 or len(front) < 3:
        return ""
    high, low = sum(leaders) / len(leaders), sum(front) / len(front)
    who = "leaders" if high > low else "the front line"
    return (
        f"Leaders {high:.2f} ({len(leaders)} raters), front line {low:.2f} ({len(front)} raters): "
        f"{who} {abs(high - low):.2f} higher."
    )


def bar(count: int, n: int) -> int:
    return max(int(BAR * count / n + 0.5), 2) if count else 0


def beside(not_applicable: int, dont_know: int) -> str:
    parts = [
        f"{count} chose “{name}”"
        for count, name in ((not_applicable, "Not applicable"), (dont_know, "Don’t know"))
        if count
    ]
    return ", ".join(parts)
