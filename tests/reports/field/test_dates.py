"""Which assessment fits which cycle: the rule by its words, and by worked examples."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.field.dates import OVER, PLANNED, RUNNING, Mirror, fits, phase_of, why_no_cycle

DAY = date(2027, 3, 1)
days = st.integers(-400, 400).map(lambda count: DAY + timedelta(days=count))


@dataclass(frozen=True)
class Cycle:
    opens: date
    closes: date
    framework_version_id: int = 1


MARCH = Cycle(DAY, date(2027, 3, 31))


@pytest.mark.parametrize(
    ("signed_on", "fitting"),
    [
        (date(2027, 2, 28), False),
        (date(2027, 3, 1), True),
        (date(2027, 3, 31), True),
        (date(2027, 4, 1), False),
        (None, False),
    ],
)
def test_both_days_of_a_cycle_belong_to_it(signed_on: date | None, fitting: bool) -> None:
    assert fits(Mirror(True, signed_on, 1), MARCH) is fitting


def test_a_unit_and_another_version_do_not_fit() -> None:
    assert not fits(Mirror(False, DAY, 1), MARCH)
    assert not fits(Mirror(True, DAY, 2), MARCH)


@given(opens=days, length=st.integers(0, 300), today=days)
def test_a_cycle_is_in_one_phase(opens: date, length: int, today: date) -> None:
    cycle = Cycle(opens, opens + timedelta(days=length))
    phase = phase_of(cycle, today)
    assert (phase == PLANNED, phase == RUNNING, phase == OVER) == (
        today < cycle.opens,
        cycle.opens <= today <= cycle.closes,
        today > cycle.closes,
    )


@given(
    opens=days, length=st.integers(0, 300), signed_on=st.none() | days, whole=st.booleans(),
    version=st.integers(1, 2),
)  # fmt: skip
def test_what_does_not_fit_is_told_and_what_fits_was_signed_in_the_cycle(
    opens: date, length: int, signed_on: date | None, whole: bool, version: int
) -> None:
    cycle = Cycle(opens, opens + timedelta(days=length))
    mirror = Mirror(whole, signed_on, version)
    if fits(mirror, cycle):
        assert signed_on is not None
        assert phase_of(cycle, signed_on) == RUNNING
    else:
        assert why_no_cycle(mirror, [cycle]).endswith(".")


@pytest.mark.parametrize(
    ("mirror", "cycles", "words"),
    [
        (Mirror(False, DAY, 1), [MARCH], "one unit"),
        (Mirror(True, None, 1), [MARCH], "Only what is signed"),
        (Mirror(True, DAY, 1), [], "No cycle is open now"),
        (Mirror(True, DAY, 2), [MARCH], "another version of the framework"),
        (Mirror(True, date(2026, 1, 1), 1), [MARCH], "not signed within the cycle"),
    ],
    ids=["unit", "unsigned", "none", "version", "day"],
)
def test_why_there_is_no_cycle(mirror: Mirror, cycles: list[Cycle], words: str) -> None:
    assert words in why_no_cycle(mirror, cycles)
