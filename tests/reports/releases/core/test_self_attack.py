"""The product's own attacker finds what was planted, and nothing where nothing is."""

from decimal import Decimal

import numpy as np

from reports.releases.configuration import load_thresholds
from reports.releases.core.admission import Admission
from reports.releases.core.figures import Figure
from reports.releases.core.measures import Measure
from reports.releases.core.members import Members
from reports.releases.core.self_attack import Attack, attack
from reports.releases.core.tables import Grouping, Table

SIX = 6
EVERYONE = np.ones(SIX, dtype=np.bool_)
MEASURE = Measure("safe", "score", EVERYONE)
WHOLE = Table()


def field(sectors: list[int]) -> Members:
    return Members(
        cards=tuple(f"card {place}" for place in range(SIX)),
        organizations=tuple(f"organization {place}" for place in range(SIX)),
        systems=tuple(f"system {place}" for place in range(SIX)),
        attributes={"sector": np.array(sectors)},
    )


def by_sector(*groups: tuple[int, ...]) -> Table:
    return Table((Grouping("sector", groups),))


def try_it(members: Members, *tables: Table, means: dict[tuple[int, int], str]) -> Attack:
    figures = [
        Figure(table, cell, "safe", SIX, Decimal(mean)) for (table, cell), mean in means.items()
    ]
    admission = Admission(tables, {"safe": tuple(range(len(tables)))})
    return attack(members, [MEASURE], admission, figures, [], load_thresholds())


def test_the_whole_field_of_six_gives_nobody_away() -> None:
    found = try_it(field([0] * SIX), WHOLE, means={(0, 0): "2.0"})
    assert (found.solved, found.solved_with_two, found.narrowest) == (0, 0, 4.0)


def test_a_cell_of_one_is_solved() -> None:
    found = try_it(field([0] * 5 + [1]), by_sector((0,), (1,)), means={(0, 0): "2.0", (0, 1): "3.0"})  # fmt: skip
    assert found.solved == 1
    assert found.narrowest is not None
    assert abs(found.narrowest - 0.1) < 1e-6


def test_a_cell_of_three_is_solved_by_the_two_others() -> None:
    found = try_it(field([0, 0, 0, 1, 1, 1]), by_sector((0,), (1,)), means={(0, 0): "2.0"})
    assert (found.solved, found.solved_with_two) == (0, SIX)


def test_nothing_published_is_nothing_found() -> None:
    assert try_it(field([0] * SIX), means={}) == Attack(0, 0, 0, None)
