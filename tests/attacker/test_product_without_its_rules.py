"""The product itself, with one of its rules switched off: the attacker wins there too."""

from dataclasses import replace
from typing import Any

import pytest

from reports.releases.configuration import load_thresholds
from reports.releases.core import figures
from tests.attacker.attack import Findings, attack
from tests.attacker.scene import know, make_cycles, print_figures, release, sign_again


def _attack(
    *measures: str, again: tuple[int, ...] = (), forget: bool = False, **changed: int
) -> Findings:
    first = make_cycles(3, 60, 0.0)[0]
    cycles = [first, sign_again(first, again)] if again else [first]
    released = release(
        cycles,
        replace(load_thresholds(), **changed),
        wanted=lambda code: code in measures,
        forget=forget,
    )
    return attack(print_figures(released), know(released))


def test_with_all_rules() -> None:
    assert _attack("safe", "item:safe.1").won == []


def test_a_threshold_of_five() -> None:
    found = _attack("safe", organizations=5, systems=2, colluding_systems=1)
    assert found.solved
    assert found.sets


def test_only_one_system_may_compare_notes() -> None:
    assert _attack("safe", colluding_systems=1).sets


def test_an_earlier_release_is_forgotten() -> None:
    """Four members signed again, and the release is made as if there had been none."""
    assert _attack("safe", again=(0, 9, 20, 33), forget=True).won


def test_a_correction_with_few_new_cards() -> None:
    """What follows of six that signed again is their change, though neither of their totals."""
    assert _attack("safe", again=(0, 5, 9, 12, 15, 20)).won == []


def test_a_hole_for_class_disclosure(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell is left out alone, and not its table."""
    whole = figures.compute_figures

    def with_a_hole(*arguments: Any) -> Any:
        made = whole(*arguments)
        last = max((one.table, one.cell) for one in made)
        return tuple(
            one for one in made if (one.table, one.cell, one.measure) != (*last, "item:safe.1")
        )

    monkeypatch.setattr("tests.attacker.scene.compute_figures", with_a_hole)
    assert _attack("safe", "item:safe.1").holes
