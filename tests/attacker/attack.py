"""All attacks on what was published, and what they found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from tests.attacker.algebra import Totals, leverage, solved
from tests.attacker.bounds import Interval, inequalities_of
from tests.attacker.derivable import Undecided, find_unpublishable
from tests.attacker.distributions import given_away, holes
from tests.attacker.families import odd_ones, something_known
from tests.attacker.published import Cell, Figure, Knowledge, Published
from tests.attacker.systems_of_figures import (
    CHANGE,
    alone,
    base_of,
    connected,
    totals_of,
    with_changes,
)

Say = Callable[[str], None]
UNKNOWNS_BOUNDED, MEASURES_BOUNDED = 20, 3


@dataclass
class Findings:
    """`solved`: organization → how; `sets`: of organizations, what of, that are not publishable."""

    figures: int = 0
    solved: dict[str, str] = field(default_factory=dict)
    sets: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    intervals: list[Interval] = field(default_factory=list)
    holes: list[tuple[str, int, Cell]] = field(default_factory=list)
    classes: list[tuple[str, int, Cell, int]] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)
    checks: int = 0

    @property
    def narrowest(self) -> float:
        """Ends of the scale aside."""
        return min((one.width for one in self.intervals if not one.at_an_end), default=inf)

    @property
    def narrowest_at_an_end(self) -> float:
        return min((one.width for one in self.intervals if one.at_an_end), default=inf)

    @property
    def won(self) -> list[str]:
        """What the attacker has won, in words; nothing where the release holds."""
        said = [f"{who} is solved: {how}" for who, how in self.solved.items()]
        said += [f"{what}: the total of {', '.join(who)} follows" for what, who in self.sets]
        said += [f"an interval of {self.narrowest:.2f}"] if self.narrowest < 1.0 else []
        said += [f"{measure} is withheld in {cell} alone" for measure, _, cell in self.holes]
        said += [f"nearly all of {cell} answered {a} to {m}" for m, _, cell, a in self.classes]
        return [*said, *(f"undecided: {what}" for what in self.undecided)]


def attack(
    published: Published,
    knowledge: Knowledge,
    families: Mapping[str, Sequence[str]] | None = None,
    say: Say = lambda _: None,
) -> Findings:
    """`families`: derived measure → the base measures that it is made of."""
    found = Findings(figures=len(published.figures))
    _each_measure(published, knowledge, found, say)
    for derived, bases in (families or {}).items():
        if derived in published.measures:
            say(f"identities of {derived}")
            _family(published, knowledge, derived, tuple(bases), found)
    say("intervals")
    _bounds(published, knowledge, found)
    say("distributions")
    _distributions(published, knowledge, found)
    return found


def _each_measure(published: Published, knowledge: Knowledge, found: Findings, say: Say) -> None:
    seen: set[object] = set()
    own = alone(knowledge)
    bases = tuple(dict.fromkeys(base_of(measure) for measure in published.measures))
    for base in bases:
        for part in connected(published, (base, CHANGE + base), own):
            _one_measure(base, part, own, found, seen, say)


def _one_measure(
    base: str,
    published: Published,
    knowledge: Knowledge,
    found: Findings,
    seen: set[object],
    say: Say,
) -> None:
    totals, systems, owners = totals_of(published, (base, CHANGE + base), knowledge)
    # Measures that rest on the same organizations in the same tables have one answer.
    key = (
        totals.rows.tobytes(),
        tuple(tuple(one.split(" ")[0] for one in atom) for atom in totals.atoms),
    )
    if not totals.atoms or key in seen:
        return
    seen.add(key)
    found.checks += 1
    say(f"{base}: {totals.rows.shape[0]} totals of {totals.rows.shape[1]} atoms")
    _solve_and_derive(base, totals, systems, owners, found)
    changes = with_changes(totals, knowledge, owners)
    if changes is not None:
        steps, owner_of = changes
        of_step = {one: owner[1] for one, owner in owner_of.items()}
        _solve_and_derive(f"change of {base}", steps, of_step, owner_of, found)


def _solve_and_derive(
    what: str,
    totals: Totals,
    systems: Mapping[str, str],
    owners: Mapping[str, tuple[str, str]],
    found: Findings,
) -> None:
    for unknown, known in solved(totals, systems):
        told = f" with {' and '.join(known)}" if known else ""
        found.solved.setdefault(owners[unknown][0], f"{what}{told}")
    try:
        names = find_unpublishable(totals, owners)
    except Undecided as why:
        found.undecided.append(f"{what}: {why}")
        return
    if names is not None:
        found.sets.append((what, tuple(sorted({owners[one][0] for one in names}))))


def _family(
    published: Published,
    knowledge: Knowledge,
    derived: str,
    bases: tuple[str, ...],
    found: Findings,
) -> None:
    for release in knowledge.releases:
        of_release = Published(tuple(x for x in published.figures if x.release == release))
        totals, systems, owners = totals_of(of_release, (derived, *bases), knowledge)
        for unknown in something_known(totals, systems, owners):
            found.solved.setdefault(owners[unknown][0], f"{derived} with its parts")
    odd = odd_ones(published, knowledge, derived)
    if odd:
        own, systems, owners = totals_of(published, (derived,), alone(knowledge))
        with_odd = Totals.of(
            [
                *(
                    {one: row[at] for at, atom in enumerate(own.atoms) for one in atom}
                    for row in own.rows
                ),
                *odd,
            ]
        )
        _solve_and_derive(f"{derived} less its parts", with_odd, systems, owners, found)


def _bounds(published: Published, knowledge: Knowledge, found: Findings) -> None:
    own = alone(knowledge)
    for measure in _most_extreme(published):
        totals, _, _ = totals_of(published, (measure,), own)
        weight = leverage(totals)
        chosen = sorted(weight, key=lambda one: (-weight[one], one))[:UNKNOWNS_BOUNDED]
        # Who stands in the same figures has the same interval.
        same = {one: place for place, atom in enumerate(totals.atoms) for one in atom}
        chosen = list({same[one]: one for one in chosen}.values())
        made = inequalities_of(
            [one for one in published.figures if base_of(one.measure) == measure], own
        )
        found.intervals += [made.bound(one) for one in chosen]


def _most_extreme(published: Published) -> list[str]:
    """Measures with a figure nearest to an end of the scale."""
    nearest: dict[str, float] = {}
    for figure in published.figures:
        if figure.mean is not None and ":" not in figure.measure:
            room = min(figure.mean, 4 - figure.mean)
            nearest[figure.measure] = min(nearest.get(figure.measure, inf), room)
    return sorted(nearest, key=lambda measure: (nearest[measure], measure))[:MEASURES_BOUNDED]


def _distributions(published: Published, knowledge: Knowledge, found: Findings) -> None:
    by_measure: dict[str, list[Figure]] = {}
    for figure in published.figures:
        by_measure.setdefault(figure.measure, []).append(figure)
    found.holes += holes(by_measure, knowledge)
    cells = sorted({(one.release, one.cell) for one in published.figures}, key=str)
    with_counts = [one for one in by_measure if any(f.counts for f in by_measure[one])]
    fullest = sorted(with_counts, key=lambda one: (-_fullest(by_measure[one]), one))
    withheld = {measure for measure, _, _ in found.holes}
    for measure in dict.fromkeys([*fullest[:MEASURES_BOUNDED], *sorted(withheld)]):
        shown = {(one.release, one.cell) for one in by_measure[measure] if one.counts}
        sets = [one for one in cells if one not in shown] + sorted(shown, key=str)
        for release, cell, answer in given_away(by_measure[measure], knowledge, sets):
            found.classes.append((measure, release, cell, answer))


def _fullest(figures: Sequence[Figure]) -> float:
    """The largest share that one answer has in a cell."""
    return max((max(one.counts) / max(one.n, 1) for one in figures if one.counts), default=0.0)
