"""Where leaders and front-line staff see the same thing otherwise."""

from collections.abc import Mapping, Sequence

from assessments.anonymity import ShownAgreement, ShownGap
from commitments.definition import Feature, Subject
from lhs_portal.lib.wording import mark, say
from reports.charts.dumbbell import Sides, build_dumbbell
from reports.charts.specification import Axis, Dumbbell
from reports.presentation.reading import Reading
from reports.presentation.wording import figure, listed

SIDES = (mark("Leaders"), mark("Front-line staff"))
WHO = mark(
    "Leaders are raters from leadership, management and the board; front-line staff are clinical "
    "and other front-line staff."
)
NONE = mark(
    "No gap between leaders and front-line staff is shown: on no commitment or feature are there "
    "at least three of both."
)

Shown = Mapping[str, ShownAgreement]
Gaps = Sequence[tuple[Subject, ShownGap]]


def chart_role_gaps(reading: Reading, axis: Axis, shown: Shown) -> Dumbbell | None:
    """The widest gap first; None where nobody may be compared."""
    gaps = _sorted_gaps(reading, shown)
    if not gaps:
        return None
    return build_dumbbell(
        "role-gaps",
        _finding(reading, gaps),
        axis,
        (say(SIDES[0]), say(SIDES[1])),
        [
            Sides(_label(reading, subject), gap.leaders, gap.front_line, gap.gap, _mark(subject))
            for subject, gap in gaps
        ],
        caption=say("Mean of the scores that leaders and front-line staff give"),
        heading=say("Commitment or feature"),
    )


def note_role_gaps(reading: Reading, shown: Shown) -> tuple[str, ...]:
    """Who is compared, and what is not."""
    gaps = _sorted_gaps(reading, shown)
    if not gaps:
        return (say(NONE),)
    compared = {subject.code for subject, _ in gaps}
    missing = [reading.name(s.code) for s in reading.definition.subjects if s.code not in compared]
    if not missing:
        return (say(WHO),)
    return (say(WHO), say("Too few raters to show a gap: {missing}.", missing=listed(missing)))


def _sorted_gaps(reading: Reading, shown: Shown) -> Gaps:
    found = [
        (subject, gap)
        for subject in reading.definition.subjects
        if (gap := shown[subject.code].role_gap) is not None
    ]
    return sorted(found, key=lambda each: -abs(each[1].gap))


def _finding(reading: Reading, gaps: Gaps) -> str:
    """Leaders see Safe 0.90 levels higher than front-line staff."""
    widest = gaps[0][1].gap
    apart = figure(abs(widest))
    if apart == "0.00":
        return say("Leaders and front-line staff see all that is compared alike")
    codes = [subject.code for subject, gap in gaps if figure(gap.gap) == figure(widest)]
    names = reading.listed(codes)
    if widest > 0:
        return say(
            "Leaders see {names} {apart} levels higher than front-line staff",
            names=names,
            apart=apart,
        )
    return say(
        "Front-line staff see {names} {apart} levels higher than leaders", names=names, apart=apart
    )


def _label(reading: Reading, subject: Subject) -> str:
    name = reading.text(subject.name)
    return f"{subject.code} {name}" if isinstance(subject, Feature) else name


def _mark(subject: Subject) -> str:
    return say("provisional title") if isinstance(subject, Feature) and subject.provisional else ""
