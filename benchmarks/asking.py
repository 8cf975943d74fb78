"""Questions to the portal's database and code, answered by a process that has its settings.

`python -m benchmarks.asking stored <assessment>` or `scoring <assessment>`.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from benchmarks.processes import Portal
from lhs_portal.environment import BASE_DIR

SCORED = 50


def ask(portal: Portal, question: str, assessment: str) -> Any:
    command = [sys.executable, "-m", "benchmarks.asking", question, assessment]
    answer = subprocess.run(
        command, cwd=BASE_DIR, env=portal.environment, check=True, stdout=subprocess.PIPE
    )
    return json.loads(answer.stdout)


def stored(assessment: str) -> dict[str, Any]:
    """Of each item its note and version; all versions together; the events of saves."""
    from assessments.models import Answer
    from lhs_portal.audit.models import Event

    rows = Answer.objects.filter(assessment=assessment).values_list("item__code", "note", "version")
    events = Event.objects.filter(
        subject_type="assessment", subject_id=assessment, verb="answered"
    ).count()
    return {
        "answers": {code: [note, version] for code, note, version in rows},
        "versions": sum(version for _, _, version in rows),
        "events": events,
    }


def scoring(assessment: str) -> float:
    """Milliseconds, the median of many: from definition and sheet to the card's JSON."""
    from assessments.models import Assessment
    from assessments.queries import load_sheet
    from assessments.scoring import score
    from commitments.queries import load_definition

    row = Assessment.objects.select_related("framework_version").get(pk=assessment)
    definition, sheet = load_definition(row.framework_version), load_sheet(row)
    times = []
    for _ in range(SCORED):
        began = time.perf_counter()
        score(definition, sheet).to_json()
        times.append(time.perf_counter() - began)
    return median(times) * 1000


QUESTIONS: dict[str, Callable[[str], Any]] = {"stored": stored, "scoring": scoring}


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lhs_portal.settings")
    django.setup()
    print(json.dumps(QUESTIONS[sys.argv[1]](sys.argv[2])))


if __name__ == "__main__":
    main()
