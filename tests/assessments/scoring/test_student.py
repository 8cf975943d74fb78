import pytest

from assessments.scoring.student import t_975


@pytest.mark.parametrize(
    ("degrees", "t"),
    [
        (1, "12.706"),
        (2, "4.303"),
        (4, "2.776"),
        (10, "2.228"),
        (11, "2.201"),
        (20, "2.086"),
        (21, "2.080"),
        (30, "2.042"),
        (31, "2.042"),
        (39, "2.042"),
        (40, "2.021"),
        (59, "2.021"),
        (60, "2.000"),
        (119, "2.000"),
        (120, "1.980"),
        (999, "1.980"),
        (1000, "1.962"),
        (10**9, "1.962"),
    ],
)
def test_between_entries_the_next_lower_one(degrees: int, t: str) -> None:
    assert f"{float(t_975(degrees)):.3f}" == t


def test_no_degree_of_freedom_has_no_t() -> None:
    with pytest.raises(ValueError, match="0 degrees"):
        t_975(0)
