"""Student's t, two-sided 95 %: the table of the rules, exact."""

from bisect import bisect_right
from fractions import Fraction

# fmt: off
_FROM_1_TO_30 = (
    "12.706", "4.303", "3.182", "2.776", "2.571", "2.447", "2.365", "2.306", "2.262", "2.228",
    "2.201", "2.179", "2.160", "2.145", "2.131", "2.120", "2.110", "2.101", "2.093", "2.086",
    "2.080", "2.074", "2.069", "2.064", "2.060", "2.056", "2.052", "2.048", "2.045", "2.042",
)
# fmt: on
_BEYOND = {40: "2.021", 60: "2.000", 120: "1.980", 1000: "1.962"}
_TABLE = {**dict(enumerate(_FROM_1_TO_30, start=1)), **_BEYOND}
_DEGREES = tuple(_TABLE)


def t_975(degrees_of_freedom: int) -> Fraction:
    """Between the table's entries that of the next lower one. Raises ValueError below 1."""
    if degrees_of_freedom < 1:
        raise ValueError(f"{degrees_of_freedom} degrees of freedom")
    return Fraction(_TABLE[_DEGREES[bisect_right(_DEGREES, degrees_of_freedom) - 1]])
