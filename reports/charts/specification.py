"""What a chart says, before anything draws it. Pure data: both renderers read these alone.

Every chart carries a headline that states its finding, a text alternative, and the table of its
figures, from which the page's data table and the CSV file come. An absent figure is None and is
never drawn: no renderer may put it at zero.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from lhs_portal.lib.wording import mark

Shape = Literal["circle", "square", "triangle", "diamond"]
State = Literal["ahead", "behind", "aligned"]
Cell = str | Decimal | None


@dataclass(frozen=True, slots=True)
class DataTable:
    """The first cell of each row names the row. Decimals are figures, None is an absent one."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def number_columns(self) -> tuple[int, ...]:
        """Those without a text: figures, absent ones among them."""
        columns = range(1, len(self.header))
        return tuple(
            column
            for column in columns
            if not any(isinstance(row[column], str) for row in self.rows)
        )

    def without_empty(self, *columns: str) -> "DataTable":
        """Leaves out those of the named columns in which every figure is absent."""
        kept = [
            column
            for column, name in enumerate(self.header)
            if name not in columns or any(row[column] is not None for row in self.rows)
        ]
        return DataTable(
            self.caption,
            tuple(self.header[column] for column in kept),
            tuple(tuple(row[column] for column in kept) for row in self.rows),
        )


@dataclass(frozen=True, slots=True)
class Axis:
    label: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """One row of a dot plot; `low` and `high` are given where answers are still missing."""

    label: str
    value: Decimal | None
    shown: str
    sublabel: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    target: int | Decimal | None = None
    shape: Shape = "circle"
    heading: bool = False


@dataclass(frozen=True, slots=True)
class DotPlot:
    code: str
    title: str
    alt: str
    table: DataTable
    axis: Axis
    rows: tuple[Dot, ...]
    with_targets: bool = False
    with_bounds: bool = False
    shapes: tuple[tuple[Shape, str], ...] = ()
    # Marked for translation: who draws them says them.
    bounds: str = mark("What the missing answers could still make of it")
    dot: str = mark("Score")
    target: str = mark("Target")


@dataclass(frozen=True, slots=True)
class Pair:
    """A commitment's score beside the score of what enables it."""

    label: str
    score: Decimal | None
    enabling: Decimal | None
    state: State | None
    shown: str


@dataclass(frozen=True, slots=True)
class LagChart:
    code: str
    title: str
    alt: str
    table: DataTable
    axis: Axis
    rows: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: Decimal
    shown: str
    sublabel: str = ""
    shape: Shape = "circle"


@dataclass(frozen=True, slots=True)
class BarChart:
    code: str
    title: str
    alt: str
    table: DataTable
    axis: Axis
    rows: tuple[Bar, ...]
    shapes: tuple[tuple[Shape, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Spoke:
    label: str
    value: Decimal | None
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Radar:
    """A second view only: people misread its areas, so it never stands alone."""

    code: str
    title: str
    alt: str
    table: DataTable
    axis: Axis
    spokes: tuple[Spoke, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Where two groups stand on one subject; both are None where either must not be shown."""

    label: str
    first: Decimal | None
    second: Decimal | None
    shown: str
    sublabel: str = ""


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """`sides` names the two groups. The first is a dot, the second an open square: where both
    stand on one place, the dot is inside the square.
    """

    code: str
    title: str
    alt: str
    table: DataTable
    axis: Axis
    sides: tuple[str, str]
    rows: tuple[Apart, ...]


@dataclass(frozen=True, slots=True)
class Slant:
    """One subject's way from the earlier to the later score; `verdict` is drawn in words.

    Only what `changed` is drawn as a direction: all else is a pale line that claims nothing, a
    broken one where it was not even `tested`. Where either score is None, or the two are not
    comparable and so both are None, no line is drawn. `short` names it at the earlier end.
    """

    label: str
    before: Decimal | None
    after: Decimal | None
    verdict: str
    changed: bool
    tested: bool = True
    short: str = ""
    sublabel: str = ""


@dataclass(frozen=True, slots=True)
class Slope:
    """Scores of two cycles joined by lines; `sides` name the cycles, earlier first."""

    code: str
    title: str
    alt: str
    table: DataTable
    axis: Axis
    sides: tuple[str, str]
    rows: tuple[Slant, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """`shown` says the verdict on the last step, the only one that is tested; `changed` whether
    that step may be drawn as a direction. Panels of one `group` follow each other."""

    label: str
    values: tuple[Decimal | None, ...]
    shown: str
    changed: bool = False
    sublabel: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class SmallMultiples:
    """One small panel a subject, all on one scale, over the same cycles, oldest first."""

    code: str
    title: str
    alt: str
    table: DataTable
    axis: Axis
    cycles: tuple[str, ...]
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class HeatCell:
    """`band` is the level 0 to 4 that the figure is nearest to from below; None is absent."""

    shown: str
    band: int | None


@dataclass(frozen=True, slots=True)
class HeatRow:
    label: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatTable:
    """Drawn as an HTML table (a PDF table in print) with the figure in each cell."""

    code: str
    title: str
    alt: str
    table: DataTable
    columns: tuple[tuple[str, Shape | None], ...]
    rows: tuple[HeatRow, ...]


Drawn = DotPlot | LagChart | BarChart | Dumbbell | Radar | Slope | SmallMultiples
Chart = Drawn | HeatTable
