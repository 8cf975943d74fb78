"""How long the worker needs for the figures of a large team."""

import time
from random import Random
from statistics import median
from typing import Any

from benchmarks.rounds_scene import SEED

TIMES = 9
RATERS = 200


def statistics(assessment: str) -> float:
    """Seconds, the median of a few: a report's card of 200 raters, and what of it may be shown."""
    from assessments.anonymity import redact
    from assessments.models import Assessment
    from assessments.queries import load_sheet
    from assessments.scoring import score
    from commitments.queries import load_definition

    row = Assessment.objects.select_related("framework_version").get(pk=assessment)
    definition, sheet = load_definition(row.framework_version), load_sheet(row)
    seconds = []
    for team in range(TIMES):
        ratings = _ratings([item.code for item in definition.items], seed=SEED + team)
        began = time.perf_counter()
        card = score(definition, sheet, ratings)
        redact(card.to_document(), definition, ratings)
        seconds.append(time.perf_counter() - began)
    return median(seconds)


def _ratings(items: list[str], *, seed: int) -> list[Any]:
    """Each time others, since statistics that are remembered take no time."""
    from assessments.scoring.ratings import ROLE_GROUPS, Rating

    random = Random(seed)
    return [
        Rating(
            rater=f"rater{number}",
            item=item,
            role_group=ROLE_GROUPS[number % len(ROLE_GROUPS)],
            level=random.randrange(5),
        )
        for item in items
        for number in range(RATERS)
    ]
