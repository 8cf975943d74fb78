from decimal import Decimal

from reports.charts.cells import show_cell
from reports.charts.specification import DataTable

TABLE = DataTable(
    "x", ("Name", "Score", "Low", "Note"), (("a", Decimal(1), None, "n"), ("b", None, None, "n"))
)


def test_number_columns_are_those_without_a_text() -> None:
    assert TABLE.number_columns == (1, 2)


def test_without_empty_drops_only_named_columns_without_a_figure() -> None:
    assert TABLE.without_empty("Score", "Low").header == ("Name", "Score", "Note")
    assert TABLE.without_empty("Score").header == TABLE.header


def test_show_cell_absent_is_never_zero() -> None:
    assert show_cell(None) == "–"
    assert show_cell(Decimal("0")) == "0.00"
    assert show_cell(Decimal("-0.001")) == "0.00"
    assert show_cell(Decimal("-0.416667")) == "−0.42"
    assert show_cell(Decimal("0.125")) == "0.13"
