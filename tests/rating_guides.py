"""Small, valid rating guides for the frameworks of tests/frameworks.py."""

from collections.abc import Iterable, Mapping
from typing import Any

from commitments.definition import Definition
from commitments.rating_guide import PATIENT_PARTNER, ROLE_GROUP_NAMES, RatingGuide
from commitments.rating_guide_documents import read_rating_guide
from tests.frameworks import make_definition, make_yaml

Document = dict[str, Any]


def make_guide_document(
    *,
    version: str = "2024.12",
    sections: Mapping[str, Iterable[str]] | None = None,
    more: Mapping[str, Iterable[str]] | None = None,
    staff_only: Iterable[str] = ("safe.1", "safe.2", "S1.1", "S1.2", "S1.3", "S1.4"),
) -> Document:
    """All are asked about “safe” and then “engaged”, where `sections` do not say otherwise."""
    sections, more = sections or {}, more or {}
    return {
        "version": version,
        "introduction": [{"en": "Choose what is true."}, {"en": "Nobody sees who said it."}],
        "role_groups": [
            {
                "code": code,
                "name": {"en": name, "es": f"{name} (es)"},
                "who": {"en": f"Who is in {code}."},
                "sections": list(sections.get(code, ("safe", "engaged"))),
                "more": list(more.get(code, ())),
                **(
                    {"introduction": [{"en": "You see what we cannot see."}]}
                    if code == PATIENT_PARTNER
                    else {}
                ),
            }
            for code, name in ROLE_GROUP_NAMES.items()
        ],
        "staff_only": list(staff_only),
    }


def make_guide(definition: Definition | None = None, **changes: Any) -> RatingGuide:
    """As `make_guide_document`, read through the whole validation."""
    data = make_yaml(make_guide_document(**changes))
    return read_rating_guide(data, definition or make_definition())
