"""An organization's own questions and what it answered, frozen with a report.

They stand beside the answers, in no score: nothing that scores, compares or releases reads them.
"""

from typing import Any

from assessments.local_queries import load_local_items
from assessments.models import Assessment


def freeze_local(assessment: Assessment) -> dict[str, Any]:
    """The key `local_items` of a frozen input, in their order. No key where there are none, so
    that the input of every other report is what it was."""
    found = [
        {
            "code": item.code,
            "subject": item.subject,
            "question": item.question,
            "descriptors": list(item.descriptors),
            "why": item.why,
            "level": item.level,
            "na": item.not_applicable,
            "dont_know": item.dont_know,
            "reason": item.reason,
            "note": item.note,
        }
        for item in load_local_items(assessment)
    ]
    return {"local_items": found} if found else {}
