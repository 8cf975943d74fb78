"""A dumbbell chart of two groups' means, subject by subject; the caller states the finding."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lhs_portal.lib.wording import mark, say
from reports.charts.cells import show_cell
from reports.charts.specification import Apart, Axis, DataTable, Dumbbell

WITHHELD = mark("Too few to show")


@dataclass(frozen=True, slots=True)
class Sides:
    """Means of the two groups, 0 to 4; `gap` is first − second, None where a side is too small."""

    label: str
    first: Decimal | None
    second: Decimal | None
    gap: Decimal | None
    sublabel: str = ""


def build_dumbbell(
    code: str,
    title: str,
    axis: Axis,
    sides: tuple[str, str],
    subjects: Sequence[Sides],
    *,
    caption: str,
    heading: str = mark("Subject"),
) -> Dumbbell:
    """`sides` as a sentence would begin with them, such as "Leaders" and "Front-line staff".

    Where a gap is None nothing of the row is drawn or tabulated, whatever its means.
    """
    kept = [
        each if each.gap is not None else Sides(each.label, None, None, None, each.sublabel)
        for each in subjects
    ]
    return Dumbbell(
        code=code,
        title=title,
        alt=say(
            "{caption}, on the scale 0 to 4. {figures}.",
            caption=caption,
            figures=". ".join(_words(each, sides) for each in kept),
        ),
        table=DataTable(
            caption,
            (say(heading), *sides, say("Gap")),
            tuple((_name(each), each.first, each.second, each.gap) for each in kept),
        ),
        axis=axis,
        sides=sides,
        rows=tuple(
            Apart(each.label, each.first, each.second, _shown(each.gap, sides), each.sublabel)
            for each in kept
        ),
    )


def _name(each: Sides) -> str:
    """Where the label stands without a line under it."""
    return f"{each.label} ({each.sublabel})" if each.sublabel else each.label


def _words(each: Sides, sides: tuple[str, str]) -> str:
    name = _name(each)
    if each.gap is None:
        return f"{name}: {say(WITHHELD).lower()}"
    first, second = show_cell(each.first), show_cell(each.second)
    means = f"{sides[0].lower()} {first}, {sides[1].lower()} {second}"
    apart = show_cell(abs(each.gap))
    if apart == "0.00":
        return say("{name}: {means}, no gap", name=name, means=means)
    return say(
        "{name}: {means}, {side} higher by {apart}",
        name=name,
        means=means,
        side=_higher(each.gap, sides).lower(),
        apart=apart,
    )


def _shown(gap: Decimal | None, sides: tuple[str, str]) -> str:
    """Names the side that stands higher, so that no one has to read a sign."""
    if gap is None:
        return say(WITHHELD)
    if show_cell(gap) == "0.00":
        return say("No gap")
    return f"{_higher(gap, sides)} +{show_cell(abs(gap))}"


def _higher(gap: Decimal, sides: tuple[str, str]) -> str:
    return sides[1] if gap < 0 else sides[0]
