"""What was published, and what the attacker is assumed to know besides."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# Of one cell: each attribute with the values of its group. The whole field has none.
Cell = tuple[tuple[str, frozenset[str]], ...]
WHOLE_FIELD: Cell = ()


@dataclass(frozen=True)
class Figure:
    """One measure in one cell of one release, as printed.

    `mean` and quartiles are numbers as printed; `open_end` where the mean is "3.9 or more" (+1)
    or "0.1 or less" (−1). `counts` are of levels 0 to 4, not applicable, don't know; 0 stands
    for "0–2".
    """

    release: int
    cell: Cell
    measure: str
    n: int
    mean: float | None = None
    quartiles: tuple[float, float, float] | None = None
    counts: tuple[int, ...] = ()
    open_end: int = 0
    # How it is rounded, which is said with it.
    decimals: int = 1
    count_step: int = 5


@dataclass(frozen=True)
class Published:
    figures: tuple[Figure, ...]

    def of(self, measure: str) -> tuple[Figure, ...]:
        return tuple(one for one in self.figures if one.measure == measure)

    @property
    def measures(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.measure for one in self.figures))


@dataclass(frozen=True)
class Participant:
    """`card` is the unknown: the same name in two releases means that nothing was replaced.

    `earlier` is the card of the cycle before, for measures of change.
    """

    organization: str
    system: str
    attributes: Mapping[str, str]
    card: str
    earlier: str = ""

    def stands_in(self, cell: Cell) -> bool:
        return all(self.attributes[attribute] in values for attribute, values in cell)


@dataclass(frozen=True)
class Knowledge:
    """The worst case: all attributes, all systems, who takes part with which card, who answered.

    `respondents`: (release, measure) → cards with a value; a measure that is not there has all.
    `parts`: derived measure → card → weight of each base measure in it, by the public rules of
    scoring and who answered what.
    """

    releases: Mapping[int, tuple[Participant, ...]]
    respondents: Mapping[tuple[int, str], frozenset[str]] = field(default_factory=dict)
    parts: Mapping[str, Mapping[str, Mapping[str, float]]] = field(default_factory=dict)

    def members(self, figure: Figure) -> tuple[Participant, ...]:
        """Those who stand behind a figure."""
        answered = self.respondents.get((figure.release, figure.measure))
        return tuple(
            one
            for one in self.releases[figure.release]
            if one.stands_in(figure.cell) and (answered is None or one.card in answered)
        )

    @property
    def systems(self) -> Mapping[str, str]:
        """By card."""
        return {
            card: one.system
            for release in self.releases.values()
            for one in release
            for card in (one.card, one.earlier)
            if card
        }
