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
from lhs_portal.lib.wording import mark, say, say_count

FEW: Mapping[str, str] = {
    AGREE: mark("Two raters gave a level: they agree."),
    WITHIN_ONE: mark("Two raters gave a level: they are within one level of each other."),
    FURTHER_APART: mark("Two raters gave a level: they are further apart."),
    "": mark("Fewer than two raters gave a level."),
}
HOW: Mapping[str, str] = {
    Consensus.How.ACCEPTED: mark("The ratings were accepted as they are by {person}"),
    Consensus.How.DECIDED: mark("Decided by {person}"),
    Consensus.How.SUGGESTED: mark("As the framework suggests it for your sector by {person}"),
}
NO_FIGURE = "–"
NOT_NAMED = mark("A rater")


@dataclass(frozen=True, slots=True)
class Tag:
    text: str
    look: str = ""

    def said(self, look: str | None = None) -> "Tag":
        return Tag(say(self.text), self.look if look is None else look)


TAGS: Mapping[Standing, Tag] = {
    Standing.CONTESTED_ESSENTIAL: Tag(mark("Contested"), "warn"),
    Standing.CONTESTED: Tag(mark("Contested"), "warn"),
    Standing.OUTLYING: Tag(mark("Outlying view"), "part"),
    Standing.CHANGED: Tag(mark("Late ratings differ"), "warn"),
    Standing.UNSETTLED: Tag(mark("Not settled by the ratings"), "todo"),
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
        return (tag.said(),)
    if topic.settled and topic.contested:
        return (TAGS[Standing.CONTESTED].said(look=""),)
    return (TAGS[Standing.OUTLYING].said(look=""),) if topic.settled and topic.outlying else ()


def figures_of(statistics: ItemStatistics | None) -> tuple[Figure, ...]:
    """Nothing where `anonymity` shows no distribution."""
    if statistics is None:
        return ()
    return (
        Figure(say("Mean"), two_places(statistics.mean)),
        Figure(say("Median"), short(statistics.median)),
        Figure(say("Within one level"), percent(statistics.near_median)),
        Figure(say("AD"), two_places(statistics.ad)),
        Figure("r_wg", two_places(statistics.r_wg)),
    )


def beside_in_words(shown: ShownItem) -> str:
    """2 chose “Not applicable”, 1 “Don’t know”."""
    na, dk = shown.not_applicable, shown.dont_know
    parts = []
    if na:
        parts.append(
            say_count("{count} chose “Not applicable”", "{count} chose “Not applicable”", na)
        )
    if dk:
        parts.append(say_count("{count} chose “Don’t know”", "{count} chose “Don’t know”", dk))
    return f"{', '.join(parts)}." if parts else ""


def words_of(shown: ShownItem) -> str:
    """What stands instead of a distribution; nothing where there is one."""
    return "" if shown.kind == "distribution" else say(FEW[shown.words])


def gap_in_words(gap: ShownGap | None) -> str:
    """Leaders 2.50 (4), front line 1.25 (6): leaders are 1.25 higher."""
    if gap is None:
        return ""
    sides = say(
        "Leaders {leaders} ({leaders_n} raters), front line {front_line} ({front_line_n} raters)",
        leaders=two_places(gap.leaders),
        leaders_n=gap.leaders_n,
        front_line=two_places(gap.front_line),
        front_line_n=gap.front_line_n,
    )
    apart = two_places(abs(gap.gap))
    if apart == "0.00":
        return say("{sides}: no gap.", sides=sides)
    if gap.gap > 0:
        return say("{sides}: leaders {apart} higher.", sides=sides, apart=apart)
    return say("{sides}: the front line {apart} higher.", sides=sides, apart=apart)


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
    who = say(HOW[settlement.how], person=naming.person(settlement.by))
    return f"{who}{DASH}{moment_in_words(settlement.at)}"


def last_in_words(definition: Definition, last: tuple[str, Answer] | None) -> str:
    """Last time (Baseline 2024): 2 Developing."""
    if last is None or not last[1].complete:
        return ""
    return say(
        "Last time ({title}): {answer}", title=last[0], answer=choice_in_words(definition, last[1])
    )


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
