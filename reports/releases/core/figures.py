"""The figures of a release: computed as arrays, rounded, and nothing kept that is not published."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

import numpy as np

from reports.releases.core.admission import Admission
from reports.releases.core.concentration import Frame, number_systems
from reports.releases.core.layout import DONT_KNOW
from reports.releases.core.measures import Measure
from reports.releases.core.members import Bools, Floats, Ints, Members
from reports.releases.core.quartiles import grouped_quartiles
from reports.releases.core.rounding import as_decimal, divide, round_counts
from reports.releases.core.tables import Table
from reports.releases.core.thresholds import Thresholds

MILLION = 1_000_000
LEVELS = 5
YES = 1
WHOLE_FIELD = 0  # the first table that is tried, without which there is no other
COUNTED = frozenset({"levels", "share", "count"})  # never sorted
# Questions whose figure is a share of the organizations.
SHARES = frozenset({"dont-know", "not-applicable", "contested", "ceiling", "floor"})


class UnsafeFigure(Exception):
    """A figure was to rest on fewer than may be shown. The admission should have refused it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Published figures of one measure in one cell; what may not be shown is None or empty.

    `n` is rounded as all counts are. `mean` and quartiles have one decimal; one at or beyond an
    end of the scale is that end's ("3.9 or more"). `counts`, where 0 stands for "0–2": of an item
    those of levels 0 to 4, and of the whole field also "not applicable" and "don't know"; of a
    share the one of those who have it. Items and shares have no mean, for it would say more than
    the counts do. A question's figure is its `mean`: a share as 0.0 to 1.0, or a coefficient.
    """

    table: int
    cell: int
    measure: str
    n: int
    mean: Decimal | None = None
    quartiles: tuple[Decimal, Decimal, Decimal] | None = None
    counts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CellCount:
    """How many members a cell of a table has, rounded."""

    table: int
    cell: int
    n: int


def compute_figures(
    members: Members,
    measures: Sequence[Measure],
    values: Mapping[str, Floats],
    admission: Admission,
    thresholds: Thresholds,
) -> tuple[Figure, ...]:
    """`values`: measure → one value a member, NaN where it has none (coded answers for items:
    0 to 4, 5 not applicable, 6 don't know; 0 or 1 for shares). Deterministic. Raises UnsafeFigure
    where the admission has let through what rests on too few.
    """
    systems = number_systems(members)
    frames = [Frame.of(table, members, systems) for table in admission.tables]
    made: list[Figure] = []
    for measure in measures:
        places = [
            place
            for place in admission.measures.get(measure.code, ())
            if _belongs(measure, admission.tables[place])
        ]
        if not places:
            continue
        answers = Answers.of(measure, values[measure.code])
        make = _MAKERS[measure.kind]
        for place in places:
            at = Respondents.of(place, frames[place], answers.order)
            _demand_enough(at.frame, measure.respondents, at.n, thresholds, measure.code)
            made.extend(make(answers, at, thresholds))
    return tuple(made)


def count_cells(
    members: Members, admission: Admission, thresholds: Thresholds
) -> tuple[CellCount, ...]:
    """Of each cell that has members; the others stand nowhere."""
    systems = number_systems(members)
    counted = []
    for place, table in enumerate(admission.tables):
        frame = Frame.of(table, members, systems)
        everyone = np.ones(len(members), dtype=np.bool_)
        _demand_enough(frame, everyone, frame.members, thresholds, "the members")
        rounded = round_counts(frame.members, thresholds)
        counted += [
            CellCount(place, int(cell), int(rounded[cell]))
            for cell in np.flatnonzero(frame.members)
        ]
    return tuple(counted)


def _belongs(measure: Measure, table: Table) -> bool:
    """Questions are of the whole field; what is said of plans by subject, of one attribute."""
    if measure.kind == "question":
        return not table.groupings
    return not (measure.kind == "share" and "@" in measure.code and len(table.groupings) > 1)


def _demand_enough(
    frame: Frame, mask: Bools, organizations: Ints, thresholds: Thresholds, what: str
) -> None:
    """`organizations`: how many each cell has in the mask."""
    few = organizations < thresholds.organizations
    # So many organizations cannot be of fewer systems.
    if np.any(organizations <= frame.largest(thresholds.systems - 1)):
        few |= frame.count_systems(mask) < thresholds.systems
    if np.any(few & (organizations > 0)):
        raise UnsafeFigure(f"A cell of {what} rests on too few organizations. Nothing was made.")


@dataclass(frozen=True, eq=False)
class Answers:
    """A measure's values, as whole numbers of its respondents in ascending order."""

    measure: Measure
    given: Floats
    order: Ints  # places of the respondents
    micros: Ints
    _steps: dict[int, Ints] = field(default_factory=dict)

    @classmethod
    def of(cls, measure: Measure, given: Floats) -> "Answers":
        places = np.flatnonzero(measure.respondents)
        micros = np.rint(given[places] * MILLION).astype(np.int64)
        if measure.kind in COUNTED:
            return cls(measure, given, places, micros)
        order = np.argsort(micros, kind="stable")
        return cls(measure, given, places[order], micros[order])

    @cached_property
    def codes(self) -> Ints:
        """Of the respondents, in the order of `order`."""
        return self.given[self.order].astype(np.int64)

    @cached_property
    def answered(self) -> Ints:
        """Places of all that gave any answer, also one without a level."""
        return np.flatnonzero(~np.isnan(self.given))

    def steps(self, scale: int) -> Ints:
        """The values as they are shown, in the order of `order`."""
        if scale not in self._steps:
            scales = np.full(len(self.micros), scale, dtype=np.int64)
            self._steps[scale] = divide(self.micros, scales)
        return self._steps[scale]


@dataclass(frozen=True, eq=False)
class Respondents:
    """Those of a measure in a table: the cell of each, in the order of `Answers`, and how many."""

    place: int
    frame: Frame
    cells: Ints
    n: Ints

    @classmethod
    def of(cls, place: int, frame: Frame, order: Ints) -> "Respondents":
        cells = frame.cells[order]
        return cls(place, frame, cells, np.bincount(cells, minlength=frame.size).astype(np.int64))


def _means(answers: Answers, at: Respondents, thresholds: Thresholds) -> Iterator[Figure]:
    """Of scores and what is derived from them: a mean, and quartiles from enough organizations."""
    measure, micros, frame, cells, n = answers.measure, answers.micros, at.frame, at.cells, at.n
    filled = np.flatnonzero(n)
    totals = np.bincount(cells, weights=micros, minlength=frame.size).astype(np.int64)
    scale = MILLION // 10**thresholds.decimals
    means = _within(divide(totals[filled], n[filled] * scale), measure, thresholds)
    enough = n >= thresholds.quartiles_from
    quartiles = None
    # Quartiles would tell what nearly everybody in a cell has.
    if enough.any() and not _alike(answers, answers.steps(scale), at, thresholds):
        found = grouped_quartiles(micros, frame.narrow_cells[answers.order], n, scale)
        quartiles = _within(found, measure, thresholds).tolist()
    rounded = round_counts(n, thresholds).tolist()
    for cell, mean in zip(filled.tolist(), means.tolist(), strict=True):
        yield Figure(
            table=at.place,
            cell=cell,
            measure=measure.code,
            n=rounded[cell],
            mean=as_decimal(mean, thresholds.decimals),
            quartiles=_three(quartiles[cell], thresholds) if quartiles and enough[cell] else None,
        )


def _alike(answers: Answers, given: Ints, at: Respondents, thresholds: Thresholds) -> bool:
    return at.frame.tally(given, answers.order, at.cells).is_concentrated(thresholds.holders)


def _three(steps: list[int], thresholds: Thresholds) -> tuple[Decimal, Decimal, Decimal]:
    low, middle, high = (as_decimal(step, thresholds.decimals) for step in steps)
    return low, middle, high


def _within(steps: Ints, measure: Measure, thresholds: Thresholds) -> Ints:
    """Cut to the ends that are shown; differences run as far below zero as above it."""
    scale = 10**thresholds.decimals
    highest = int(thresholds.highest_mean * scale)
    signed = measure.kind == "change" or measure.code.startswith("lag:")
    lowest = -highest if signed else int(thresholds.lowest_mean * scale)
    return np.clip(steps, lowest, highest)


def _distributions(answers: Answers, at: Respondents, thresholds: Thresholds) -> Iterator[Figure]:
    """Of an item: none in the whole table where one of its cells tells nearly everybody's answer,
    for the hole itself would tell it.
    """
    tally, width = at.frame.tally(answers.codes, answers.order, at.cells), LEVELS
    if tally.is_concentrated(thresholds.holders):
        return
    if at.place == WHOLE_FIELD:
        # Also those to whom it does not apply, and those who do not know.
        codes, width = answers.given[answers.answered].astype(np.int64), DONT_KNOW + 1
        tally = at.frame.tally(codes, answers.answered)
        if tally.is_concentrated(thresholds.holders):
            return
    yield from _counted(answers.measure, at, tally.counts(width), thresholds)


def _shares(answers: Answers, at: Respondents, thresholds: Thresholds) -> Iterator[Figure]:
    """How many have it. "Nobody" and "everybody" are answers that all of them gave."""
    tally = at.frame.tally(answers.codes, answers.order, at.cells)
    if tally.is_concentrated(thresholds.holders):
        return
    yield from _counted(answers.measure, at, tally.counts(YES + 1)[:, [YES]], thresholds)


def _joined(answers: Answers, at: Respondents, thresholds: Thresholds) -> Iterator[Figure]:
    yield from _counted(answers.measure, at, at.n.reshape(-1, 1), thresholds)


def _counted(
    measure: Measure, at: Respondents, counts: Ints, thresholds: Thresholds
) -> Iterator[Figure]:
    shown = round_counts(at.n, thresholds).tolist()
    rounded = round_counts(counts, thresholds).tolist()
    for cell in np.flatnonzero(at.n).tolist():
        yield Figure(at.place, cell, measure.code, shown[cell], counts=tuple(rounded[cell]))


def _questions(answers: Answers, at: Respondents, thresholds: Thresholds) -> Iterator[Figure]:
    """One number of the whole field: a share, a median, or a mean of what each member adds."""
    measure, micros, n = answers.measure, answers.micros, at.n
    if not n[0]:
        return
    scale = MILLION // 10**thresholds.decimals
    statistic = measure.code.split(":")[1]
    if statistic in SHARES:
        codes = answers.codes
        tally = at.frame.tally(codes, answers.order, at.cells)
        if tally.is_concentrated(thresholds.holders, only=YES):
            return
        # No more than the two rounded counts tell.
        shown = round_counts(np.array([(codes == YES).sum(), n[0]]), thresholds)
        step = int(divide(shown[:1] * 10**thresholds.decimals, shown[1:])[0])
    elif n[0] < thresholds.quartiles_from:
        return
    elif statistic == "agreement":
        step = int(grouped_quartiles(micros, at.cells, n, scale)[0][1])
    else:
        step = int(divide(micros.sum(keepdims=True), n * scale)[0])
    rounded = int(round_counts(n, thresholds)[0])
    yield Figure(at.place, 0, measure.code, rounded, mean=as_decimal(step, thresholds.decimals))


_MAKERS = {
    "score": _means,
    "derived": _means,
    "change": _means,
    "levels": _distributions,
    "share": _shares,
    "question": _questions,
    "count": _joined,
}
