"""Published figures in words. Pure."""

from collections.abc import Sequence
from decimal import Decimal

from commitments.definition import Commitment, Definition, Subject
from lhs_portal.lib.wording import mark, say
from reports.charts.specification import Shape
from reports.presentation.wording import listed, number_word
from reports.releases.shown import NOT_SHOWN, FigureView, shown_count, shown_mean

SHAPES: tuple[Shape, ...] = ("circle", "square", "triangle", "diamond")
WHOLE_FIELD = mark("The whole field")


def absent() -> str:
    return say(NOT_SHOWN).capitalize()


def capital_mean(figure: FigureView) -> str:
    return absent() if figure.mean is None else shown_mean(figure)


def about(n: int | None) -> str:
    """ "about 120 organizations"; of an n that is not shown, nothing."""
    return say("about {number} organizations", number=f"{n:,}") if n else ""


def in_full(subject: Subject) -> str:
    """A title of ours is marked wherever it stands in full."""
    if isinstance(subject, Commitment):
        return str(subject.name)
    title = f"{subject.code} {subject.name}"
    return say("{title} (provisional title)", title=title) if subject.provisional else title


def short_name(subject: Subject) -> str:
    return str(subject.name) if isinstance(subject, Commitment) else subject.code


def labelled(subject: Subject) -> tuple[str, str]:
    """A label and the line under it."""
    if isinstance(subject, Commitment):
        return str(subject.name), ""
    return f"{subject.code} {subject.name}", say("provisional title") if subject.provisional else ""


def shape_of(definition: Definition, pillar: str) -> Shape:
    order = [each.code for each in definition.pillars]
    return SHAPES[order.index(pillar) % len(SHAPES)]


def count_of_n(figure: FigureView) -> str:
    """ "45 of 120", both rounded; "0–2 of 40"."""
    if not figure.counts or figure.n is None:
        return absent()
    return say("{count} of {n}", count=shown_count(figure.counts[0]), n=f"{figure.n:,}")


def share(figure: FigureView) -> Decimal | None:
    """Of rounded counts, to put things in order and in colour: never shown as a number."""
    if not figure.counts or not figure.n:
        return None
    return min(Decimal(figure.counts[0]) / figure.n, Decimal(1))


def percent(figure: FigureView) -> str:
    """Of a share that is published in tenths: "30%"; its ends say that they are rounded."""
    if figure.mean is None:
        return absent()
    if figure.mean <= 0:
        return say("under 5%")
    if figure.mean >= 1:
        return say("over 95%")
    return f"{figure.mean * 100:.0f}%"


def name_few(names: Sequence[str]) -> str:
    """Names in a sentence; more than three are counted."""
    if len(names) <= 3:
        return listed(names)
    return say(
        "{names}, and {number} others", names=listed(names[:2]), number=number_word(len(names) - 2)
    )


def shown_value(figure: FigureView) -> str:
    """A mean as published, for a file: with a plain minus; "" without one."""
    return "" if figure.mean is None else shown_mean(figure).replace("−", "-")
