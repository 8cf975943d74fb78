"""Which assessment fits which cycle. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from lhs_portal.lib.wording import say

PLANNED, RUNNING, OVER = "planned", "running", "over"


class Dated(Protocol):
    opens: date
    closes: date


class DatedVersion(Dated, Protocol):
    framework_version_id: int


@dataclass(frozen=True, slots=True)
class Mirror:
    """What of an assessment decides where it fits; `signed_on` is None until it is signed."""

    whole: bool
    signed_on: date | None
    framework_version_id: int


def phase_of(cycle: Dated, today: date) -> str:
    """Both days of a cycle belong to it."""
    if today < cycle.opens:
        return PLANNED
    return RUNNING if today <= cycle.closes else OVER


def fits(mirror: Mirror, cycle: DatedVersion) -> bool:
    """Whether its day, its scope and its framework version are those of the cycle."""
    return (
        mirror.whole
        and mirror.signed_on is not None
        and cycle.opens <= mirror.signed_on <= cycle.closes
        and mirror.framework_version_id == cycle.framework_version_id
    )


def why_no_cycle(mirror: Mirror, running: Sequence[DatedVersion]) -> str:
    """What keeps the assessment from every one of the running cycles, as a sentence."""
    if not mirror.whole:
        return say(
            "A cycle compares whole organizations. This assessment is about one unit, so it "
            "cannot take part."
        )
    if mirror.signed_on is None:
        return say("Only what is signed can take part. Come back once this assessment is signed.")
    if not running:
        return say("No cycle is open now.")
    if all(one.framework_version_id != mirror.framework_version_id for one in running):
        return say(
            "The cycle that is open now measures with another version of the framework than "
            "this assessment was answered with."
        )
    return say(
        "This assessment was not signed within the cycle that is open now. Only what is "
        "signed between a cycle’s first and last day can take part in it."
    )
