"""Questions of an organization's own, as a report freezes them."""

from typing import Any

from tests.reports.samples import Json

DESCRIPTORS = [
    "No huddle looks at it.",
    "Some units look at it.",
    "Most units look at it weekly.",
    "Every unit looks at it daily.",
    "What is seen changes the next day’s plan.",
]


def local_item(number: int = 1, **changes: Any) -> Json:
    return {
        "code": f"local.{number}",
        "subject": "safe",
        "question": "Does the morning huddle look at yesterday’s near misses?",
        "descriptors": DESCRIPTORS,
        "why": "The council of nurses asked for it.",
        "level": 3,
        "na": False,
        "dont_know": False,
        "reason": "",
        "note": "Seen on four of five units.",
        **changes,
    }


LOCAL = [
    local_item(),
    local_item(
        2,
        subject="",
        question='=HYPERLINK("x") #import "y"; are interpreters at hand at night?',
        descriptors=[],
        why="",
        level=1,
        note="",
    ),
    local_item(
        3, question="Is the helipad staffed?", level=None, na=True, reason="We have none.", note=""
    ),
    local_item(4, question="Do students join rounds?", level=None, dont_know=True, note=""),
    local_item(5, subject="gone", question="Who reads the board minutes?", level=None, note=""),
]
