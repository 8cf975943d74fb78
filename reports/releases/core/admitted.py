"""What an admission decides, and what it needs of earlier releases."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from lhs_portal.lib.wording import mark
from reports.releases.core.measures import Measure
from reports.releases.core.members import Members
from reports.releases.core.tables import Table

# `done` of `whole` checks, and what is being checked.
Progress = Callable[[int, int, str], None]

REASONS = {
    "small_cells": mark("A cell would hold too few organizations, or too few parent systems."),
    "joint_check": mark(
        "With all that is published, a small set or one organization would follow."
    ),
    "parts": mark("It rests on other organizations than its parts, and these are too few."),
    "change": mark("Too few organizations joined or left since the cycle before."),
    "effort": mark(
        "Too many measures rest on different organizations for all tables to be checked."
    ),
    "whole_field": mark("It is shown for the whole field alone."),
}


@dataclass(frozen=True, eq=False)
class Admission:
    """`tables` in the order in which they were tried; `measures`: code → places in `tables`.

    A measure that may not be published at all has no places. `refused` says, for the release
    managers alone, what was tried and why not.
    """

    tables: tuple[Table, ...]
    measures: Mapping[str, tuple[int, ...]]
    refused: tuple["Refusal", ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Refusal:
    table: Table
    measure: str  # "" where it is the table of all members
    reason: str  # a code: see REASONS


@dataclass(frozen=True, eq=False)
class PastRelease:
    """What an earlier release published: all that an attacker has of it."""

    members: Members
    measures: Sequence[Measure]
    admission: Admission
