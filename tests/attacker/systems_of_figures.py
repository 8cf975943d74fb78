"""From figures to equations: which sums of which unknowns were published."""

from collections.abc import Mapping

import numpy as np

from tests.attacker.algebra import Totals
from tests.attacker.published import Figure, Knowledge, Published

CHANGE = "change:"


def name(card: str, measure: str) -> str:
    return f"{card} {measure}"


def base_of(measure: str) -> str:
    """What a measure is about: a change is the difference of two cards' values of that."""
    return measure.removeprefix(CHANGE)


def terms(figure: Figure, knowledge: Knowledge) -> dict[str, float]:
    """Unknown → factor in the total behind a figure."""
    base = base_of(figure.measure)
    found: dict[str, float] = {}
    for one in knowledge.members(figure):
        sides = [(one.card, 1.0)]
        if figure.measure.startswith(CHANGE):
            sides.append((one.earlier, -1.0))
        for card, sign in sides:
            for part, weight in parts_of(knowledge, base, card).items():
                unknown = name(card, part)
                found[unknown] = found.get(unknown, 0.0) + sign * weight
    return {unknown: factor for unknown, factor in found.items() if factor}


def parts_of(knowledge: Knowledge, measure: str, card: str) -> Mapping[str, float]:
    """A derived measure's weights of its parts; any other is its own only part."""
    if measure not in knowledge.parts:
        return {measure: 1.0}
    return knowledge.parts[measure].get(card, {measure: 1.0})


def alone(knowledge: Knowledge) -> Knowledge:
    """The same, with every measure an unknown of its own."""
    return Knowledge(knowledge.releases, knowledge.respondents)


def totals_of(
    published: Published, measures: tuple[str, ...], knowledge: Knowledge
) -> tuple[Totals, dict[str, str], dict[str, tuple[str, str]]]:
    """The equations of some measures over all releases, with each unknown's system and owner."""
    rows = [
        terms(figure, knowledge)
        for figure in published.figures
        if figure.measure in measures and (figure.mean is not None or figure.counts)
    ]
    totals = Totals.of(rows)
    who = {
        card: (one.organization, one.system)
        for release in knowledge.releases.values()
        for one in release
        for card in (one.card, one.earlier)
        if card
    }
    owners = {one: who[one.split(" ")[0]] for atom in totals.atoms for one in atom}
    return totals, {one: owner[1] for one, owner in owners.items()}, owners


def connected(
    published: Published, measures: tuple[str, ...], knowledge: Knowledge
) -> list[Published]:
    """The figures of some measures, in parts that have no unknown in common.

    What follows from two such parts together follows, of each one's unknowns, from it alone.
    """
    parts: list[tuple[set[str], list[Figure]]] = []
    for figure in published.figures:
        if figure.measure in measures:
            cards, figures = set(terms(figure, knowledge)), [figure]
            apart = []
            for others, theirs in parts:
                if others.isdisjoint(cards):
                    apart.append((others, theirs))
                else:
                    cards |= others
                    figures = theirs + figures
            parts = [*apart, (cards, figures)]
    return [Published(tuple(figures)) for _, figures in parts]


def with_changes(
    totals: Totals, knowledge: Knowledge, owners: Mapping[str, tuple[str, str]]
) -> tuple[Totals, dict[str, tuple[str, str]]] | None:
    """The same equations with changes as unknowns: a later card is the one before it and a change.

    Which cards of an organization follow one another is known from the order of the releases.
    None where no organization has two.
    """
    order: dict[str, list[str]] = {}
    for _, members in sorted(knowledge.releases.items()):
        for one in members:
            for card in (one.earlier, one.card):
                if card and card not in order.setdefault(one.organization, []):
                    order[one.organization].append(card)
    here: dict[str, set[str]] = {}
    for unknown, (organization, _) in owners.items():
        here.setdefault(organization, set()).add(unknown.split(" ")[0])
    if all(len(cards) < 2 for cards in here.values()):
        return None
    rows: list[dict[str, float]] = [{} for _ in totals.rows]
    owner_of: dict[str, tuple[str, str]] = {}
    for place, atom in enumerate(totals.atoms):
        for unknown in atom:
            card, _, measure = unknown.partition(" ")
            organization = owners[unknown][0]
            cards = [one for one in order[organization] if one in here[organization]]
            so_far = cards[: cards.index(card) + 1]
            steps = [name(so_far[0], measure)]
            steps += [name(f"change-to-{later}", measure) for later in so_far[1:]]
            for step in steps:
                owner_of[step] = owners[unknown]
                for row in np.flatnonzero(totals.rows[:, place]):
                    rows[row][step] = rows[row].get(step, 0.0) + totals.rows[row, place]
    return Totals.of(rows), owner_of
