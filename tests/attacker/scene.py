"""Sets the scene: a made-up field, released by the product's own core as a worker does it.

The only part of this package, beside `reading`, that knows the product. What the attacker gets is
what is printed (`print_figures`) and what she is assumed to know (`know`).
"""

from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

import numpy as np

from commitments.definition import Definition
from commitments.documents import read_framework
from reports.plans.codes import BARRIERS
from reports.releases.configuration import load_thresholds
from reports.releases.core.admission import Admission, PastRelease, admit
from reports.releases.core.cards import ABSENT, MILLION, Cards
from reports.releases.core.figures import Figure as Printed
from reports.releases.core.figures import compute_figures
from reports.releases.core.layout import Layout
from reports.releases.core.measures import Measure
from reports.releases.core.measuring import Measured, Values, measure_cards, measured_share
from reports.releases.core.measuring_change import measure_change
from reports.releases.core.measuring_questions import measure_questions
from reports.releases.core.members import Members
from reports.releases.core.thresholds import Thresholds
from reports.releases.profile import ATTRIBUTES
from reports.releases.synthetic import SyntheticCycle, make_field
from tests.attacker.identities import FRAMEWORK, parts_for, read_rules
from tests.attacker.published import Cell, Figure, Knowledge, Participant, Published

LEVELS = 5
VALUES = {one.code: [code for code, _ in one.values] for one in ATTRIBUTES}


@dataclass(frozen=True, eq=False)
class Released:
    members: Members
    measures: tuple[Measure, ...]
    admission: Admission
    figures: tuple[Printed, ...]
    earlier: tuple[str, ...]

    @property
    def past(self) -> PastRelease:
        return PastRelease(self.members, self.measures, self.admission)


@cache
def read_definition() -> Definition:
    return read_framework(FRAMEWORK.read_bytes())


def make_cycles(seed: int, organizations: int, dont_know: float) -> tuple[SyntheticCycle, ...]:
    definition = read_definition()
    scope: dict[str, list[int]] = {}
    for place, item in enumerate(definition.items):
        for sector in item.not_applicable_to:
            scope.setdefault(sector, []).append(place)
    return make_field(
        seed,
        organizations,
        2,
        subjects=[item.subject for item in definition.items],
        not_applicable=scope,
        dont_know=dont_know,
    ).cycles


