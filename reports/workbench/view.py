"""What a page of the workbench says, as frozen data: pages, files and briefings are made of it.

Whoever keeps a view keeps its address: it holds all that was asked.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from reports.charts.level_bars import LevelBars
from reports.charts.specification import Chart
from reports.releases.shown import FigureView

SELF_SELECTED = "self-selected, not representative"

ViewChart = Chart | LevelBars


@dataclass(frozen=True, slots=True)
class Source:
    """What every figure carries. `path` and `url` are the address of the view, its query included;
    of a view that is not shown, of the same page without it: nothing asked is said again.
    """

    number: int
    date: str
    date_iso: str
    cycle: str
    framework: str
    title: str
    cut: str  # "Care delivery, rural", or "The whole field"
    n: str  # "about 120 organizations", or nothing
    path: str
    url: str

    @property
    def basis(self) -> str:
        """ "About 120 organizations, self-selected, not representative"."""
        count = f"{self.n[0].upper()}{self.n[1:]}" if self.n else "Organizations"
        return f"{count}, {SELF_SELECTED}"

    @property
    def line(self) -> str:
        """Under a picture."""
        return (
            f"{self.cut} · {self.basis} · Release {self.number}, {self.date} · "
            f"Framework {self.framework} · {self.url}"
        )

    @property
    def citation(self) -> str:
        return (
            f"LHS Portal. Field release {self.number}: {self.cycle}. Published {self.date}. "
            f"{self.title}. {self.cut}. {self.basis}. {self.url}"
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the CSV file: `cell` is whom it is about, `name` what."""

    cell: str
    name: str
    figure: FigureView


@dataclass(frozen=True, slots=True)
class View:
    """`content` is what only this page has. Not `shown`: no figure of it is published."""

    source: Source
    shown: bool
    headlines: tuple[str, ...]
    charts: tuple[ViewChart, ...]
    lines: Callable[[], Iterable[Line]]  # for the file alone: a page makes none of them
    content: Mapping[str, object] = field(default_factory=dict)

    def chart(self, code: str) -> ViewChart | None:
        return next((chart for chart in self.charts if chart.code == code), None)
