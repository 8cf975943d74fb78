"""A dry run as its page shows it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from lhs_portal.lib.wording import mark, say, say_count
from reports.charts.dumbbell import Sides, build_dumbbell
from reports.charts.specification import Axis, Dumbbell
from reports.dryrun.computing import CHECKING, READING, RESCORING, ROUNDING
from reports.dryrun.models import DryRun
from reports.progress import Step
from reports.releases.shown import shown_count

STEPS = {
    READING: mark("Reading the draft and the latest release"),
    CHECKING: mark("Checking that no organization can be worked out"),
    RESCORING: mark("Scoring the answers under the draft"),
    ROUNDING: mark("Rounding the figures"),
}
NO_CHANGE = Decimal("0.0")


@dataclass(frozen=True, slots=True)
class SubjectRow:
    name: str
    before: str
    after: str
    change: str
    down: str
    same: str
    up: str
    items: tuple[tuple[str, str], ...]
    moves: bool


@dataclass(frozen=True, slots=True)
class OpenRow:
    version: str
    count: str
    confirm: int
    new: int
    retired: int


@dataclass(frozen=True, slots=True)
class DryRunPage:
    headline: str
    n: str
    rows: tuple[SubjectRow, ...]
    withheld: tuple[str, ...]  # names
    chart: Dumbbell | None
    fates: tuple[tuple[str, int, tuple[str, ...]], ...]
    open: tuple[OpenRow, ...]


FATES = {
    "kept": mark("Asked as before: answers stay comparable"),
    "reworded": mark("Other words, same meaning: answers stay comparable"),
    "moved": mark("Moved to another subject: answers stay comparable"),
    "changed_meaning": mark("Another meaning: each answer must be confirmed"),
    "added": mark("New: each organization has to answer it"),
    "split": mark("Split: others took its place"),
    "retired": mark("No longer asked"),
}


def present_steps(run: DryRun) -> tuple[Step, ...]:
    names = list(STEPS)
    place = names.index(run.step) if run.step in names else -1
    return tuple(
        Step(say(STEPS[name]), "done" if at < place else "now" if at == place else "next")
        for at, name in enumerate(names)
    )


def present_dry_run(run: DryRun) -> DryRunPage:
    results = json.loads(run.results)
    names = results["names"]
    rows = tuple(_row(subject, names) for subject in results["subjects"])
    moved = [row for row in rows if row.moves]
    open_rows = tuple(
        OpenRow(
            row["version"], shown_count(row["count"]), row["confirm"], row["new"], row["retired"]
        )
        for row in results["open"]
    )
    return DryRunPage(
        headline=_headline(moved, len(rows)),
        n=shown_count(results["n"]),
        rows=rows,
        withheld=tuple(names.get(code, code) for code in results["withheld"]),
        chart=_chart(results["subjects"], names),
        fates=tuple(
            (say(label), len(codes), () if fate == "kept" else tuple(codes))
            for fate, label in FATES.items()
            if (codes := results["fates"].get(fate))
        ),
        open=open_rows,
    )


def _headline(moved: list[SubjectRow], whole: int) -> str:
    if not moved:
        return say("No subject’s mean of the whole field would move by as much as 0.1.")
    return say_count(
        "{count} subject of {whole} would move: {names}.",
        "{count} subjects of {whole} would move: {names}.",
        len(moved),
        whole=whole,
        names=", ".join(row.name for row in moved),
    )


def _row(subject: Mapping[str, Any], names: Mapping[str, str]) -> SubjectRow:
    down, same, up = subject["attained"] or (None, None, None)
    change = subject["change"]
    return SubjectRow(
        name=names.get(subject["code"], subject["code"]),
        before=subject["before"],
        after=subject["after"] or say("No score until it is answered anew"),
        change=_signed(change) if change is not None else "",
        down=_count(down),
        same=_count(same),
        up=_count(up),
        items=tuple((one["code"], _signed(one["effect"])) for one in subject["items"]),
        moves=change is None or Decimal(change) != NO_CHANGE,
    )


def _signed(change: str) -> str:
    value = Decimal(change)
    if value == NO_CHANGE:
        return "0.0"
    return f"+{value}" if value > 0 else f"\N{MINUS SIGN}{abs(value)}"


def _count(count: int | None) -> str:
    return "" if count is None else shown_count(count)


def _chart(subjects: list[dict[str, Any]], names: Mapping[str, str]) -> Dumbbell | None:
    drawn = [one for one in subjects if one["after"] and one["change"] != "0.0"]
    if not drawn:
        return None
    axis = Axis(
        say("Mean score, 0 to 4"),
        0.0,
        4.0,
        ((0.0, "0"), (1.0, "1"), (2.0, "2"), (3.0, "3"), (4.0, "4")),
    )
    chart = build_dumbbell(
        "dry-run",
        say("Where subjects would move"),
        axis,
        (say("Under the draft"), say("As released")),
        [
            Sides(
                names.get(one["code"], one["code"]),
                Decimal(one["after"]),
                Decimal(one["before"]),
                Decimal(one["change"]),
            )
            for one in drawn
        ],
        caption=say("Means of the whole field under the draft, and as released"),
    )
    # One decimal, as all that releases tell.
    shown = [_signed(one["change"]) for one in drawn]
    rows = (replace(row, shown=text) for row, text in zip(chart.rows, shown, strict=True))
    return replace(chart, rows=tuple(rows))
