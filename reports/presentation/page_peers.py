"""What a report shows of a published group of peers, as frozen data."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from reports.charts.specification import DotPlot

Kind = Literal["index", "commitment", "pillar", "feature"]
Stand = Literal["above", "within", "below", ""]


@dataclass(frozen=True, slots=True)
class PeerRow:
    """One measure. `own` is the organization's own score, the `*_shown` read "not shown" where
    nothing is published; `stand` is empty where own score or quartiles are missing.

    `mean`, `first` and `third` are as published: with one decimal, and cut at the ends.
    """

    code: str
    kind: Kind
    name: str
    own: Decimal | None
    own_shown: str
    mean_shown: str
    middle_shown: str
    n_shown: str
    stand: Stand
    stand_shown: str
    mean: Decimal | None = None
    first: Decimal | None = None
    third: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PeersView:
    """`shown` is False where nothing at all is published of the group, whatever the cause."""

    release: int
    release_shown: str
    url: str
    citation: str
    cell_shown: str
    shown: bool
    headline: str
    opening: tuple[str, ...]
    notes: tuple[str, ...]
    indices: tuple[PeerRow, ...]
    commitments: tuple[PeerRow, ...]
    foundations: tuple[PeerRow, ...]
    commitments_chart: DotPlot | None
    foundations_chart: DotPlot | None

    @property
    def rows(self) -> tuple[PeerRow, ...]:
        return (*self.indices, *self.commitments, *self.foundations)

    @property
    def charts(self) -> tuple[DotPlot, ...]:
        return tuple(filter(None, (self.commitments_chart, self.foundations_chart)))
