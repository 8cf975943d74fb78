"""Small, valid frameworks with real codes, for tests of everything that reads a definition."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from commitments.definition import Definition
from commitments.documents import read_framework

Document = dict[str, Any]

PILLARS = {"science": ("S1", "S2"), "informatics": ("F1", "F2")}
COMMITMENTS = ("engaged", "safe", "effective")
LINKS = {
    ("S1", "engaged"): 2,
    ("S1", "safe"): 1,
    ("S2", "safe"): 2,
    ("S2", "effective"): 2,
    ("F1", "engaged"): 2,
    ("F1", "effective"): 2,
    ("F2", "safe"): 2,
    ("F2", "effective"): 1,
}


def make_document(
    *,
    version: str = "2024.12",
    pillars: Mapping[str, Iterable[str]] = PILLARS,
    commitments: Iterable[str] = COMMITMENTS,
    links: Mapping[tuple[str, str], int] = LINKS,
    items: int = 4,
    essentials: int = 2,
    weights: Mapping[str, str] | None = None,
) -> Document:
    """A document in the shape of the framework file; change it as a test needs.

    The first `essentials` of the `items` of each subject are essential; `weights` are by item.
    """
    weights = weights or {}
    features = [(code, pillar) for pillar, codes in pillars.items() for code in codes]
    commitments = tuple(commitments)
    subjects = [*commitments, *(code for code, _ in features)]
    return {
        "version": version,
        "source_language": "en",
        "definition": {"text": {"en": "A system that learns."}, "source": "C"},
        "sources": [{"code": "C", "citation": "A commentary.", "url": "https://example.org/c"}],
        "levels": [
            {
                "level": level,
                "name": {"en": f"Level {level}"},
                "description": {"en": f"What is true at level {level}."},
            }
            for level in range(5)
        ],
        "sectors": [
            {"code": "care-delivery", "name": {"en": "Care delivery"}},
            {"code": "health-financing", "name": {"en": "Health financing"}},
        ],
        "pillars": [
            {
                "code": code,
                "name": {"en": code.capitalize()},
                "statement": {"en": f"Ensure {code}"},
                "provenance": "verbatim",
                "source": "C",
            }
            for code in pillars
        ],
        "features": [
            {
                "code": code,
                "pillar": pillar,
                "title": {"en": f"Feature {code}"},
                "provenance": "provisional",
                "source_quote": f"“{code}”",
                "source": "C",
            }
            for code, pillar in features
        ],
        "commitments": [
            {
                "code": code,
                "name": {"en": code.capitalize()},
                "definition": {"en": f"What {code} means"},
                "provenance": "verbatim",
                "source": "C",
            }
            for code in commitments
        ],
        "through_line": [
            {
                "feature": feature,
                "commitment": commitment,
                "strength": strength,
                "rationale": {"en": f"{feature} carries {commitment}."},
            }
            for (feature, commitment), strength in links.items()
        ],
        "items": [
            make_item(
                f"{subject}.{number}",
                subject,
                essential=number <= essentials,
                weight=weights.get(f"{subject}.{number}", "1"),
            )
            for subject in subjects
            for number in range(1, items + 1)
        ],
    }


def make_item(code: str, subject: str, *, essential: bool = False, weight: str = "1") -> Document:
    return {
        "code": code,
        "subject": subject,
        "meaning": 1,
        "essential": essential,
        "weight": weight,
        "question": {"en": f"How is {code} done?"},
        "why": {"en": f"{code} matters."},
        "descriptors": [{"en": f"{code} at level {level}."} for level in range(5)],
        "evidence": [{"en": f"A record of {code}."}],
        "ask": [{"en": "Head of quality"}],
        "not_applicable_to": [],
        "guidance": {"small": {"en": "Start small."}, "large": {"en": "Count sites."}},
    }


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, _data: Any) -> bool:
        return True


def make_yaml(document: Document) -> bytes:
    """The document as a framework file: weights are written as plain decimals."""
    text = yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000)
    return re.sub(r"(?m)^(\s*(?:- )?weight: )'([^']*)'$", r"\1\2", text).encode()


def make_definition(**changes: Any) -> Definition:
    """As `make_document`, read through the whole validation."""
    return read_framework(make_yaml(make_document(**changes)))
