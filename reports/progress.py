"""How far a report's job is, in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from lhs_portal.lib.wording import mark, say
from reports.models import Report

STEP_LABELS = {
    "Scoring": mark("Working out the scores"),
    "Comparing": mark("Comparing with the last cycle"),
    "PDF": mark("Writing the PDF"),
    "Files": mark("Writing the other files"),
}
SLOW_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Step:
    """`state` is done, now or next."""

    label: str
    state: str


@dataclass(frozen=True, slots=True)
class Progress:
    label: str
    steps: tuple[Step, ...]
    slow: bool


def present_progress(report: Report, *, now: datetime) -> Progress:
    names = list(STEP_LABELS)
    current = names.index(report.step) if report.step in names else -1
    return Progress(
        label=say(STEP_LABELS[report.step]) if report.step in STEP_LABELS else "",
        steps=tuple(
            Step(
                say(STEP_LABELS[name]),
                "done" if place < current else "now" if place == current else "next",
            )
            for place, name in enumerate(names)
        ),
        slow=now - report.requested_at > SLOW_AFTER,
    )
