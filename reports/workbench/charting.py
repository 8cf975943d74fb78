"""The charts of the workbench: published figures in, specifications out. Headlines say findings.

What is not shown is drawn and tabulated as nothing, whatever the cause.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from commitments.definition import Definition
from lhs_portal.lib.wording import mark, say
from reports.charts.level_bars import LevelBar, LevelBars
from reports.charts.specification import (
    Axis,
    Cell,
    DataTable,
    Dot,
    DotPlot,
    HeatCell,
    HeatRow,
    HeatTable,
    Shape,
)
from reports.presentation.wording import listed, lowered
from reports.releases.shown import FigureView, shown_count, shown_mean, shown_number
from reports.workbench.wording import absent, capital_mean, count_of_n, name_few, share

MIDDLE_HALF = mark("Middle half of the organizations")
WITHHELD = mark("Where nothing is shown, no figure is published.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a chart."""

    label: str
    figure: FigureView
    sublabel: str = ""
    shape: Shape = "circle"
    heading: bool = False
    short: str = ""  # where several are named at once

    @property
    def name(self) -> str:
        return f"{self.label} ({self.sublabel})" if self.sublabel else self.label


def level_axis(definition: Definition) -> Axis:
    ticks = tuple((float(each.level), f"{each.level} {each.name}") for each in definition.levels)
    return Axis(say("Mean score, 0 to 4"), 0.0, 4.0, ticks)


def lag_axis() -> Axis:
    return Axis(
        say("Lag"), -2.0, 2.0,
        ((-2.0, say("−2 behind")), (-1.0, "−1"), (0.0, say("In step")), (1.0, "+1"),
         (2.0, say("+2 ahead"))),
    )  # fmt: skip


def change_axis() -> Axis:
    return Axis(
        say("Change"), -1.0, 1.0,
        ((-1.0, "−1"), (-0.5, "−0.5"), (0.0, say("No change")), (0.5, "+0.5"), (1.0, "+1")),
    )  # fmt: skip


def plot_means(
    code: str,
    title: str,
    axis: Axis,
    entries: Sequence[Entry],
    *,
    caption: str,
    heading: str = "",
    shapes: tuple[tuple[Shape, str], ...] = (),
    value: str = "",
) -> DotPlot:
    """Dots are means; the band behind one is the middle half, where quartiles are published."""
    heading, value = heading or say("Subject"), value or say("Mean")
    return DotPlot(
        code=code,
        title=title,
        alt=say(
            "Dot plot: {caption}. {entries}.",
            caption=lowered(caption),
            entries=". ".join(map(_spoken, entries)),
        ),
        table=tabulate_means(caption, heading, entries, value),
        axis=axis,
        rows=tuple(_dot(entry) for entry in entries),
        with_bounds=any(entry.figure.quartiles for entry in entries),
        shapes=shapes,
        bounds=say(MIDDLE_HALF),
        dot=value,
    )


def tabulate_means(caption: str, heading: str, entries: Sequence[Entry], value: str) -> DataTable:
    """As published, ends of the scale in words; quartiles where the chart has any."""
    names = (say("Lower quartile"), say("Median"), say("Upper quartile"))
    if any(entry.figure.quartiles for entry in entries):
        rows = tuple((entry.name, *_cells(entry.figure)) for entry in entries)
        return DataTable(caption, (heading, value, *names, say("Organizations")), rows)
    rows = tuple(
        (entry.name, capital_mean(entry.figure), _about_n(entry.figure)) for entry in entries
    )
    return DataTable(caption, (heading, value, say("Organizations")), rows)


def _cells(figure: FigureView) -> tuple[Cell, ...]:
    quartiles = figure.quartiles or (None, None, None)
    shown = [None if each is None else shown_number(each, signed=figure.signed)
             for each in quartiles]  # fmt: skip
    return (capital_mean(figure), *(each or absent() for each in shown), _about_n(figure))


def _about_n(figure: FigureView) -> str:
    return say("about {number}", number=f"{figure.n:,}") if figure.n else absent()


def _dot(entry: Entry) -> Dot:
    figure = entry.figure
    low, high = (figure.quartiles[0], figure.quartiles[2]) if figure.quartiles else (None, None)
    return Dot(
        label=entry.label,
        value=figure.mean,
        shown=capital_mean(figure),
        sublabel=entry.sublabel,
        low=low,
        high=high,
        shape=entry.shape,
        heading=entry.heading,
    )


def _spoken(entry: Entry) -> str:
    name, mean = entry.name, shown_mean(entry.figure)
    if not entry.figure.quartiles:
        return f"{name}: {mean}"
    low, _, high = (
        shown_number(each, signed=entry.figure.signed) for each in entry.figure.quartiles
    )
    return say(
        "{name}: {mean}, middle half {low} to {high}", name=name, mean=mean, low=low, high=high
    )


