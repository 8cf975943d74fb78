"""The arithmetic of a value case, worked by hand."""

from decimal import Decimal, localcontext

from hypothesis import given
from hypothesis import strategies as st

from reports.plans.value_arithmetic import Figures, amount, explain, number


def figures(
    quantity: str, value: str, share: str | None = None, *, unit: str = "$", period: str = "year"
) -> Figures:
    part = None if share is None else Decimal(share)
    return Figures(Decimal(quantity), "falls", period, Decimal(value), unit, part)


def test_arithmetic_is_shown_line_by_line() -> None:
    assert explain(figures("120.0000", "6000.0000", "10.00")) == (
        "120 falls a year × $6,000 each = $720,000 a year",
        "$720,000 × 10% (the share that you entered) = $72,000 a year",
    )


def test_without_a_share_there_is_no_second_line() -> None:
    assert explain(figures("3", "0.5", unit="hours", period="once")) == (
        "3 falls × 0.5 hours each = 1.5 hours",
    )


def test_what_is_rounded_says_so() -> None:
    (line,) = explain(figures("0.3333", "0.3333"))
    assert line.endswith("≈ $0.11 a year")


def test_money_has_cents_or_none() -> None:
    assert amount(Decimal("6.5"), "$") == "$6.50"
    assert amount(Decimal("6.5"), "hours") == "6.5 hours"
    assert amount(Decimal("1234567"), "€") == "€1,234,567"


NUMBERS = st.decimals(min_value=0, max_value=10**11 - 1, places=4, allow_nan=False)


@given(NUMBERS, NUMBERS, st.decimals(min_value=Decimal("0.01"), max_value=100, places=2))
def test_nothing_is_rounded_in_between(quantity: Decimal, value: Decimal, share: Decimal) -> None:
    made = Figures(quantity, "x", "year", value, "$", share)
    with localcontext() as context:
        context.prec = 100
        assert made.whole == quantity * value
        assert made.part == quantity * value * share / 100
        assert len(explain(made)) == 2


@given(NUMBERS)
def test_number_reads_back(value: Decimal) -> None:
    assert Decimal(number(value).replace(",", "")) == value
