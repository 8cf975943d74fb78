from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.releases.core.quartiles import grouped_quartiles
from reports.releases.core.rounding import as_decimal, divide, round_counts
from tests.reports.releases.core.fields import THRESHOLDS

MICROS = st.integers(-4_000_000, 4_000_000)


@given(st.lists(MICROS, min_size=1, max_size=40))
def test_a_mean_is_rounded_exactly_and_ties_go_away_from_zero(micros: list[int]) -> None:
    exact = Decimal(sum(micros)) / (len(micros) * 1_000_000)
    expected = exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
    steps = divide(np.array([sum(micros)]), np.array([len(micros) * 100_000]))
    assert as_decimal(int(steps[0]), 1) == expected


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, 0), (1, 0), (2, 0), (3, 5), (7, 5), (8, 10), (11, 10), (12, 10), (13, 15), (1002, 1000)],
)
def test_counts(count: int, shown: int) -> None:
    assert round_counts(np.array([count]), THRESHOLDS).tolist() == [shown]


@given(st.integers(3, 10**6))
def test_a_rounded_count_is_never_further_than_half_a_step(count: int) -> None:
    assert abs(int(round_counts(np.array([count]), THRESHOLDS)[0]) - count) <= 2


def test_zero_has_no_sign() -> None:
    assert str(as_decimal(int(divide(np.array([-4]), np.array([100]))[0]), 1)) == "0.0"


@given(st.lists(st.tuples(st.integers(0, 3), MICROS), min_size=1, max_size=60))
def test_quartiles_of_groups_are_those_of_each_alone(rows: list[tuple[int, int]]) -> None:
    rows = sorted(rows, key=lambda row: row[1])
    groups, micros = (np.array(column) for column in zip(*rows, strict=True))
    found = grouped_quartiles(micros, groups, np.bincount(groups, minlength=4), 100_000)
    for group in range(4):
        own = [Decimal(int(value)) / 1_000_000 for value in micros[groups == group]]
        expected = [_quartile(own, quarter) for quarter in (1, 2, 3)] if own else [Decimal(0)] * 3
        assert [as_decimal(int(step), 1) for step in found[group]] == expected


def _quartile(ascending: list[Decimal], quarter: int) -> Decimal:
    """As a spreadsheet has it (QUARTILE.INC)."""
    place, rest = divmod((len(ascending) - 1) * quarter, 4)
    low, high = ascending[place], ascending[min(place + 1, len(ascending) - 1)]
    return (low + (high - low) * rest / 4).quantize(Decimal("0.1"), ROUND_HALF_UP)
