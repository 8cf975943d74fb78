"""A cell of a chart's data table as text for a reader, in the language that is spoken just now."""

from decimal import ROUND_HALF_UP, Decimal

from reports.charts.language import decimal_symbol
from reports.charts.specification import Cell

ABSENT = "–"


def show_cell(cell: Cell) -> str:
    """Two decimals for figures, a dash for an absent one: never 0."""
    if cell is None:
        return ABSENT
    if isinstance(cell, str):
        return cell
    rounded = cell.quantize(Decimal("0.01"), ROUND_HALF_UP)
    shown = str(abs(rounded)).replace(".", decimal_symbol())
    return f"−{shown}" if rounded < 0 else shown
