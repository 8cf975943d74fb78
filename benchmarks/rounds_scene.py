"""Adds assessments whose ratings are in, of 40 raters and of 5, to the scene.

Raters and ratings are rows, written at once; every move from stage to stage is the portal's action.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

SECTION = "safe"
RATERS = {"rated": 40, "rated by few": 5}
SEED = 20261122
NAMED_EVERY = 10
NOTED_EVERY = 8
NOTE = "On our unit this is so on weekdays; at night nobody has the time for it."
REASON = "The council heard both sides: the units of the east wing have it, the others plan it."


def add_rounds(organization: Any, version: Any, lead: Any) -> dict[str, Any]:
    """The assessments by name. One item is decided, with a dissent; all others are open."""
    from lhs_portal.accounts.models import User

    people = User.objects.bulk_create(
        User(email=f"rater{number}@bench.example", name=f"Rater {number}", password="!")
        for number in range(max(RATERS.values()))
    )
    return {
        name: _settling(organization, version, lead, name, people[:count])
        for name, count in RATERS.items()
    }


def _settling(organization: Any, version: Any, lead: Any, name: str, people: list[Any]) -> Any:
    from django.utils import timezone

    from assessments import states
    from assessments.actions import (
        close_round,
        decide,
        open_round,
        start_assessment,
        write_dissent,
    )
    from assessments.merging import Seen
    from assessments.models import Rating
    from commitments.queries import load_definition

    assessment = start_assessment(
        organization=organization,
        framework_version=version,
        title=f"Baseline 2026, {name}",
        period_start=date(2026, 1, 1),
        period_end=date(2026, 6, 30),
        mode=states.INDEPENDENT,
        by=lead,
    )
    raters = _add_raters(assessment, people)
    open_round(assessment=assessment, closes_on=timezone.localdate() + timedelta(days=14), by=lead)
    Rating.objects.bulk_create(_ratings(version, raters), batch_size=500)
    settling = close_round(assessment=assessment, by=lead)
    items = [item.code for item in load_definition(version).items_by_subject[SECTION]]
    decide(assessment=settling, item=items[0], choice="2", reason=REASON, seen=Seen(0), by=lead)
    write_dissent(assessment=settling, item=items[0], text=f"{REASON} I do not.", by=lead)
    return settling


def _add_raters(assessment: Any, people: list[Any]) -> list[Any]:
    """Asked about everything, and finished."""
    from django.utils import timezone

    from assessments.models import Rater, RaterSection
    from assessments.scoring.ratings import ROLE_GROUPS
    from commitments.queries import load_definition

    raters = Rater.objects.bulk_create(
        Rater(
            assessment=assessment,
            user=person,
            role_group=ROLE_GROUPS[number % len(ROLE_GROUPS)],
            named=number % NAMED_EVERY == 0,
        )
        for number, person in enumerate(people)
    )
    subjects = load_definition(assessment.framework_version).items_by_subject
    RaterSection.objects.bulk_create(
        RaterSection(rater=rater, subject=code, position=place, finished_at=timezone.now())
        for rater in raters
        for place, code in enumerate(subjects)
    )
    return raters


def _ratings(version: Any, raters: list[Any]) -> Iterator[Any]:
    """Each item has a spread of its own: some are agreed on, some contested."""
    from assessments.models import Rating
    from assessments.queries import item_ids

    random = Random(SEED)
    for place, item in enumerate(item_ids(version).values()):
        middle, spread = random.uniform(0.5, 3.5), random.choice((0.4, 0.6, 0.8, 1.6))
        for number, rater in enumerate(raters):
            drawn = random.random()
            level = min(max(round(random.gauss(middle, spread)), 0), 4)
            given = drawn >= 0.08
            yield Rating(
                rater=rater,
                item_id=item,
                level=level if given else None,
                not_applicable=drawn < 0.02,
                dont_know=0.02 <= drawn < 0.08,
                note=NOTE if (place + number) % NOTED_EVERY == 0 else "",
                round=1,
            )
