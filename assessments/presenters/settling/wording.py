"""Figures of agreement and ways of settling, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from assessments.anonymity import AGREE, FURTHER_APART, WITHIN_ONE, ShownGap, ShownItem
from assessments.answer_sheet import Answer
from assessments.models import Consensus
from assessments.presenters.wording import DASH, choice_in_words, moment_in_words
from assessments.scoring.agreement import ItemStatistics
from assessments.scoring.figures import six_decimals
from assessments.settling_queries import Settlement
from assessments.settling_topics import Standing, Topic
from commitments.definition import Definition
from lhs_portal.audit.sentences import Naming

FEW: Mapping[str, str] = {
    AGREE: "Two raters gave a level: they agree.",
    WITHIN_ONE: "Two raters gave a level: they are within one level of each other.",
    FURTHER_APART: "Two raters gave a level: they are further apart.",
    "": "Fewer than two raters gave a level.",
}
HOW: Mapping[str, str] = {
    Consensus.How.ACCEPTED: "the ratings were accepted as they are",
    Consensus.How.DECIDED: "decided",
    Consensus.How.SUGGESTED: "as the framework suggests it for your sector",
}
NO_FIGURE = "–"
NOT_NAMED = "A rater"


@dataclass(frozen=True, slots=True)
class Tag:
    text: str
    look: str = ""


TAGS: Mapping[Standing, Tag] = {
    Standing.CONTESTED_ESSENTIAL: Tag("Contested", "warn"),
    Standing.CONTESTED: Tag("Contested", "warn"),
    Standing.OUTLYING: Tag("Outlying view", "part"),
    Standing.CHANGED: Tag("Late ratings differ", "warn"),
    Standing.UNSETTLED: Tag("Not settled by the ratings", "todo"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Said:
    """A text and who stands by it."""

    who: str
    text: str
    when: str = ""


def tags_of(topic: Topic) -> tuple[Tag, ...]:
    """What is settled shows in plain text that it was contested; what is open stands out."""
    if tag := TAGS.get(topic.standing):
        return (tag,)
    if topic.settled and topic.contested:
        return (Tag("Contested"),)
    return (Tag("Outlying view"),) if topic.settled and topic.outlying else ()


def figures_of(statistics: ItemStatistics | None) -> tuple[Figure, ...]:
    """Nothing where `anonymity` shows no distribution."""
    if statistics is None:
        return ()
    return (
        Figure("Mean", two_places(statistics.mean)),
        Figure("Median", short(statistics.median)),
        Figure("Within one level", percent(statistics.near_median)),
        Figure("AD", two_places(statistics.ad)),
        Figure("r_wg", two_places(statistics.r_wg)),
    )


def beside_in_words(shown: ShownItem) -> str:
    """2 chose “Not applicable”, 1 “Don’t know”."""
    counts = ((shown.not_applicable, "“Not applicable”"), (shown.dont_know, "“Don’t know”"))
    parts = [f"{count} chose {name}" for count, name in counts if count]
    return f"{', '.join(parts)}." if parts else ""


def words_of(shown: ShownItem) -> str:
    """What stands instead of a distribution; nothing where there is one."""
    return "" if shown.kind == "distribution" else FEW[shown.words]


def gap_in_words(gap: ShownGap | None) -> str:
    """Leaders 2.50 (4), front line 1.25 (6): leaders are 1.25 higher."""
    if gap is None:
        return ""
    sides = (
        f"Leaders {two_places(gap.leaders)} ({gap.leaders_n} raters), "
        f"front line {two_places(gap.front_line)} ({gap.front_line_n} raters)"
    )
    apart = two_places(abs(gap.gap))
    if apart == "0.00":
        return f"{sides}: no gap."
    return f"{sides}: {'leaders' if gap.gap > 0 else 'the front line'} {apart} higher."


def proposal_in_words(definition: Definition, topic: Topic) -> str:
    """What accepting would make of it; nothing where it cannot be accepted."""
    if not topic.acceptable:
        return ""
    answer = Answer(topic.item.code, topic.proposed.level, topic.proposed.not_applicable)
    return choice_in_words(definition, answer)


def settled_in_words(settlement: Settlement | None, naming: Naming) -> str:
    """Decided by Alice Moreau, Nov 22, 2026, 10:42 UTC."""
    if settlement is None:
        return ""
    words = HOW[settlement.how]
    who = f"{words[0].upper()}{words[1:]} by {naming.person(settlement.by)}"
    return f"{who}{DASH}{moment_in_words(settlement.at)}"


def last_in_words(definition: Definition, last: tuple[str, Answer] | None) -> str:
    """Last time (Baseline 2024): 2 Developing."""
    if last is None or not last[1].complete:
        return ""
    return f"Last time ({last[0]}): {choice_in_words(definition, last[1])}"


def two_places(value: Fraction | Decimal | None) -> str:
    """From six decimals, as every screen: 2.40."""
    if value is None:
        return NO_FIGURE
    exact = value if isinstance(value, Decimal) else six_decimals(value)
    return str(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def percent(value: Fraction | None) -> str:
    if value is None:
        return NO_FIGURE
    return f"{(six_decimals(value) * 100).quantize(Decimal(1), ROUND_HALF_UP)}%"


def short(median: Fraction | None) -> str:
    if median is None:
        return NO_FIGURE
    return str(median.numerator) if median.denominator == 1 else f"{float(median):.1f}"
