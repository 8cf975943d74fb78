from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reports.charts.dumbbell import Sides, build_dumbbell
from reports.charts.plotly_figure import build_plotly_figure
from reports.charts.specification import Axis, Dumbbell
from reports.charts.table_csv import render_table_csv

AXIS = Axis("Score", 0.0, 4.0, ())
SIDES = ("Leaders", "Front-line staff")

means = st.decimals(0, 4, places=6)


def chart(*subjects: Sides) -> Dumbbell:
    return build_dumbbell("gaps", "A finding", AXIS, SIDES, subjects, caption="Views by role")


def sides(label: str, first: str, second: str) -> Sides:
    return Sides(label, Decimal(first), Decimal(second), Decimal(first) - Decimal(second))


def test_build_dumbbell_says_who_stands_higher() -> None:
    made = chart(
        sides("Engaged", "3.1", "2.25"),
        sides("Safe", "1.5", "2"),
        sides("Secure", "2", "2.004"),
        Sides("Adaptive", None, None, None),
    )
    assert [row.shown for row in made.rows] == [
        "Leaders +0.85", "Front-line staff +0.50", "No gap", "Too few to show",
    ]  # fmt: skip
    assert made.alt == (
        "Views by role, on the scale 0 to 4. "
        "Engaged: leaders 3.10, front-line staff 2.25, leaders higher by 0.85. "
        "Safe: leaders 1.50, front-line staff 2.00, front-line staff higher by 0.50. "
        "Secure: leaders 2.00, front-line staff 2.00, no gap. "
        "Adaptive: too few to show."
    )


def test_build_dumbbell_table_holds_means_and_gap() -> None:
    made = chart(sides("Safe", "1.5", "2"), Sides("Adaptive", None, None, None))
    assert made.table.number_columns == (1, 2, 3)
    assert render_table_csv(made.table).decode("utf-8-sig") == (
        '"Subject","Leaders","Front-line staff","Gap"\r\n'
        '"Safe","1.5","2","-0.5"\r\n'
        '"Adaptive","","",""\r\n'
    )


def test_build_dumbbell_without_a_gap_keeps_no_mean_of_either_side() -> None:
    """A side of three would show, but beside it the mean of all would tell that of the other."""
    made = chart(Sides("Safe", Decimal("1.234567"), Decimal("2.345678"), None))
    assert (made.rows[0].first, made.rows[0].second) == (None, None)
    everything = f"{made} {build_plotly_figure(made)} {render_table_csv(made.table)!r}"
    assert "1.23" not in everything
    assert "2.34" not in everything


def test_build_plotly_figure_of_a_dumbbell_names_both_sides() -> None:
    figure = build_plotly_figure(chart(sides("Safe", "1.5", "2"), Sides("N1", None, None, None)))
    gap, second, first = figure["data"]
    assert (first["name"], second["name"]) == SIDES
    assert (first["x"], second["x"]) == ([1.5], [2.0])
    assert gap["x"] == [1.5, 2.0, None]
    assert first["text"] == ["Safe: Leaders, 1.50"]
    assert first["marker"]["symbol"] != second["marker"]["symbol"]
    assert gap["showlegend"] is False


@given(st.lists(st.tuples(means, means), min_size=1, max_size=6))
def test_build_dumbbell_names_the_higher_side(pairs: list[tuple[Decimal, Decimal]]) -> None:
    made = chart(*(Sides(str(n), a, b, a - b) for n, (a, b) in enumerate(pairs)))
    for row, (first, second) in zip(made.rows, pairs, strict=True):
        if row.shown != "No gap":
            assert row.shown.startswith(SIDES[0] if first > second else SIDES[1])
