"""The steps in which a release is computed, in words."""

from lhs_portal.lib.wording import mark, say
from reports.progress import Step

READING, CHECKING, COMPUTING = "Reading", "Checking", "Computing"
CHECKING_ITSELF, STORING = "Attacking", "Storing"

LABELS = {
    READING: mark("Reading the score cards of organizations that consent"),
    CHECKING: mark("Checking which tables may be shown"),
    COMPUTING: mark("Computing the figures"),
    CHECKING_ITSELF: mark("Trying to work out organizations from the figures"),
    STORING: mark("Storing the release"),
}


def present_steps(current: str) -> tuple[Step, ...]:
    names = list(LABELS)
    place = names.index(current) if current in names else -1
    return tuple(
        Step(say(LABELS[name]), "done" if at < place else "now" if at == place else "next")
        for at, name in enumerate(names)
    )
