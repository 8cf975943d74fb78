"""A next framework version in which every fate occurs, and assessments on their way to it.

Of the small framework: safe.2 has another meaning, safe.3 is reworded, safe.4 is retired, S1.1 is
split into S1.5 and S1.6, effective.4 is moved to “safe”, engaged.5 is new, and engaged.6 is new and
not asked of care delivery. All others are as they were.
"""

from typing import Any

from commitments.models import FrameworkVersion
from tests.assessments.factories import publish_framework
from tests.frameworks import Document, make_document, make_item

NEXT = "2025.1"
CHANGED = "How is safe.2 done, and by whom?"


def next_document(version: str = NEXT) -> Document:
    document = make_document(version=version)
    by_code: dict[str, Any] = {item["code"]: item for item in document["items"]}
    by_code["safe.2"] |= {"meaning": 2, "question": {"en": CHANGED}}
    by_code["safe.3"] |= {"why": {"en": "safe.3 matters more than before."}}
    by_code["effective.4"]["subject"] = "safe"
    retired = [by_code.pop("safe.4"), by_code.pop("S1.1")]
    document["items"] = [
        *by_code.values(),
        make_item("S1.5", "S1", essential=True) | {"split_from": "S1.1"},
        make_item("S1.6", "S1") | {"split_from": "S1.1"},
        make_item("engaged.5", "engaged"),
        make_item("engaged.6", "engaged") | {"not_applicable_to": ["care-delivery"]},
    ]
    document["retired_items"] = [
        {
            "code": item["code"],
            "subject": item["subject"],
            "meaning": item["meaning"],
            "last_version": "2024.12",
            "question": item["question"],
            "descriptors": item["descriptors"],
            "why": item["why"],
            "replaced_by": ["S1.5", "S1.6"] if item["code"] == "S1.1" else [],
        }
        for item in retired
    ]
    return document


def publish_next(version: str = NEXT) -> FrameworkVersion:
    return publish_framework(next_document(version))
