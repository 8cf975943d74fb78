"""Fields made by hand in which every cell of every table is publishable, and all together are not.

The product's joint check stands alone between the attacker and these.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest

from reports.releases.synthetic import SyntheticCycle
from tests.attacker.attack import Findings, attack
from tests.attacker.scene import VALUES, know, make_cycles, print_figures, release

CARE, HEALTH = "care-delivery", "public-health"
SMALL, LARGE = "1-49", "50-249"


class EverythingPasses(dict[str, bool]):
    """Verdicts as the worker remembers them, were each check to say yes without a look."""

    def __contains__(self, _: object) -> bool:
        return True

    def __missing__(self, _: str) -> bool:
        return True


def field_of(counts: Mapping[tuple[str, str], int]) -> SyntheticCycle:
    """So many of each sector and size, each its own system, alike in all else."""
    profiles = [profile for profile, count in counts.items() for _ in range(count)]
    cycle = make_cycles(1, len(profiles), 0.0)[0]
    names = tuple(f"o{place}" for place in range(len(profiles)))
    attributes = {code: np.zeros(len(profiles), dtype=np.int64) for code in VALUES}
    for code, at in (("sector", 0), ("size_band", 1)):
        attributes[code] = np.array([VALUES[code].index(one[at]) for one in profiles])
    members = replace(cycle.members, organizations=names, systems=names, attributes=attributes)
    return replace(cycle, members=members)


def move(cycle: SyntheticCycle, place: int, sector: str) -> SyntheticCycle:
    """One member's profile is corrected; its score card stays the same."""
    sectors = cycle.members.attributes["sector"].copy()
    sectors[place] = VALUES["sector"].index(sector)
    attributes = {**cycle.members.attributes, "sector": sectors}
    return replace(cycle, members=replace(cycle.members, attributes=attributes))


def attack_released(cycles: Sequence[SyntheticCycle], *, checked: bool) -> tuple[Findings, int]:
    """With the number of tables that the releases show of the measure."""
    released = release(
        cycles, wanted=lambda code: code == "safe", known=None if checked else EverythingPasses()
    )
    shown = print_figures(released)
    tables = {(one.release, frozenset(name for name, _ in one.cell)) for one in shown.figures}
    return attack(shown, know(released)), len(tables)


CROSSING = field_of({(CARE, SMALL): 3, (CARE, LARGE): 15, (HEALTH, SMALL): 15})
MOVED = field_of({(CARE, SMALL): 20, (HEALTH, SMALL): 20})


@pytest.mark.parametrize(
    ("cycles", "derived"),
    [
        # Care + small − everybody: nobody is both of health and large.
        pytest.param((CROSSING,), {"o0", "o1", "o2"}, id="crossing-attributes"),
        # Care now − care before: the one that has moved.
        pytest.param((MOVED, move(MOVED, 25, CARE)), {"o25"}, id="same-cards-other-groups"),
    ],
)
def test_joint_check_is_needed(cycles: Sequence[SyntheticCycle], derived: set[str]) -> None:
    checked, fewer = attack_released(cycles, checked=True)
    believed, more = attack_released(cycles, checked=False)
    assert checked.won == []
    assert 0 < fewer < more
    assert derived in [set(names) for _, names in believed.sets]
    assert set(believed.solved) == derived  # three with two others' answers
