"""Which measures a page asks for, by their codes (reports.releases.core.measures). Pure."""

from collections.abc import Iterator

from commitments.definition import Definition
from reports.plans.codes import BARRIERS, STATES

INDICES = ("index:commitments", "index:foundations")
STATISTICS = (
    "dont-know", "not-applicable", "contested", "agreement", "ceiling", "floor", "correlation",
)  # fmt: skip
RESOURCES = "resources"


def subject_codes(definition: Definition) -> list[str]:
    return [subject.code for subject in definition.subjects]


def score_measures(definition: Definition) -> list[str]:
    pillars = [f"pillar:{pillar.code}" for pillar in definition.pillars]
    return [*subject_codes(definition), *pillars, *INDICES]


def lag_measures(definition: Definition) -> list[str]:
    return [f"lag:{commitment.code}" for commitment in definition.commitments]


def change_measures(definition: Definition) -> list[str]:
    return [f"change:{code}" for code in (*subject_codes(definition), *INDICES)]


def item_measures(definition: Definition, subject: str = "") -> list[str]:
    """Of one subject, or of all."""
    return [f"item:{item.code}" for item in definition.items if subject in ("", item.subject)]


def barrier_measures() -> list[str]:
    return [f"barrier:{code}" for code in BARRIERS]


def plan_measures(definition: Definition) -> Iterator[str]:
    yield from barrier_measures()
    yield from (f"action:{state}" for state in STATES)
    yield RESOURCES
    for code in subject_codes(definition):
        yield f"actions@{code}"
        yield f"resources@{code}"
        yield from (f"barrier:{barrier}@{code}" for barrier in BARRIERS)


def growth_measures(definition: Definition) -> list[str]:
    return [f"question:growth:{feature.code}" for feature in definition.features]


def contested_measures(definition: Definition) -> list[str]:
    return [f"question:contested:{item.code}" for item in definition.items]


def question_measures(definition: Definition) -> list[str]:
    return [
        f"question:{statistic}:{item.code}" for item in definition.items for statistic in STATISTICS
    ]


def list_measures(definition: Definition) -> list[str]:
    """All that a release of a field can hold."""
    return [
        *score_measures(definition),
        *lag_measures(definition),
        *change_measures(definition),
        *item_measures(definition),
        *plan_measures(definition),
        *growth_measures(definition),
        *question_measures(definition),
    ]
