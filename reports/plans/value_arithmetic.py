"""An organization's own numbers multiplied out, so that everybody can check them. Pure."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

from lhs_portal.lib.wording import mark, say

PERIODS = {
    "once": mark("Once"),
    "day": mark("A day"),
    "week": mark("A week"),
    "month": mark("A month"),
    "quarter": mark("A quarter"),
    "year": mark("A year"),
}
CURRENCIES = "$€£¥"
# Two numbers of 15 digits and a share of 5 multiply to no more, so that nothing is ever rounded.
DIGITS = 40
SHOWN_PLACES = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Figures:
    """`quantity` of `unit` in a `period` (a code), each worth `value` of `value_unit`.

    `share` is in percent, above 0 and at most 100: the part that the organization thinks about.
    """

    quantity: Decimal
    unit: str
    period: str
    value: Decimal
    value_unit: str
    share: Decimal | None = None

    @property
    def whole(self) -> Decimal:
        with localcontext() as context:
            context.prec = DIGITS
            return self.quantity * self.value

    @property
    def part(self) -> Decimal | None:
        if self.share is None:
            return None
        with localcontext() as context:
            context.prec = DIGITS
            return self.whole * self.share / 100


def explain(figures: Figures) -> tuple[str, ...]:
    """ "120 falls a year × $6,000 each = $720,000 a year", and the share in a line of its own."""
    period = "" if figures.period == "once" else f" {say(PERIODS[figures.period]).lower()}"
    whole = figures.whole
    lines = [
        say(
            "{number} {unit}{period} × {amount} each {equals} {whole}{period}",
            number=number(figures.quantity),
            unit=figures.unit,
            period=period,
            amount=amount(figures.value, figures.value_unit),
            equals=_equals(whole),
            whole=amount(whole, figures.value_unit),
        )
    ]
    if figures.share is not None and figures.part is not None:
        lines.append(
            say(
                "{amount} × {number}% (the share that you entered) {equals} {part}{period}",
                amount=amount(whole, figures.value_unit),
                number=number(figures.share),
                equals=_equals(figures.part),
                part=amount(figures.part, figures.value_unit),
                period=period,
            )
        )
    return tuple(lines)


def amount(value: Decimal, unit: str) -> str:
    """ "$6,000" or "6 hours". Money has cents or none, never one decimal."""
    if unit in CURRENCIES:
        shown = number(value)
        whole, _, cents = shown.partition(".")
        return f"{unit}{whole}.{cents.ljust(2, '0')}" if cents else f"{unit}{whole}"
    return f"{number(value)} {unit}"


def number(value: Decimal) -> str:
    """With commas; what has more than the four decimals that can be entered is rounded to two."""
    with localcontext() as context:
        context.prec = DIGITS
        if _is_long(value):
            value = value.quantize(SHOWN_PLACES, ROUND_HALF_UP)
        shown = f"{value:,f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _equals(value: Decimal) -> str:
    return "≈" if _is_long(value) else "="


def _is_long(value: Decimal) -> bool:
    """More than the four decimals that can be entered."""
    with localcontext() as context:
        context.prec = DIGITS
        return value != value.quantize(Decimal("0.0001"), ROUND_HALF_UP)
