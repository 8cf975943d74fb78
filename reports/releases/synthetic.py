"""A made-up field for development, tests and benchmarks: organizations, systems, answers, cycles.

Nothing in it is measured: the shares are guesses at what a self-selected American field might look
like. Equal arguments give equal fields.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from reports.releases.core.members import Bools, Floats, Ints, Members
from reports.releases.profile import ATTRIBUTES

NOT_APPLICABLE, DONT_KNOW = 5, 6
BARRIERS = 7
# As many subjects and items as the framework has.
SUBJECTS = tuple(f"subject{place // 4}" for place in range(88))

_VALUES = {attribute.code: [code for code, _ in attribute.values] for attribute in ATTRIBUTES}
_SECTORS = (0.64, 0.11, 0.09, 0.03, 0.03, 0.05, 0.05)
# For each sector, of people employed: fewer than 50 … 20,000 or more.
_SIZES = {
    "care-delivery": (0.04, 0.12, 0.30, 0.34, 0.14, 0.06),
    "public-health": (0.25, 0.40, 0.25, 0.10, 0.0, 0.0),
    "health-financing": (0.0, 0.10, 0.25, 0.35, 0.20, 0.10),
}
_OTHER_SIZES = (0.45, 0.30, 0.15, 0.07, 0.02, 0.01)
_REGIONS = (0.19, 0.24, 0.30, 0.20, 0.02, 0.05)
_OWNERSHIP = (0.62, 0.16, 0.16, 0.04, 0.02)
# From small organizations to large ones: metropolitan, small cities, rural, mixed.
_SETTINGS = ((0.45, 0.2, 0.3, 0.05), (0.65, 0.12, 0.05, 0.18))

_IN_A_SYSTEM = 0.35
_LEAVES, _RETURNS, _NEW = 0.13, 0.35, 0.09


@dataclass(frozen=True, eq=False)
class SyntheticCycle:
    """One row a member. `levels`: 0 to 4, 5 not applicable, 6 don't know. `contested` are items
    on which its raters differed; `barriers` and `resources` (asked for) are of its plan.
    """

    members: Members
    levels: Ints
    contested: Bools
    barriers: Bools
    resources: Bools


@dataclass(frozen=True, eq=False)
class SyntheticField:
    cycles: tuple[SyntheticCycle, ...]


def make_field(
    seed: int,
    organizations: int,
    cycles: int = 3,
    *,
    subjects: Sequence[str] = SUBJECTS,
    not_applicable: Mapping[str, Sequence[int]] | None = None,
    dont_know: float = 0.02,
) -> SyntheticField:
    """`organizations` of them in the first cycle; later ones lose some and win others.

    `subjects` names each item's subject; `not_applicable` gives, by sector, the places of items
    that do not apply to it; `dont_know` is the mean share of items that are not known.
    """
    random = np.random.default_rng(seed)
    pool = organizations + int(organizations * _NEW * (cycles - 1)) + cycles
    systems, attributes = _profiles(random, pool)
    latent = _Latent.draw(random, attributes, systems, subjects)
    unclear = random.beta(0.6, 0.6 / dont_know - 0.6, pool) if dont_know else np.zeros(pool)
    scope = _scope(attributes["sector"], len(subjects), not_applicable or {})

    taking_part = np.arange(pool) < organizations
    next_new = organizations
    made = []
    for cycle in range(cycles):
        if cycle:
            leaves = taking_part & (random.random(pool) < _LEAVES)
            gone = ~taking_part & (np.arange(pool) < next_new)
            returns = gone & (random.random(pool) < _RETURNS)
            taking_part = (taking_part & ~leaves) | returns
            arriving = min(pool, next_new + int(organizations * _NEW))
            taking_part[next_new:arriving] = True
            next_new = arriving
        place = np.flatnonzero(taking_part)
        levels = latent.levels(random, place, cycle)
        levels[random.random(levels.shape) < unclear[place, None]] = DONT_KNOW
        levels[scope[place]] = NOT_APPLICABLE
        made.append(
            SyntheticCycle(
                members=Members(
                    cards=tuple(f"o{one}c{cycle}" for one in place),
                    organizations=tuple(f"o{one}" for one in place),
                    systems=tuple(systems[one] for one in place),
                    attributes={code: values[place] for code, values in attributes.items()},
                ),
                levels=levels,
                contested=random.random(levels.shape) < 0.12,
                barriers=random.random((len(place), BARRIERS)) < np.linspace(0.55, 0.08, BARRIERS),
                resources=random.random(len(place)) < 0.4,
            )
        )
    return SyntheticField(tuple(made))


def _profiles(random: Generator, pool: int) -> tuple[list[str], dict[str, Ints]]:
    """Organizations of one system are alike: mostly care delivery, one owner, one region."""
    systems = [f"s{one}" for one in range(pool)]
    attributes = {code: np.zeros(pool, dtype=np.int64) for code in _VALUES}
    attributes["sector"] = random.choice(len(_SECTORS), pool, p=_SECTORS)
    attributes["region"] = random.choice(len(_REGIONS), pool, p=_REGIONS)
    attributes["ownership"] = random.choice(len(_OWNERSHIP), pool, p=_OWNERSHIP)
    waiting = list(random.permutation(pool)[: int(pool * _IN_A_SYSTEM)])
    while len(waiting) >= 2:
        size = min(len(waiting), 2 + int(random.geometric(0.33)), 12)
        group, waiting = waiting[:size], waiting[size:]
        for one in group:
            systems[one] = f"s{group[0]}"
            attributes["ownership"][one] = attributes["ownership"][group[0]]
            if random.random() < 0.9:
                attributes["sector"][one] = 0
            if random.random() < 0.8:
                attributes["region"][one] = attributes["region"][group[0]]
    for one in range(pool):
        sector = _VALUES["sector"][attributes["sector"][one]]
        size = random.choice(6, p=_SIZES.get(sector, _OTHER_SIZES))
        small, large = (np.array(shares) for shares in _SETTINGS)
        attributes["size_band"][one] = size
        attributes["rurality"][one] = random.choice(4, p=small + (large - small) * size / 5)
    return systems, attributes


def _scope(sector: Ints, items: int, not_applicable: Mapping[str, Sequence[int]]) -> Bools:
    scope = np.zeros((len(sector), items), dtype=bool)
    for code, places in not_applicable.items():
        scope[np.ix_(sector == _VALUES["sector"].index(code), list(places))] = True
    return scope


@dataclass(frozen=True, eq=False)
class _Latent:
    """What lies under the answers: an organization, its system, each subject; items differ."""

    maturity: Floats
    by_subject: Floats
    growth: Floats
    ease: Floats
    subject_of: Ints

    @classmethod
    def draw(
        cls,
        random: Generator,
        attributes: Mapping[str, Ints],
        systems: Sequence[str],
        subjects: Sequence[str],
    ) -> "_Latent":
        pool = len(systems)
        names = list(dict.fromkeys(subjects))
        _, system = np.unique(systems, return_inverse=True)
        shared = random.normal(0, 0.45, system.max() + 1)[system]
        size = (attributes["size_band"] - 2.5) * 0.12
        rural = np.where(attributes["rurality"] == 2, -0.2, 0.0)
        return cls(
            maturity=2.0 + shared + size + rural + random.normal(0, 0.5, pool),
            by_subject=random.normal(0, 0.3, len(names))
            + random.normal(0, 0.45, (pool, len(names))),
            growth=random.normal(0.12, 0.15, pool),
            ease=random.normal(0, 0.45, len(subjects)),
            subject_of=np.array([names.index(subject) for subject in subjects]),
        )

    def levels(self, random: Generator, place: Ints, cycle: int) -> Ints:
        grown = self.maturity[place] + self.growth[place] * cycle
        at = grown[:, None] + self.by_subject[np.ix_(place, self.subject_of)] + self.ease
        return np.clip(np.rint(at + random.normal(0, 0.55, at.shape)), 0, 4).astype(np.int64)
