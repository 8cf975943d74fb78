"""Published figures in words. Pure."""

from collections.abc import Sequence
from decimal import Decimal

from commitments.definition import Commitment, Definition, Subject
from reports.charts.specification import Shape
from reports.presentation.wording import listed, number_word
from reports.releases.shown import NOT_SHOWN, FigureView, shown_count, shown_mean

SHAPES: tuple[Shape, ...] = ("circle", "square", "triangle", "diamond")
WHOLE_FIELD = "The whole field"
ABSENT = NOT_SHOWN.capitalize()


def capital_mean(figure: FigureView) -> str:
    return ABSENT if figure.mean is None else shown_mean(figure)


def about(n: int | None) -> str:
    """ "about 120 organizations"; of an n that is not shown, nothing."""
    return f"about {n:,} organizations" if n else ""


def in_full(subject: Subject) -> str:
    """A title of ours is marked wherever it stands in full."""
    if isinstance(subject, Commitment):
        return str(subject.name)
    mark = " (provisional title)" if subject.provisional else ""
    return f"{subject.code} {subject.name}{mark}"


def short_name(subject: Subject) -> str:
    return str(subject.name) if isinstance(subject, Commitment) else subject.code


def labelled(subject: Subject) -> tuple[str, str]:
    """A label and the line under it."""
    if isinstance(subject, Commitment):
        return str(subject.name), ""
    return f"{subject.code} {subject.name}", "provisional title" if subject.provisional else ""


def shape_of(definition: Definition, pillar: str) -> Shape:
    order = [each.code for each in definition.pillars]
    return SHAPES[order.index(pillar) % len(SHAPES)]


def count_of_n(figure: FigureView) -> str:
    """ "45 of 120", both rounded; "0–2 of 40"."""
    if not figure.counts or figure.n is None:
        return ABSENT
    return f"{shown_count(figure.counts[0])} of {figure.n:,}"


def share(figure: FigureView) -> Decimal | None:
    """Of rounded counts, to put things in order and in colour: never shown as a number."""
    if not figure.counts or not figure.n:
        return None
    return min(Decimal(figure.counts[0]) / figure.n, Decimal(1))


def percent(figure: FigureView) -> str:
    """Of a share that is published in tenths: "30%"; its ends say that they are rounded."""
    if figure.mean is None:
        return ABSENT
    if figure.mean <= 0:
        return "under 5%"
    if figure.mean >= 1:
        return "over 95%"
    return f"{figure.mean * 100:.0f}%"


def name_few(names: Sequence[str], rest: str = "others") -> str:
    """Names in a sentence; more than three are counted."""
    if len(names) <= 3:
        return listed(names)
    return f"{listed(names[:2])}, and {number_word(len(names) - 2)} {rest}"


def shown_value(figure: FigureView) -> str:
    """A mean as published, for a file: with a plain minus; "" without one."""
    return "" if figure.mean is None else shown_mean(figure).replace("−", "-")
