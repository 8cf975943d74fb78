"""What a feature could mean for an organization of a sector: the reviewed texts, put together.

A file for each language in fixtures/value_cases/. Its texts ask and point; they claim no effect.
"""

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lhs_portal.environment import BASE_DIR
from lhs_portal.lib.languages import SOURCE, language

FOLDER = BASE_DIR / "fixtures" / "value_cases"
FILE = FOLDER / "en.yaml"
FILES = {"en": FILE, "es": FOLDER / "es.yaml"}
TERMS = ("people", "workforce", "work", "unit")
DIMENSIONS = ("people", "workforce", "cost", "learning")


@dataclass(frozen=True, slots=True)
class ValueQuestion:
    dimension: str
    title: str
    question: str


@dataclass(frozen=True, slots=True)
class ValueText:
    questions: tuple[ValueQuestion, ...]
    look_at: str


class FaultyValueCases(Exception):
    """The file lacks a text, or a text names a term that there is not."""


def value_text(feature: str, sector: str) -> ValueText | None:
    """None where the file has no such feature or sector, as of a later framework version."""
    return load_texts(language()).get((feature, sector))


@cache
def load_texts(of: str = SOURCE) -> Mapping[tuple[str, str], ValueText]:
    """By feature and sector, in English where the language has none. Raises FaultyValueCases."""
    return read_texts(FILES.get(of, FILE))


def read_texts(path: Path) -> dict[tuple[str, str], ValueText]:
    """Raises FaultyValueCases with every fault of the file."""
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    if faults := list(_faults(document)):
        raise FaultyValueCases("; ".join(faults))
    return {
        (feature, sector): ValueText(
            tuple(
                ValueQuestion(
                    dimension,
                    document["dimensions"][dimension],
                    texts["questions"][dimension].format_map(terms),
                )
                for dimension in DIMENSIONS
            ),
            texts["look_at"][sector],
        )
        for feature, texts in document["features"].items()
        for sector, terms in document["sectors"].items()
    }


def _faults(document: Mapping[str, Any]) -> Iterable[str]:
    yield from _differing("dimensions", document["dimensions"], DIMENSIONS)
    for sector, terms in document["sectors"].items():
        yield from _differing(f"sectors.{sector}", terms, TERMS)
    for feature, texts in document["features"].items():
        questions, look_at = texts["questions"], texts["look_at"]
        yield from _differing(f"features.{feature}.questions", questions, DIMENSIONS)
        yield from _differing(f"features.{feature}.look_at", look_at, document["sectors"])
        for dimension, question in questions.items():
            named = {name for _, name, _, _ in string.Formatter().parse(question) if name}
            if unknown := named - set(TERMS):
                yield f"features.{feature}.questions.{dimension}: no term {sorted(unknown)}"


def _differing(path: str, found: Iterable[str], expected: Iterable[str]) -> Iterable[str]:
    if wrong := set(found) ^ set(expected):
        yield f"{path}: missing or unknown: {', '.join(sorted(wrong))}"
