import math
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.releases.core.admission import Admission
from reports.releases.core.concentration import Frame, number_systems
from reports.releases.core.figures import (
    CellCount,
    Figure,
    UnsafeFigure,
    compute_figures,
    count_cells,
)
from reports.releases.core.measures import Kind
from tests.reports.releases.core.fields import (
    BY_SIDE,
    THRESHOLDS,
    WHOLE,
    make_measure,
    make_members,
)

ABSENT = math.nan


def compute(
    code: str,
    kind: Kind,
    values: Sequence[float],
    *,
    sides: Sequence[int] | None = None,
    systems: Sequence[str] | None = None,
    **thresholds: Any,
) -> list[Figure]:
    """Of the whole field, and by side where sides are given."""
    members = make_members(sides or [0] * len(values), systems)
    tables = (WHOLE, BY_SIDE) if sides else (WHOLE,)
    measure = make_measure(code, kind, values)
    admission = Admission(tables, {code: tuple(range(len(tables)))})
    given_values = {code: np.array(values, dtype=np.float64)}
    return list(
        compute_figures(
            members, [measure], given_values, admission, replace(THRESHOLDS, **thresholds)
        )
    )


def test_a_score_by_hand() -> None:
    """20 organizations, of which one has no score: 19 are too few for quartiles."""
    values = [2.25, *[1.0] * 9, *[3.0] * 9, ABSENT]
    (figure,) = compute("safe", "score", values)
    # (2.25 + 9 + 27) / 19 = 2.013…
    assert figure == Figure(0, 0, "safe", n=20, mean=Decimal("2.0"))


def test_quartiles_from_twenty_of_its_own_respondents() -> None:
    values = [step / 5 for step in range(20)]
    (figure,) = compute("safe", "score", [*values, ABSENT])
    assert figure.quartiles == (Decimal("1.0"), Decimal("1.9"), Decimal("2.9"))


@pytest.mark.parametrize(
    ("value", "mean"), [(4.0, "3.9"), (3.86, "3.9"), (0.0, "0.1"), (0.04, "0.1"), (2.05, "2.1")]
)
def test_ends_of_the_scale_and_ties(value: float, mean: str) -> None:
    assert compute("safe", "score", [value] * 11)[0].mean == Decimal(mean)


@pytest.mark.parametrize(
    ("code", "kind", "value", "mean"),
    [
        ("lag:safe", "derived", -4.0, "-3.9"),
        ("lag:safe", "derived", 0.0, "0.0"),
        ("change:safe", "change", -0.25, "-0.3"),
    ],
)
def test_differences_run_below_zero(code: str, kind: Kind, value: float, mean: str) -> None:
    assert compute(code, kind, [value] * 11)[0].mean == Decimal(mean)


def test_quartiles_are_withheld_where_all_but_two_are_alike() -> None:
    values = [2.0] * 18
    assert compute("safe", "score", [*values, 1.0, 3.0])[0].quartiles is None
    assert compute("safe", "score", [*values, 1.0, 3.0, 0.5])[0].quartiles is not None


def test_an_item_has_counts_and_no_mean() -> None:
    values = [*[0] * 3, *[1] * 2, *[2] * 12, *[4] * 8, *[5] * 3, *[6] * 2, ABSENT]
    (figure,) = compute("item:safe.1", "levels", values)
    assert figure == Figure(0, 0, "item:safe.1", n=25, counts=(5, 0, 10, 0, 10, 5, 0))


def test_only_the_whole_field_counts_those_without_a_level() -> None:
    values = [*[1] * 6, *[3] * 6, 5.0] * 2
    whole, left, right = compute("item:safe.1", "levels", values, sides=[*[0] * 13, *[1] * 13])
    assert len(whole.counts) == 7
    assert left.counts == right.counts == (0, 5, 0, 5, 0)


def test_one_concentrated_cell_withholds_the_whole_table() -> None:
    mixed, alike = [1.0, 2.0, 3.0] * 5, [4.0] * 13 + [1.0, 2.0]
    found = compute("item:safe.1", "levels", mixed + alike, sides=[0] * 15 + [1] * 15)
    assert [figure.table for figure in found] == [0]


