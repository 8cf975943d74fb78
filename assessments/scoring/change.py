"""Change between two assessments, and what of it is more than noise. `compare` is the way in."""

from collections.abc import Collection, Sequence
from fractions import Fraction

from assessments.scoring.card import SCORING_VERSION, FrameworkStamp
from assessments.scoring.change_card import (
    ComparisonCard,
    ContestedChange,
    CycleCard,
    ItemChange,
    SideCard,
    SubjectChange,
    TargetChange,
)
from assessments.scoring.change_raters import compare_raters, rater_means
from assessments.scoring.change_sides import Cycle, Side
from assessments.scoring.comparable import carries_half, comparable_items, list_not_comparable
from assessments.scoring.figures import rounded
from commitments.definition import Definition, Item


def compare(earlier: Side, later: Side, *, before: Sequence[Cycle] = ()) -> ComparisonCard:
    """`before` are the cycles before the earlier side, oldest first."""
    same = comparable_items(earlier.definition, later.definition)
    answered = [item for item in same if item.code in earlier.levels and item.code in later.levels]
    subjects = dict.fromkeys((*later.scores, *earlier.scores))
    return ComparisonCard(
        scoring_version=SCORING_VERSION,
        earlier=_side_card(earlier),
        later=_side_card(later),
        raters_in_both=len(earlier.raters & later.raters),
        subjects={
            code: _compare_subject(
                code, [item for item in answered if item.subject == code], earlier, later
            )
            for code in subjects
        },
        items={
            item.code: ItemChange(earlier.levels[item.code], later.levels[item.code])
            for item in answered
        },
        not_comparable=list_not_comparable(earlier, later, {item.code for item in same}),
        contested=_compare_contested([item.code for item in same], earlier, later),
        targets=_compare_targets(earlier, later),
        cycles=_follow([*before, earlier.cycle, later.cycle]) if before else (),
    )


def _side_card(side: Side) -> SideCard:
    return SideCard(
        report=side.stamp.report,
        number=side.stamp.number,
        assessment=side.stamp.assessment,
        period=side.stamp.period,
        frozen_digest=side.stamp.frozen_digest,
        input_digest=side.input_digest,
        framework=FrameworkStamp(side.definition.version, side.definition.digest),
        raters=len(side.raters),
    )


def _compare_subject(
    code: str, items: Collection[Item], earlier: Side, later: Side
) -> SubjectChange:
    """`items` are the subject's that are comparable and answered in both, as the later has them."""
    scores = (earlier.scores.get(code), later.scores.get(code))
    codes = [item.code for item in items]
    if not carries_half(codes, code, earlier.definition, later.definition):
        return SubjectChange("not_comparable", None, None, None, None, (0, 0), *scores)
    weights = {item.code: Fraction(item.weight) for item in items}
    delta = sum(
        (weight * (later.levels[item] - earlier.levels[item]) for item, weight in weights.items()),
        Fraction(),
    ) / sum(weights.values())
    views = [
        list(rater_means(weights, side.rated.of_items(codes)).values()) for side in (earlier, later)
    ]
    raters = (len(views[0]), len(views[1]))
    test = compare_raters(*views)
    if test is None:
        return SubjectChange("not_tested", rounded(delta), None, None, None, raters, *scores)
    return SubjectChange(
        verdict="changed" if test.confirms(delta) else "noise",
        delta=rounded(delta),
        difference=rounded(test.difference),
        standard_error_squared=rounded(test.standard_error_squared),
        degrees=test.degrees,
        raters=raters,
        earlier_score=scores[0],
        later_score=scores[1],
    )


def _compare_contested(items: Collection[str], earlier: Side, later: Side) -> ContestedChange:
    found = {item: (earlier.is_contested(item), later.is_contested(item)) for item in items}
    new, closed, still = (
        tuple(item for item in items if found[item] == sides)
        for sides in ((False, True), (True, False), (True, True))
    )
    return ContestedChange(new, closed, still)


def _compare_targets(earlier: Side, later: Side) -> dict[str, TargetChange]:
    before, now = earlier.sheet.targets, later.sheet.targets
    return {
        code: TargetChange(
            earlier_target=before.get(code),
            target=now.get(code),
            met=later.meets(code, now[code]) if code in now else None,
        )
        for code in dict.fromkeys((*before, *now))
    }


def _follow(cycles: Sequence[Cycle]) -> tuple[CycleCard, ...]:
    """The scores of the subjects that the latest version has, cycle by cycle."""
    latest = cycles[-1].definition
    return tuple(
        CycleCard(
            report=cycle.stamp.report,
            assessment=cycle.stamp.assessment,
            period=cycle.stamp.period,
            scores={
                subject.code: cycle.scores.get(subject.code)
                if _is_same_subject(subject.code, cycle.definition, latest)
                else None
                for subject in latest.subjects
            },
        )
        for cycle in cycles
    )


def _is_same_subject(code: str, earlier: Definition, later: Definition) -> bool:
    same = [item.code for item in comparable_items(earlier, later) if item.subject == code]
    return carries_half(same, code, earlier, later)
