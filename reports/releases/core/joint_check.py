"""Rule 5, for one measure over all releases: its verdict, remembered by all that it depends on."""

import hashlib
from collections.abc import MutableMapping, Sequence

import numpy as np

from reports.releases.core.holders import Holders
from reports.releases.core.joint_check_answers import nobody_is_solved
from reports.releases.core.joint_check_sets import sets_are_publishable
from reports.releases.core.row_space import row_space
from reports.releases.core.thresholds import Thresholds
from reports.releases.core.unknowns import (
    Layer,
    Unknowns,
    as_changes,
    connected_layers,
    gather_unknowns,
)

# Raise it when a verdict could come out otherwise: all that are remembered are then made again.
RULES_VERSION = "3"


def layers_pass(
    layers: Sequence[Layer],
    thresholds: Thresholds,
    known: MutableMapping[str, bool],
    *,
    latest: int = 1,
) -> bool:
    """The last `latest` layers are new; what was published before has passed."""
    layers = connected_layers(layers, latest)
    if is_one_partition(layers):
        return True
    key = digest(layers, thresholds)
    if key not in known:
        known[key] = _check(layers, thresholds)
    return known[key]


def _check(layers: Sequence[Layer], thresholds: Thresholds) -> bool:
    """What follows of one organization is the same whether its cards are unknowns or its changes
    are: only the sets are other ones.
    """
    unknowns = gather_unknowns(layers)
    basis = row_space(unknowns.sums)
    holders = _holders(unknowns)
    if not nobody_is_solved(basis, holders, thresholds):
        return False
    if not sets_are_publishable(basis, holders, thresholds):
        return False
    changes = as_changes(unknowns, layers)
    return changes is None or sets_are_publishable(
        row_space(changes.sums), _holders(changes), thresholds
    )


def _holders(unknowns: Unknowns) -> Holders:
    return Holders(len(unknowns.sums), unknowns.atom, unknowns.organization, unknowns.system)


def is_one_partition(layers: Sequence[Layer]) -> bool:
    """All tables of the only layer are made of the cells of one of them.

    These cells are publishable, and so is every union of them; and a vector that has one value on
    each of them touches one whole cell at least. So nothing needs to be checked.
    """
    if len(layers) != 1:
        return False
    layer = layers[0]
    if len(layer.cells) < 2:
        return True
    finest = max(layer.cells, key=lambda cells: len(np.unique(cells)))
    return len(np.unique(np.stack(layer.cells), axis=1).T) == len(np.unique(finest))


def digest(layers: Sequence[Layer], thresholds: Thresholds) -> str:
    """Of layers in any order of their places, each table's cells by their place."""
    total = hashlib.sha256(f"{RULES_VERSION} {thresholds!r}".encode())
    for layer in layers:
        order = sorted(range(len(layer.cards)), key=lambda place: layer.cards[place])
        for names in (layer.cards, layer.organizations, layer.systems, layer.earlier):
            total.update("\n".join(names[place] for place in order if names).encode() + b"\0")
        for cells in layer.cells:
            total.update(b"table" + cells[order].tobytes())
    return total.hexdigest()