def test_a_system_that_differs_in_itself_is_one_holder() -> None:
    """Thirteen say 4; the two others and one of those that say 4 belong to two systems."""
    values = [4.0] * 13 + [1.0, 1.0, 1.0, 2.0]
    systems = [*(f"s{place}" for place in range(12)), "a", "a", "a", "a", "b"]
    assert compute("item:safe.1", "levels", values, systems=systems) == []
    assert compute("item:safe.1", "levels", values, systems=systems, holders=1)


@pytest.mark.parametrize("yes", [0, 2, 18, 20])
def test_a_share_that_nearly_all_have_or_lack_is_withheld(yes: int) -> None:
    assert compute("resources", "share", [1.0] * yes + [0.0] * (20 - yes)) == []


def test_a_share() -> None:
    (figure,) = compute("resources", "share", [1.0] * 8 + [0.0] * 12)
    assert figure == Figure(0, 0, "resources", n=20, counts=(10,))


@pytest.mark.parametrize(
    ("yes", "of", "rate"), [(2, 40, "0.0"), (3, 40, "0.1"), (22, 40, "0.5"), (0, 12, "0.0")]
)
def test_a_rate_says_no_more_than_its_rounded_counts(yes: int, of: int, rate: str) -> None:
    values = [1.0] * yes + [0.0] * (of - yes)
    (figure,) = compute("question:dont-know:safe.1", "question", values)
    assert figure.mean == Decimal(rate)


def test_a_question_that_nearly_all_answer_alike_is_withheld_and_an_unused_answer_is_no_reason() -> (
    None
):
    code = "question:ceiling:safe.1"
    assert compute(code, "question", [1.0] * 19 + [0.0]) == []
    assert len(compute(code, "question", [0.0] * 20)) == 1


def test_coefficients_need_as_many_as_quartiles() -> None:
    assert compute("question:correlation:safe.1", "question", [0.44] * 19) == []
    (figure,) = compute("question:agreement:safe.1", "question", [0.1, 0.7, 0.9] * 7)
    assert figure.mean == Decimal("0.7")


def test_questions_are_of_the_whole_field_alone() -> None:
    found = compute("question:floor:safe.1", "question", [0.0, 1.0] * 11, sides=[0] * 11 + [1] * 11)
    assert [figure.table for figure in found] == [0]


def test_too_few_stop_everything() -> None:
    sides = [0] * 12 + [1] * 10
    with pytest.raises(UnsafeFigure):
        compute("safe", "score", [2.0] * 22, sides=sides)
    with pytest.raises(UnsafeFigure):
        compute("safe", "score", [2.0] * 12, systems=["a", "b", "c", "d"] * 3)


def test_cells_are_counted_and_empty_ones_stand_nowhere() -> None:
    members = make_members([0] * 13)
    assert count_cells(members, Admission((WHOLE, BY_SIDE), {}), THRESHOLDS) == (
        CellCount(0, 0, 15),
        CellCount(1, 0, 15),
    )


ROWS = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 4), st.sampled_from([0.0, 1.0, 2.0, ABSENT])),
    min_size=1,
    max_size=24,
)


@settings(max_examples=200)
@given(ROWS, st.integers(0, 2), st.sampled_from([None, 1]))
def test_concentration_is_what_counting_systems_one_by_one_gives(
    rows: list[tuple[int, int, float]], holders: int, only: int | None
) -> None:
    members = make_members([row[0] for row in rows], [f"s{row[1]}" for row in rows])
    frame = Frame.of(BY_SIDE, members, number_systems(members))
    values = np.array([row[2] for row in rows])
    mask = ~np.isnan(values)
    places = np.flatnonzero(mask)
    given_codes = values[places].astype(np.int64)
    expected = any(
        _concentrated(
            [(system, int(value)) for at, system, value in rows if at == side and value == value],
            holders,
            only,
        )
        for side in (0, 1)
    )
    assert frame.tally(given_codes, places).is_concentrated(holders, only=only) is expected


def _concentrated(given_answers: list[tuple[int, int]], holders: int, only: int | None) -> bool:
    if not given_answers:
        return False
    asked = {answer for _, answer in given_answers} if only is None else {only}
    return any(
        len({system for system, other in given_answers if other != answer}) <= holders
        for answer in asked
    )
