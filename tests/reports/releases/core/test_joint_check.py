"""The joint check against plain enumeration: every 0/1 vector, every pair of systems."""

from dataclasses import replace
from decimal import Decimal
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reports.releases.core.holders import Holders
from reports.releases.core.joint_check import is_one_partition, layers_pass
from reports.releases.core.joint_check_answers import nobody_is_solved
from reports.releases.core.joint_check_sets import sets_are_publishable
from reports.releases.core.row_space import reduced_rows, row_space
from reports.releases.core.thresholds import Thresholds
from reports.releases.core.unknowns import Layer, Unknowns, gather_unknowns

SMALL = Thresholds(
    organizations=2, systems=1, colluding_systems=2, holders=2, quartiles_from=20, count_step=5,
    small_count=2, decimals=1, lowest_mean=Decimal("0.1"), highest_mean=Decimal("3.9"),
    attributes_at_once=2, groupings_tried=6, tolerance=Decimal("0.0000001"),
)  # fmt: skip


def layer(who: list[int], cells: list[list[int]], systems: list[int], cycle: int = 0) -> Layer:
    return Layer(
        cards=[f"o{one}c{cycle}" for one in who],
        organizations=[f"o{one}" for one in who],
        systems=[f"s{systems[one]}" for one in who],
        cells=tuple(np.array([table[one] for one in who]) for table in cells),
    )


@st.composite
def fields(draw: st.DrawFn) -> list[Layer]:
    """One or two releases of up to 14 organizations; cards are kept, replaced, or both."""
    size = draw(st.integers(3, 14))
    systems = [one if draw(st.booleans()) else draw(st.integers(0, size)) for one in range(size)]
    table = st.lists(st.integers(0, 1), min_size=size, max_size=size)
    layers = []
    for _ in range(draw(st.integers(1, 2))):
        away = draw(st.sets(st.integers(0, size - 1), max_size=2))
        who = [one for one in range(size) if one not in away]
        cells = draw(st.lists(table, min_size=1, max_size=2))
        layers.append(layer(who, cells, systems, cycle=draw(st.integers(0, 1))))
    return layers


@st.composite
def fields_with_changes(draw: st.DrawFn) -> list[Layer]:
    """Two cycles, scores of either or both, and the changes of some that are in both."""
    size = draw(st.integers(3, 9))
    systems = [one if draw(st.booleans()) else draw(st.integers(0, size)) for one in range(size)]
    table = st.lists(st.integers(0, 1), min_size=size, max_size=size)
    layers = []
    for cycle in (0, 1):
        away = draw(st.sets(st.integers(0, size - 1), max_size=2))
        who = [one for one in range(size) if one not in away]
        if draw(st.integers(0, 3)):
            cells = draw(st.lists(table, min_size=1, max_size=2))
            layers.append(layer(who, cells, systems, cycle=cycle))
    away = draw(st.sets(st.integers(0, size - 1), max_size=2))
    who = [one for one in range(size) if one not in away]
    later = layer(who, draw(st.lists(table, min_size=1, max_size=2)), systems, cycle=1)
    earlier = [f"o{one}c0" for one in who]
    layers.append(Layer(later.cards, later.organizations, later.systems, later.cells, earlier))
    return layers


def rank(matrix: np.ndarray) -> int:
    return int(np.linalg.matrix_rank(matrix)) if matrix.size else 0


def somebody_is_solved(unknowns: Unknowns, at_once: int) -> bool:
    """Card by card: with some systems' columns gone, one organization's add to the rank alone."""
    sums = unknowns.sums[unknowns.atom]
    for organization in np.unique(unknowns.organization):
        own = unknowns.organization == organization
        others = np.setdiff1d(unknowns.system, unknowns.system[own])
        for known in combinations(others, min(at_once, len(others))):
            left = ~np.isin(unknowns.system, known)
            if rank(sums[left]) > rank(sums[left & ~own]):
                return True
    return False


def a_set_is_too_small(unknowns: Unknowns, thresholds: Thresholds) -> bool:
    pivots, reduced = reduced_rows(row_space(unknowns.sums))
    for choice in product((0.0, 1.0), repeat=len(pivots)):
        total = reduced @ np.array(choice)
        if not any(choice) or not np.isin(np.round(total, 6), (0, 1)).all():
            continue
        held = total[unknowns.atom] > 0.5
        pairs = set(zip(unknowns.system[held], unknowns.organization[held], strict=True))
        sizes = sorted(np.unique([system for system, _ in pairs], return_counts=True)[1])
        left = sizes[: max(0, len(sizes) - thresholds.colluding_systems)]
        if sum(left) < thresholds.organizations or len(left) < thresholds.systems:
            return True
    return False


@settings(max_examples=120)
@given(st.one_of(fields(), fields_with_changes()), st.integers(1, 2))
@example([layer(list(range(8)), [[0] * 8], list(range(8)))], 2)
def test_nobody_is_solved_exactly_if_no_rank_grows(layers: list[Layer], at_once: int) -> None:
    unknowns = gather_unknowns(layers)
    holders = Holders(len(unknowns.sums), unknowns.atom, unknowns.organization, unknowns.system)
    thresholds = replace(SMALL, colluding_systems=at_once)
    safe = nobody_is_solved(row_space(unknowns.sums), holders, thresholds)
    assert safe == (not somebody_is_solved(unknowns, at_once))


