"""What an attacker does not know, and the sums that are published of it.

A layer is what one release publishes of one measure: of the organizations that count, the sum in
each cell of each table. Unknowns are score cards: one that stands in two layers is one unknown. In
a layer of changes each organization's value is that of its card less that of its `earlier` one.

Atoms: unknowns that stand in the same cells of every table can be told apart by no figure, so they
are counted together as one column. (A released sum has one value on all of an atom.)
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from reports.releases.core.members import Floats, Ints
from reports.releases.core.publishable import places_of


@dataclass(frozen=True, eq=False)
class Layer:
    """Sequences of equal length, one place for each organization that counts. `cells` holds, for
    each table, the place of its cell.
    """

    cards: Sequence[str]
    organizations: Sequence[str]
    systems: Sequence[str]
    cells: tuple[Ints, ...]
    earlier: Sequence[str] = field(default=())

    @property
    def unknowns(self) -> frozenset[str]:
        return frozenset(self.cards) | frozenset(self.earlier)


@dataclass(frozen=True, eq=False)
class Unknowns:
    """`sums`: atoms × published sums. `atom`, `organization` and `system`: one place a card.

    Systems that have ever had an organization in common count as one: who knows the answers of
    either may know those of the other.
    """

    sums: Floats
    cards: tuple[str, ...]
    atom: Ints
    organization: Ints
    system: Ints


def connected_layers(layers: Sequence[Layer], latest: int) -> tuple[Layer, ...]:
    """Those that share unknowns with one of the last `latest`, directly or through others.

    Layers without a common unknown multiply: what follows from both together follows, on each
    one's own unknowns, from it alone. So what is apart from the new layers needs no second check.
    Their order, which is that of the releases, stays: `as_changes` rests on it.
    """
    chosen = set(layers[len(layers) - latest :])
    reached = frozenset().union(*(layer.unknowns for layer in chosen))
    while near := [
        layer for layer in layers if layer not in chosen and not reached.isdisjoint(layer.unknowns)
    ]:
        chosen.update(near)
        reached = reached.union(*(layer.unknowns for layer in near))
    return tuple(layer for layer in layers if layer in chosen)


def gather_unknowns(layers: Sequence[Layer]) -> Unknowns:
    organization_of: dict[str, str] = {}
    for layer in layers:
        for cards in (layer.cards, layer.earlier):
            organization_of.update(zip(cards, layer.organizations, strict=False))
    cards = tuple(sorted(organization_of))
    place = {card: index for index, card in enumerate(cards)}
    signature = _signature(layers, place)
    atoms, atom = np.unique(signature, axis=0, return_inverse=True)
    organizations = tuple(organization_of[card] for card in cards)
    system_of = _merged_systems(layers)
    return Unknowns(
        sums=_sums(layers, atoms),
        cards=cards,
        atom=atom.ravel(),
        organization=places_of(organizations),
        system=places_of([system_of[one] for one in organizations]),
    )


def _signature(layers: Sequence[Layer], place: dict[str, int]) -> Ints:
    """For each unknown its cell in each table, as a later card and as an earlier one; −1: none."""
    columns = []
    for layer in layers:
        for cards in (layer.cards, layer.earlier):
            at = [place[card] for card in cards]
            for cells in layer.cells:
                column = np.full(len(place), -1, dtype=np.int64)
                if at:
                    column[at] = cells
                columns.append(column)
    return np.stack(columns, axis=1) if columns else np.zeros((len(place), 0), dtype=np.int64)


def _sums(layers: Sequence[Layer], atoms: Ints) -> Floats:
    blocks = []
    start = 0
    for layer in layers:
        tables = len(layer.cells)
        for table, cells in enumerate(layer.cells):
            later, earlier = atoms[:, start + table], atoms[:, start + tables + table]
            used = np.unique(cells)
            blocks.append((later[:, None] == used).astype(float) - (earlier[:, None] == used))
        start += 2 * tables
    return np.concatenate(blocks, axis=1) if blocks else np.zeros((len(atoms), 0))


def _merged_systems(layers: Sequence[Layer]) -> dict[str, str]:
    """Organization → the name of all systems that it, or one that shared a system with it, had."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    first: dict[str, str] = {}
    for layer in layers:
        for organization, system in zip(layer.organizations, layer.systems, strict=True):
            joined = sorted((root(system), root(first.setdefault(organization, system))))
            parent[joined[1]] = joined[0]
    return {organization: root(system) for organization, system in first.items()}


def as_changes(unknowns: Unknowns, layers: Sequence[Layer]) -> Unknowns | None:
    """The same with changes as unknowns: each later card of an organization is the one before it
    and a change. The total change of a few organizations may follow where no total of theirs does.

    None where no organization has two cards.
    """
    before = {
        later: earlier
        for layer in layers
        for later, earlier in zip(layer.cards, layer.earlier, strict=False)
    }
    in_time = dict.fromkeys(
        one for layer in layers for card in layer.cards for one in (before.get(card, card), card)
    )
    order = {card: place for place, card in enumerate(in_time)}
    columns = unknowns.sums[unknowns.atom].copy()
    last: dict[int, int] = {}
    for at in sorted(range(len(columns)), key=lambda one: -order[unknowns.cards[one]]):
        organization = int(unknowns.organization[at])
        if organization in last:
            columns[at] += columns[last[organization]]
        last[organization] = at
    if len(last) == len(columns):
        return None
    sums, atom = np.unique(columns, axis=0, return_inverse=True)
    return Unknowns(sums, unknowns.cards, atom.ravel(), unknowns.organization, unknowns.system)
