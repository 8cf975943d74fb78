"""A chart's data table as a CSV file."""

from decimal import Decimal

from lhs_portal.lib.spreadsheet_text import render_csv
from reports.charts.specification import DataTable


def render_table_csv(table: DataTable) -> bytes:
    """Figures as they stand on the score card, with a plain minus; absent ones are empty."""
    rows: list[list[str | Decimal]] = [
        ["" if cell is None else cell for cell in row] for row in table.rows
    ]
    return render_csv(table.header, rows)
