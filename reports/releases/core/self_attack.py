"""What a simple attacker makes of a release, shown to its managers. It decides nothing.

It takes the published figures and what anybody may know of the members: attributes and parents.
Each organization's answer to one measure is an unknown; each cell is an equation with rounding. It
looks for organizations whose answer follows, alone and with those of two systems known, and for the
narrowest interval in which linear programming can put an answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.optimize import linprog

from reports.releases.core.admission import Admission, PastRelease
from reports.releases.core.figures import Figure
from reports.releases.core.measures import Measure
from reports.releases.core.members import Bools, Floats, Members
from reports.releases.core.thresholds import Thresholds

MOST_EXPOSED = 20  # organizations for whom more is tried
BOUNDED = 5  # of these, for whom linear programs are solved
MEASURES = 3  # those with the most extreme figures
PARTNERS = 8  # systems whose answers say most about an organization
TOP = 4.0


@dataclass(frozen=True, slots=True)
class Attack:
    """`narrowest` is of the 0–4 scale, None where no mean is published."""

    figures: int
    solved: int
    solved_with_two: int
    narrowest: float | None


def attack(
    members: Members,
    measures: Sequence[Measure],
    admission: Admission,
    figures: Sequence[Figure],
    earlier: Sequence[PastRelease],
    thresholds: Thresholds,
) -> Attack:
    """Within seconds, up to some thousand organizations."""
    rows, cards, systems = _equations(members, admission, earlier)
    count = len(figures)
    if not len(rows):
        return Attack(count, 0, 0, None)
    residual = np.eye(len(cards)) - np.linalg.pinv(rows) @ rows
    own = np.diag(residual).copy()
    tolerance = float(thresholds.tolerance)
    exposed = [int(place) for place in np.argsort(own, kind="stable")[:MOST_EXPOSED]]
    with_two = sum(
        own[place] > tolerance and _solved_with_two(place, residual, systems, tolerance)
        for place in exposed
    )
    known = [place for place in exposed if place < len(members)][:BOUNDED]
    return Attack(
        figures=count,
        solved=int((own <= tolerance).sum()),
        solved_with_two=with_two,
        narrowest=_narrowest(members, measures, admission, figures, known, thresholds),
    )


def _equations(
    members: Members, admission: Admission, earlier: Sequence[PastRelease]
) -> tuple[Floats, list[str], list[str]]:
    """A row for every published cell; columns are cards, those of this release first."""
    everyone = [(members, admission), *((one.members, one.admission) for one in earlier)]
    places: dict[str, int] = {}
    systems: list[str] = []
    for who, _ in everyone:
        for card, system in zip(who.cards, who.systems, strict=True):
            if card not in places:
                places[card] = len(places)
                systems.append(system)
    rows = []
    for who, what in everyone:
        columns = np.array([places[card] for card in who.cards], dtype=np.int64)
        for table in what.tables:
            cell_of = table.assign(who)
            for cell in np.unique(cell_of):
                row = np.zeros(len(places))
                row[columns[cell_of == cell]] = 1.0
                rows.append(row)
    # Equal rows say nothing new, and cost.
    matrix = np.unique(np.array(rows), axis=0) if rows else np.zeros((0, len(places)))
    return matrix, list(places), systems


def _solved_with_two(
    place: int, residual: Floats, systems: Sequence[str], tolerance: float
) -> bool:
    """Whether an answer follows once those of two other systems are known."""
    pull: dict[str, float] = {}
    for other, system in enumerate(systems):
        if system != systems[place]:
            pull[system] = pull.get(system, 0.0) + abs(float(residual[place, other]))
    partners = sorted(pull, key=lambda system: (-pull[system], system))[:PARTNERS]
    for pair in combinations(partners, min(2, len(partners))):
        known = [at for at, system in enumerate(systems) if system in pair]
        block = residual[np.ix_(known, known)]
        across = residual[place, known]
        left = residual[place, place] - across @ np.linalg.pinv(block, hermitian=True) @ across
        if left <= tolerance:
            return True
    return False


def _narrowest(
    members: Members,
    measures: Sequence[Measure],
    admission: Admission,
    figures: Sequence[Figure],
    exposed: Sequence[int],
    thresholds: Thresholds,
) -> float | None:
    """Over the measures whose means lie closest to an end of the scale, ends aside."""
    scores = {one.code: one.respondents for one in measures if one.kind == "score"}
    by_measure: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.measure in scores and figure.mean is not None:
            by_measure.setdefault(figure.measure, []).append(figure)
    extreme = sorted(by_measure, key=lambda code: (_to_an_end(by_measure[code]), code))[:MEASURES]
    widths = [
        width
        for code in extreme
        for width in _widths(
            members, scores[code], admission, by_measure[code], exposed, thresholds
        )
    ]
    return min(widths, default=None)


def _to_an_end(figures: Sequence[Figure]) -> float:
    means = [float(one.mean) for one in figures if one.mean is not None]
    return min(min(mean, TOP - mean) for mean in means)


def _widths(
    members: Members,
    respondents: Bools,
    admission: Admission,
    figures: Sequence[Figure],
    exposed: Sequence[int],
    thresholds: Thresholds,
) -> list[float]:
    half = 0.5 * 10.0**-thresholds.decimals
    lowest, highest = float(thresholds.lowest_mean), float(thresholds.highest_mean)
    rows, limits = [], []
    assigned = {place: table.assign(members) for place, table in enumerate(admission.tables)}
    for one in figures:
        row = ((assigned[one.table] == one.cell) & respondents).astype(np.float64)
        mean = float(one.mean or 0)
        top = TOP if mean >= highest else mean + half
        bottom = 0.0 if mean <= lowest else mean - half
        rows += [row, -row]
        limits += [top * row.sum(), -bottom * row.sum()]
    widths = []
    for place in exposed:
        if not respondents[place]:
            continue
        ends = []
        for sign in (1.0, -1.0):
            goal = np.zeros(len(members))
            goal[place] = sign
            found = linprog(goal, A_ub=np.array(rows), b_ub=limits, bounds=(0, TOP))
            if found.status == 0:
                ends.append(sign * found.fun)
        if len(ends) == 2:
            widths.append(float(ends[1] - ends[0]))
    return widths
