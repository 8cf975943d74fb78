"""Questions to the portal's database and code, answered by a process that has its settings.

`python -m benchmarks.asking stored <assessment>`, or another of the questions below.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from benchmarks.cycles_scene import cycles
from benchmarks.making import making
from benchmarks.processes import Portal
from benchmarks.team import statistics
from benchmarks.version_loads import version_loads
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


def room(assessment: str) -> dict[str, Any]:
    """Raters with a session each, and an item that all of them may vote on."""
    from django.test import Client

    from assessments.meeting_queries import may_vote
    from assessments.models import Assessment, Rater
    from commitments.queries import load_definition

    row = Assessment.objects.select_related("framework_version", "organization").get(pk=assessment)
    raters = list(Rater.objects.filter(assessment=row).select_related("user"))
    groups = {rater.role_group for rater in raters}
    items = [item.code for item in load_definition(row.framework_version).items]
    phones = {}
    for rater in raters:
        client = Client()
        client.force_login(rater.user)
        phones[str(rater.pk)] = client.cookies["sessionid"].value
    asked = (code for code in items if all(may_vote(row, group, code) for group in groups))
    return {"item": next(asked), "phones": phones}


def finished_report(assessment: str) -> str:
    """The id of its newest report, which is made here if no worker has made it."""
    from reports.jobs.making import make_report
    from reports.models import Report, State

    report = Report.objects.filter(assessment=assessment).latest("number")
    make_report(report.pk)
    report.refresh_from_db()
    if report.state != State.READY:
        raise ValueError(f"The report is not ready: {report.error}")
    return str(report.pk)


def ballots(assessment: str) -> dict[str, dict[str, str]]:
    """By vote and rater the level that counts."""
    from assessments.models import Ballot

    found: dict[str, dict[str, str]] = {}
    rows = Ballot.objects.filter(vote__assessment=assessment)
    for vote, rater, level in rows.values_list("vote", "rater", "level"):
        found.setdefault(str(vote), {})[str(rater)] = str(level)
    return found


QUESTIONS: dict[str, Callable[[str], Any]] = {
    "stored": stored,
    "scoring": scoring,
    "room": room,
    "finished_report": finished_report,
    "ballots": ballots,
    "statistics": statistics,
    "cycles": cycles,
    "making": making,
    "version_loads": version_loads,
}


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lhs_portal.settings")
    django.setup()
    print(json.dumps(QUESTIONS[sys.argv[1]](sys.argv[2])))


if __name__ == "__main__":
    main()
