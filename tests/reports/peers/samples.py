"""Published figures of a group, as a report freezes them, written by hand."""

from typing import Any

from tests.reports.samples import framework

ENDS = ["0.1", "3.9"]


def figure(
    mean: str | None = "2.1", quartiles: tuple[str, ...] | None = ("1.6", "2.1", "2.6")
) -> Any:
    return {
        "n": 45,
        "mean": mean,
        "quartiles": list(quartiles) if quartiles else None,
        "ends": ENDS,
    }


def measures() -> list[str]:
    pillars = [f"pillar:{pillar.code}" for pillar in framework().pillars]
    subjects = [subject.code for subject in framework().subjects]
    return [*subjects, *pillars, "index:commitments", "index:foundations"]


def peers(**changes: Any) -> dict[str, Any]:
    return {
        "release": 2,
        "published": "2026-09-15",
        "address": "https://portal.example.org/releases/2/",
        "citation": "LHS Portal. Field release 2: Cycle 2. Published September 15, 2026. "
        "https://portal.example.org/releases/2/",
        "by": "sector",
        "cell": [["Sector", "Care delivery"]],
        "n": 45,
        "own": True,
        "figures": {code: figure() for code in measures()},
        **changes,
    }
