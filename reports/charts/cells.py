"""A cell of a chart's data table as text for a reader."""

from decimal import ROUND_HALF_UP, Decimal

from reports.charts.specification import Cell

ABSENT = "–"


def show_cell(cell: Cell) -> str:
    """Two decimals for figures, a dash for an absent one: never 0."""
    if cell is None:
        return ABSENT
    if isinstance(cell, str):
        return cell
    rounded = cell.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"−{-rounded}" if rounded < 0 else str(abs(rounded))
