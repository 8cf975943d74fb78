"""What plans name: barriers, states of actions, aims, resources. How many organizations, no text.

An action is about the subject that it aims at (an item's is its subject), and about each
commitment that this feature carries most. Dropped actions count by their state alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from commitments.definition import Definition
from commitments.through_line import PRIMARY
from reports.plans.codes import BARRIERS, DROPPED, STATES
from reports.releases.core.measuring import Measured, measured_share
from reports.releases.core.members import Bools


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """`member` is the place of the organization; `subject` a feature's or commitment's code."""

    member: int
    state: str
    subject: str
    barriers: frozenset[str]
    names_resources: bool


def measure_plans(
    definition: Definition, members: int, actions: Iterable[PlannedAction]
) -> Iterator[Measured]:
    marks = _mark(definition, members, actions)
    for code in _codes(definition):
        yield measured_share(code, marks[code])


def _codes(definition: Definition) -> Iterator[str]:
    subjects = [subject.code for subject in definition.subjects]
    yield from (f"barrier:{code}" for code in BARRIERS)
    yield from (f"action:{state}" for state in STATES)
    yield "resources"
    yield from (f"actions@{subject}" for subject in subjects)
    yield from (f"resources@{subject}" for subject in subjects)
    yield from (f"barrier:{code}@{subject}" for subject in subjects for code in BARRIERS)


def _mark(
    definition: Definition, members: int, actions: Iterable[PlannedAction]
) -> Mapping[str, Bools]:
    marks = {code: np.zeros(members, dtype=np.bool_) for code in _codes(definition)}
    about = _about(definition)
    for action in actions:
        marks[f"action:{action.state}"][action.member] = True
        if action.state == DROPPED:
            continue
        named = [f"barrier:{code}" for code in sorted(action.barriers)]
        if action.names_resources:
            named.append("resources")
        subjects = about.get(action.subject, ())
        for code in (*named, *(f"actions@{subject}" for subject in subjects)):
            marks[code][action.member] = True
        for subject in subjects:
            for code in named:
                marks[f"{code}@{subject}"][action.member] = True
    return marks


def _about(definition: Definition) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {one.code: (one.code,) for one in definition.commitments}
    for feature in definition.features:
        carried = (
            link.commitment
            for link in definition.links_of(feature.code)
            if link.strength == PRIMARY
        )
        found[feature.code] = (feature.code, *carried)
    return found