def range_title(entries: Sequence[Entry], nothing: str) -> str:
    """ "From 1.2 (Equitable) to 2.9 (Safe)": the ends, with all that share them."""
    ends = extremes(entries)
    if ends is None:
        return nothing
    (low, lowest), (high, highest) = ends
    if low == high:
        return say("All stand at {low}", low=low)
    return say(
        "From {low} ({lowest}) to {high} ({highest})",
        low=low,
        lowest=name_few(lowest),
        high=high,
        highest=name_few(highest),
    )


def extremes(entries: Sequence[Entry]) -> tuple[tuple[str, list[str]], ...] | None:
    """The lowest mean in words and who has it, then the highest; None without any mean."""
    known = [(entry.figure.mean, entry) for entry in entries if entry.figure.mean is not None]
    if not known:
        return None
    values = [mean for mean, _ in known]
    return tuple(_holders(known, end) for end in (min(values), max(values)))


def _holders(known: Sequence[tuple[Decimal, Entry]], end: Decimal) -> tuple[str, list[str]]:
    holders = [entry for mean, entry in known if mean == end]
    several = len(holders) > 1
    names = [entry.short if several and entry.short else entry.label for entry in holders]
    return shown_mean(holders[0].figure), names


# Tables of figures, a column for each group


@dataclass(frozen=True, slots=True)
class Column:
    """`basis` says how many organizations it rests on."""

    name: str
    basis: str = ""

    @property
    def full(self) -> str:
        return f"{self.name}, {self.basis}" if self.basis else self.name


HeatEntries = Sequence[tuple[str, Sequence[FigureView]]]


def heat_of_means(
    code: str,
    title: str,
    alt: str,
    columns: Sequence[Column],
    rows: HeatEntries,
    *,
    caption: str,
    heading: str,
) -> HeatTable:
    drawn = [(label, [_mean_cell(figure) for figure in figures]) for label, figures in rows]
    return _heat(code, title, alt, columns, drawn, caption, heading)


def heat_of_counts(
    code: str,
    title: str,
    alt: str,
    columns: Sequence[Column],
    rows: HeatEntries,
    *,
    caption: str,
    heading: str,
) -> HeatTable:
    """How many of how many; the colour is the share of the rounded counts, in fifths."""
    drawn = [(label, [_count_cell(figure) for figure in figures]) for label, figures in rows]
    return _heat(code, title, alt, columns, drawn, caption, heading)


def _heat(
    code: str,
    title: str,
    alt: str,
    columns: Sequence[Column],
    rows: Sequence[tuple[str, Sequence[HeatCell]]],
    caption: str,
    heading: str,
) -> HeatTable:
    return HeatTable(
        code=code,
        title=title,
        alt=alt,
        table=DataTable(
            caption,
            (heading, *(column.full for column in columns)),
            tuple((label, *(cell.shown for cell in cells)) for label, cells in rows),
        ),
        columns=tuple((column.full, None) for column in columns),
        rows=tuple(HeatRow(label, tuple(cells)) for label, cells in rows),
    )


def _mean_cell(figure: FigureView) -> HeatCell:
    if figure.mean is None:
        return HeatCell(absent(), None)
    return HeatCell(shown_mean(figure), min(int(figure.mean), 4))


def _count_cell(figure: FigureView) -> HeatCell:
    part = share(figure)
    return HeatCell(count_of_n(figure), None if part is None else min(int(part * 5), 4))


# Items


def bars_of_items(
    code: str,
    title: str,
    definition: Definition,
    items: Sequence[tuple[str, str, FigureView]],
    *,
    caption: str,
) -> LevelBars:
    """`items`: short name, question, figure. The whole field has two parts more than a group."""
    names = (
        *(f"{each.level} {each.name}" for each in definition.levels),
        say("Not applicable"),
        say("Don’t know"),
    )
    wide = any(len(figure.counts) > len(definition.levels) for _, _, figure in items)
    shown_names = names if wide else names[: len(definition.levels)]
    return LevelBars(
        code=code,
        title=title,
        alt=say(
            "Bars of how many organizations chose each level. {items}",
            items=" ".join(_spoken_counts(name, figure, names) for name, _, figure in items),
        ),
        table=DataTable(
            caption,
            (say("Item"), *shown_names, say("Organizations with a level")),
            tuple(
                (f"{name}: {question}", *_counts(figure, len(shown_names)), _about_n(figure))
                for name, question, figure in items
            ),
        ),
        names=names,
        rows=tuple(
            LevelBar(name, figure.counts, _bar_end(figure), question)
            for name, question, figure in items
        ),
    )


def _counts(figure: FigureView, width: int) -> list[str]:
    shown = [shown_count(count) for count in figure.counts]
    return (shown + [absent()] * width)[:width]


def _bar_end(figure: FigureView) -> str:
    return say("of about {number}", number=f"{figure.n:,}") if figure.n else absent()


def _spoken_counts(name: str, figure: FigureView, names: Sequence[str]) -> str:
    if not figure.counts:
        return say("{name}: not shown.", name=name)
    parts = [
        f"{level} {shown_count(count)}" for level, count in zip(names, figure.counts, strict=False)
    ]
    return f"{name}: {listed(parts)}."