@settings(max_examples=60)
@given(fields(), st.integers(1, 4), st.integers(1, 2), st.integers(1, 2))
def test_sets_are_publishable_exactly_if_no_vector_is_too_small(
    layers: list[Layer], organizations: int, systems: int, at_once: int
) -> None:
    unknowns = gather_unknowns(layers)
    holders = Holders(len(unknowns.sums), unknowns.atom, unknowns.organization, unknowns.system)
    thresholds = replace(
        SMALL, organizations=organizations, systems=systems, colluding_systems=at_once
    )
    safe = sets_are_publishable(row_space(unknowns.sums), holders, thresholds)
    assert safe == (not a_set_is_too_small(unknowns, thresholds))


def as_changes_by_hand(layers: list[Layer]) -> Unknowns:
    """Every card an atom of its own; of an organization with two, the later one is a change."""
    plain = gather_unknowns(layers)
    sums = plain.sums[plain.atom].copy()
    for organization in set(plain.organization.tolist()):
        own = np.flatnonzero(plain.organization == organization).tolist()
        own.sort(
            key=lambda at: (
                not any(plain.cards[at] in layer.earlier for layer in layers),
                next(place for place, one in enumerate(layers) if plain.cards[at] in one.unknowns),
            )
        )
        assert len(own) <= 2
        if len(own) == 2:
            sums[own[0]] += sums[own[1]]
    everyone = np.arange(len(sums))
    return Unknowns(sums, plain.cards, everyone, plain.organization, plain.system)


@settings(max_examples=60)
@given(
    st.one_of(fields(), fields_with_changes()),
    st.integers(1, 4), st.integers(1, 2), st.integers(1, 2),
)  # fmt: skip
def test_the_verdict_is_that_of_all_vectors_of_cards_and_of_changes(
    layers: list[Layer], organizations: int, systems: int, at_once: int
) -> None:
    thresholds = replace(
        SMALL, organizations=organizations, systems=systems, colluding_systems=at_once
    )
    plain = gather_unknowns(layers)
    safe = not (
        somebody_is_solved(plain, at_once)
        or a_set_is_too_small(plain, thresholds)
        or a_set_is_too_small(as_changes_by_hand(layers), thresholds)
    )
    assert layers_pass(layers, thresholds, {}, latest=len(layers)) == safe or (
        # A single partition is left to rule 1, which every cell has passed by then.
        is_one_partition(layers)
    )


def test_one_partition_passes_and_two_that_differ_by_one_organization_do_not() -> None:
    who, systems = list(range(30)), list(range(30))
    halves = [0] * 15 + [1] * 15
    moved = [0] * 14 + [1] * 16
    known: dict[str, bool] = {}
    assert layers_pass([layer(who, [[0] * 30, halves], systems)], SMALL, known)
    assert not layers_pass([layer(who, [halves, moved], systems)], SMALL, known)
    assert list(known.values()) == [False]  # what needs no check is not remembered


def test_a_verdict_is_remembered_whatever_the_order_of_members() -> None:
    systems = list(range(12))
    cells = [[one % 2 for one in range(12)], [one // 6 for one in range(12)]]
    known: dict[str, bool] = {}
    layers_pass([layer(list(range(12)), cells, systems)], SMALL, known)
    layers_pass([layer(list(range(11, -1, -1)), cells, systems)], SMALL, known)
    assert len(known) == 1
    layers_pass([layer(list(range(12)), cells, systems)], replace(SMALL, organizations=3), known)
    assert len(known) == 2


@pytest.mark.parametrize("replaced", [0, 1])
def test_a_replaced_card_between_two_releases_gives_its_change_away(replaced: int) -> None:
    """All but one card stay: what the two whole fields differ by is that one's two answers."""
    systems = list(range(20))
    first = layer(list(range(20)), [[0] * 20], systems)
    cards = [f"o{one}c{1 if one < replaced else 0}" for one in range(20)]
    second = Layer(cards, first.organizations, first.systems, first.cells)
    assert layers_pass([first, second], SMALL, {}) is (not replaced)


def test_the_total_change_of_few_between_two_releases_is_no_set_of_cards() -> None:
    """Six of 30 signed again: of nobody and of no set do the answers follow, but the six changes'
    sum is the difference of the two whole fields.
    """
    systems = list(range(30))
    first = layer(list(range(30)), [[0] * 30], systems)
    for renewed, safe in ((6, False), (10, False), (13, True), (30, True)):
        cards = [f"o{one}c{1 if one < renewed else 0}" for one in range(30)]
        second = Layer(cards, first.organizations, first.systems, first.cells)
        large = replace(SMALL, organizations=11, systems=5)
        unknowns = gather_unknowns([first, second])
        holders = Holders(len(unknowns.sums), unknowns.atom, unknowns.organization, unknowns.system)
        assert sets_are_publishable(row_space(unknowns.sums), holders, large)
        assert nobody_is_solved(row_space(unknowns.sums), holders, large)
        assert layers_pass([first, second], large, {}) is safe
