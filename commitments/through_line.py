"""Where things stand in the picture of the through-line. Pure: templates draw it."""

from dataclasses import dataclass

from commitments.definition import Commitment, Definition, Feature, Pillar

PRIMARY = 2


@dataclass(frozen=True, slots=True)
class Layout:
    """Lengths in the picture's own units, which are pixels at full width."""

    width: int
    row: int
    group_gap: int
    left: int  # where the lines leave the features
    right: int  # where they reach the commitments
    top: int


# Characters that have room beside a node; a longer name stands whole in the table below it.
LONGEST_FEATURE, LONGEST_COMMITMENT = 42, 14

WIDE = Layout(width=1000, row=40, group_gap=36, left=372, right=862, top=44)
NARROW = Layout(width=320, row=30, group_gap=10, left=62, right=208, top=10)


@dataclass(frozen=True, slots=True)
class Line:
    path: str
    primary: bool
    commitment: str


@dataclass(frozen=True, slots=True)
class FeatureNode:
    feature: Feature
    y: int
    lines: tuple[Line, ...]

    @property
    def label(self) -> str:
        return _shortened(str(self.feature.name), LONGEST_FEATURE)


@dataclass(frozen=True, slots=True)
class PillarGroup:
    pillar: Pillar
    y: int  # of its heading
    nodes: tuple[FeatureNode, ...]


@dataclass(frozen=True, slots=True)
class CommitmentNode:
    commitment: Commitment
    y: int

    @property
    def label(self) -> str:
        return _shortened(str(self.commitment.name), LONGEST_COMMITMENT)


def _shortened(name: str, most: int) -> str:
    """Up to its last whole word."""
    if len(name) <= most:
        return name
    whole = name[:most].rpartition(" ")[0]
    return f"{whole or name[: most - 1]}…"


@dataclass(frozen=True, slots=True)
class Picture:
    layout: Layout
    height: int
    groups: tuple[PillarGroup, ...]
    commitments: tuple[CommitmentNode, ...]


def build_picture(definition: Definition, layout: Layout) -> Picture:
    """Features by pillar on the left, commitments spread over the same height on the right."""
    feature_y: dict[str, int] = {}
    heading_y: dict[str, int] = {}
    y = layout.top
    for pillar in definition.pillars:
        heading_y[pillar.code] = y
        y += layout.group_gap
        for feature in definition.features_of(pillar.code):
            feature_y[feature.code] = y
            y += layout.row
    bottom = y - layout.row // 2
    first = layout.top + layout.group_gap
    last = max(feature_y.values(), default=first)
    steps = max(len(definition.commitments) - 1, 1)
    commitment_y = {
        commitment.code: first + round(index * (last - first) / steps)
        for index, commitment in enumerate(definition.commitments)
    }

    def lines_of(feature: Feature) -> tuple[Line, ...]:
        links = sorted(definition.links_of(feature.code), key=lambda link: link.strength)
        return tuple(
            Line(
                _curve(layout, feature_y[feature.code], commitment_y[link.commitment]),
                link.strength == PRIMARY,
                link.commitment,
            )
            for link in links
        )

    groups = tuple(
        PillarGroup(
            pillar,
            heading_y[pillar.code],
            tuple(
                FeatureNode(feature, feature_y[feature.code], lines_of(feature))
                for feature in definition.features_of(pillar.code)
            ),
        )
        for pillar in definition.pillars
    )
    nodes = tuple(CommitmentNode(c, commitment_y[c.code]) for c in definition.commitments)
    return Picture(layout, bottom, groups, nodes)


def _curve(layout: Layout, start: int, end: int) -> str:
    """A line that leaves and arrives level."""
    reach = (layout.right - layout.left) * 45 // 100
    return (
        f"M{layout.left} {start}C{layout.left + reach} {start} "
        f"{layout.right - reach} {end} {layout.right} {end}"
    )


@dataclass(frozen=True, slots=True)
class MatrixRow:
    feature: Feature
    strengths: tuple[tuple[Commitment, int], ...]  # 0 where they are not linked


def build_matrix(definition: Definition, pillar: str | None = None) -> tuple[MatrixRow, ...]:
    """A row for each feature, of one pillar or of all, with a strength for each commitment."""
    strengths = {(link.feature, link.commitment): link.strength for link in definition.through_line}
    return tuple(
        MatrixRow(
            feature,
            tuple(
                (commitment, strengths.get((feature.code, commitment.code), 0))
                for commitment in definition.commitments
            ),
        )
        for feature in definition.features
        if pillar in (None, feature.pillar)
    )