def release(
    cycles: Sequence[SyntheticCycle],
    thresholds: Thresholds | None = None,
    *,
    wanted: Callable[[str], bool] = lambda _: True,
    forget: bool = False,
    known: MutableMapping[str, bool] | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> list[Released]:
    """One release a cycle, each admitted with all before it, or `forget`ting them.

    `known`: verdicts of the joint check that are taken for granted.
    """
    thresholds = thresholds or load_thresholds()
    definition = read_definition()
    made: list[Released] = []
    scored: list[Cards] = []
    known = {} if known is None else known
    for number, cycle in enumerate(cycles, 1):
        cards = score(cycle, definition)
        measured, earlier = _measure(definition, cycle, cards, made, scored)
        measured = [one for one in measured if wanted(one.measure.code)]
        measures = tuple(one.measure for one in measured)
        admission = admit(
            cycle.members,
            measures,
            ATTRIBUTES,
            [] if forget else [one.past for one in made],
            thresholds,
            known=known,
            progress=lambda done, whole, what, number=number: say(
                f"release {number}: {done}/{whole} {what}"
            ),
        )
        figures = compute_figures(cycle.members, measures, Values(measured), admission, thresholds)
        made.append(Released(cycle.members, measures, admission, figures, earlier))
        scored.append(cards)
    return made


def _measure(
    definition: Definition,
    cycle: SyntheticCycle,
    cards: Cards,
    made: Sequence[Released],
    scored: Sequence[Cards],
) -> tuple[list[Measured], tuple[str, ...]]:
    measured = list(measure_cards(definition, cards))
    earlier = ("",) * len(cards)
    if made:
        before = made[-1].members
        at = {one: place for place, one in enumerate(before.organizations)}
        places = np.array([at.get(one, -1) for one in cycle.members.organizations])
        earlier = tuple(before.cards[place] if place >= 0 else "" for place in places)
        former = scored[-1].take(places)
        measured += measure_change(definition, definition, cards, former, earlier)
    shares = zip(BARRIERS, cycle.barriers.T, strict=False)
    measured += [measured_share(f"barrier:{code}", has_it) for code, has_it in shares]
    measured += measure_questions(definition, cards)
    return measured, earlier


def score(cycle: SyntheticCycle, definition: Definition) -> Cards:
    """By scoring.md, of the answers alone."""
    layout = Layout.of(definition, "attack")
    figures = np.full((len(cycle.members), len(layout.columns)), ABSENT, dtype=np.int32)
    for row, answers in enumerate(cycle.levels):
        for code, value in _score_one(definition, dict(zip(layout.items, answers, strict=True))):
            figures[row, layout.columns[code]] = round(value * MILLION)
    contested = cycle.contested.astype(np.uint8)
    return Cards(layout, figures, cycle.levels.astype(np.uint8), contested)


def _score_one(definition: Definition, answers: Mapping[str, int]) -> Iterator[tuple[str, float]]:
    scores: dict[str, float] = {}
    applicable: set[str] = set()
    for subject in definition.subjects:
        items = [one for one in definition.items_by_subject[subject.code] if answers[one.code] != 5]
        if not items:
            continue
        applicable.add(subject.code)
        given = [one for one in items if answers[one.code] < 5]
        essential = [one for one in items if one.essential]
        covered = sum(one.weight for one in given) * 2 >= sum(one.weight for one in items)
        if given and (covered or (essential and all(one in given for one in essential))):
            whole = sum(float(one.weight) for one in given)
            total = sum(float(one.weight) * int(answers[one.code]) for one in given)
            scores[subject.code] = total / whole
    yield from scores.items()
    pillars: list[float | None] = []
    for pillar in definition.pillars:
        own = [f.code for f in definition.features_of(pillar.code) if f.code in applicable]
        held = [scores[code] for code in own if code in scores]
        if own:
            pillars.append(
                sum(held) / len(held) if 3 * len(held) >= 2 * len(own) and held else None
            )
            if pillars[-1] is not None:
                yield f"pillar:{pillar.code}", pillars[-1]
    if pillars and None not in pillars:
        yield "index:foundations", sum(one for one in pillars if one is not None) / len(pillars)
    own = [one.code for one in definition.commitments if one.code in applicable]
    held = [scores[code] for code in own if code in scores]
    if own and 5 * len(held) >= 4 * len(own):
        yield "index:commitments", sum(held) / len(held)
    for commitment in definition.commitments:
        links = [
            link for link in definition.links_of(commitment.code) if link.feature in applicable
        ]
        known = [link for link in links if link.feature in scores]
        weight = sum(link.strength for link in known)
        if commitment.code in scores and weight and 2 * weight >= sum(x.strength for x in links):
            enabling = sum(link.strength * scores[link.feature] for link in known) / weight
            yield f"lag:{commitment.code}", scores[commitment.code] - enabling


def sign_again(cycle: SyntheticCycle, renewed: Sequence[int]) -> SyntheticCycle:
    """The same cycle with a few members' cards replaced, as for a correction."""
    members = cycle.members
    cards = tuple(
        f"{card}-again" if place in renewed else card for place, card in enumerate(members.cards)
    )
    levels = cycle.levels.copy()
    levels[list(renewed)] = np.where(levels[list(renewed)] < LEVELS, 2, levels[list(renewed)])
    return replace(cycle, members=replace(members, cards=cards), levels=levels)


def print_figures(released: Sequence[Released], count_step: int = 5) -> Published:
    return Published(
        tuple(
            _print_one(number, one, figure, count_step)
            for number, one in enumerate(released, 1)
            for figure in one.figures
        )
    )


def _print_one(number: int, released: Released, figure: Printed, count_step: int) -> Figure:
    table = released.admission.tables[figure.table]
    cell: Cell = tuple(
        (grouping.attribute, frozenset(VALUES[grouping.attribute][value] for value in group))
        for grouping, group in zip(table.groupings, table.cells[figure.cell], strict=True)
    )
    mean = None if figure.mean is None else float(figure.mean)
    signed = figure.measure.startswith(("lag:", "change:"))
    end = 0
    if mean is not None and not figure.measure.startswith("question:"):
        end = (mean >= 3.9) - (mean <= (-3.9 if signed else 0.1))
    quartiles = figure.quartiles and tuple(float(one) for one in figure.quartiles)
    return Figure(
        number,
        cell,
        figure.measure,
        figure.n,
        mean,
        quartiles,
        figure.counts,
        open_end=end,
        count_step=count_step,
    )


def know(released: Sequence[Released]) -> Knowledge:
    """Everything that the attacker is assumed to know: see `Knowledge`."""
    releases: dict[int, tuple[Participant, ...]] = {}
    respondents: dict[tuple[int, str], frozenset[str]] = {}
    answered: dict[str, set[str]] = {}
    for number, one in enumerate(released, 1):
        members = one.members
        releases[number] = tuple(
            Participant(
                organization,
                members.systems[place],
                {code: VALUES[code][at[place]] for code, at in members.attributes.items()},
                members.cards[place],
                one.earlier[place],
            )
            for place, organization in enumerate(members.organizations)
        )
        for measure in one.measures:
            cards = [members.cards[place] for place in np.flatnonzero(measure.respondents)]
            respondents[number, measure.code] = frozenset(cards)
            answered.setdefault(measure.code, set()).update(cards)
    cards = frozenset(chain.from_iterable(one.members.cards for one in released))
    parts = parts_for(read_rules(), cards, lambda card, code: card in answered.get(code, ()))
    return Knowledge(releases, respondents, parts)
