from decimal import Decimal

from reports.charts.specification import DataTable
from reports.charts.table_csv import render_table_csv


def test_render_table_csv_keeps_figures_and_leaves_absent_ones_empty() -> None:
    table = DataTable(
        "x", ("Commitment", "Lag"), (("Safe", Decimal("-0.416667")), ("=1", None))
    )  # fmt: skip
    assert render_table_csv(table).decode("utf-8-sig") == (
        '"Commitment","Lag"\r\n"Safe","-0.416667"\r\n"\'=1",""\r\n'
    )
