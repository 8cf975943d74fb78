"""What a page of the workbench says, as frozen data: pages, files and briefings are made of it.

Whoever keeps a view keeps its address: it holds all that was asked.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from lhs_portal.lib.wording import mark, say
from reports.charts.level_bars import LevelBars
from reports.charts.specification import Chart
from reports.presentation.wording import capital
from reports.releases.shown import FigureView

SELF_SELECTED = mark("self-selected, not representative")

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
        count = capital(self.n) if self.n else say("Organizations")
        return f"{count}, {say(SELF_SELECTED)}"

    @property
    def line(self) -> str:
        """Under a picture."""
        return say(
            "{cut} · {basis} · Release {number}, {date} · Framework {framework} · {url}",
            cut=self.cut,
            basis=self.basis,
            number=self.number,
            date=self.date,
            framework=self.framework,
            url=self.url,
        )

    @property
    def citation(self) -> str:
        return say(
            "LHS Portal. Field release {number}: {cycle}. Published {date}. {title}. {cut}. "
            "{basis}. {url}",
            number=self.number,
            cycle=self.cycle,
            date=self.date,
            title=self.title,
            cut=self.cut,
            basis=self.basis,
            url=self.url,
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
