"""What follows from measures that are made of one another: a pillar of its features, an index …"""

from collections import Counter
from collections.abc import Mapping

import numpy as np

from tests.attacker.algebra import NOTHING, Totals
from tests.attacker.identities import read_rules
from tests.attacker.published import Knowledge, Published
from tests.attacker.systems_of_figures import name, parts_of


def something_known(
    totals: Totals, systems: Mapping[str, str], owners: Mapping[str, tuple[str, str]]
) -> list[str]:
    """An unknown of each organization of whose answers some combination is determined, alone or
    with one system's answers. (What two systems tell is tried measure by measure.)

    Equal columns hide behind one another, so only who stands alone in an atom can be told apart.
    """
    space = _row_space(totals.rows)
    sharing = [Counter(systems[one] for one in atom) for atom in totals.atoms]
    found: list[str] = []
    for known in ["", *sorted(set(systems.values()))]:
        emptied = [at for at, count in enumerate(sharing) if set(count) <= {known}]
        blocks: dict[str, list[int]] = {}
        for at, count in enumerate(sharing):
            if count.total() - count[known] == 1:
                one = next(one for one in totals.atoms[at] if systems[one] != known)
                blocks.setdefault(owners[one][0], []).append(at)
        if known and not emptied:
            continue
        weights, told = space[emptied], None
        if emptied:
            told = np.linalg.pinv(
                np.eye(len(emptied)) - weights @ weights.T, rcond=1e-9, hermitian=True
            )
        for places in blocks.values():
            own = space[places]
            left = np.eye(len(places)) - own @ own.T
            if told is not None:
                across = own @ weights.T
                left = left - across @ told @ across.T
            if np.linalg.eigvalsh(left)[0] < NOTHING:
                atom = totals.atoms[places[0]]
                found.append(next(one for one in atom if systems[one] != known))
    return list(dict.fromkeys(found))


def _row_space(rows: np.ndarray) -> np.ndarray:
    """An orthonormal basis of the row space, one row an atom."""
    if not rows.size:
        return np.zeros((rows.shape[1], 0))
    _, sizes, basis = np.linalg.svd(rows, full_matrices=False)
    return basis[sizes > NOTHING].T


def odd_ones(published: Published, knowledge: Knowledge, derived: str) -> list[dict[str, float]]:
    """In each cell, what is left of a derived measure's total when its parts' totals are taken
    off as most members' parts say: those whose parts are others. Rows of 0 and 1 over the
    derived measure's unknowns.
    """
    of_all = Counter(
        tuple(sorted(parts.items())) for parts in knowledge.parts.get(derived, {}).values()
    )
    if not of_all:
        return []
    usual = dict(of_all.most_common(1)[0][0])
    shown = {(one.release, one.cell, one.measure): one for one in published.figures}
    rows: list[dict[str, float]] = []
    for figure in published.of(derived):
        parts = [shown.get((figure.release, figure.cell, part)) for part in usual]
        if any(part is None or part.mean is None for part in parts):
            continue
        weight: dict[str, dict[str, float]] = {}
        for one in knowledge.members(figure):
            weight[one.card] = dict(parts_of(knowledge, derived, one.card))
        for part in parts:
            assert part is not None
            for one in knowledge.members(part):
                mine = weight.setdefault(one.card, {})
                mine[part.measure] = mine.get(part.measure, 0.0) - usual[part.measure]
        odd = [card for card, left in weight.items() if any(abs(by) > 1e-9 for by in left.values())]
        if odd:
            rows.append({name(card, derived): 1.0 for card in odd})
    return rows


def families(*, whole: bool = True) -> dict[str, tuple[str, ...]]:
    """Derived measure → the subjects that it is made of. Not `whole`: pillars alone, for the
    equations of an index or a lag hold up to thirteen unknowns an organization.
    """
    rules = read_rules()
    made = {f"pillar:{pillar}": features for pillar, features in rules.pillars.items()}
    if whole:
        made["index:foundations"] = rules.features
        made["index:commitments"] = rules.commitments
        for commitment, links in rules.strengths.items():
            made[f"lag:{commitment}"] = (commitment, *links)
    return made
