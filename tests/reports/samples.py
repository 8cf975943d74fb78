"""Frozen inputs with their score cards, made by the scoring itself from the published framework."""

import functools
import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from assessments.scoring import score
from commitments.definition import Definition, Item, Translated
from commitments.documents import read_framework
from commitments.rating_guide_documents import read_rating_guide
from commitments.translating.files import read_translation
from commitments.translating.texts import spoken_definition
from reports.documents import Material
from reports.freezing import read_sheet
from reports.freezing_team import read_ratings
from reports.presentation.page import ReportPage
from reports.presenters import present_report

FRAMEWORK = Path(__file__).parents[2] / "fixtures" / "framework" / "2024.12.yaml"

TARGETS = {"engaged": 3, "safe": 4, "effective": 3, "equitable": 3, "efficient": 2}
NOTES = (
    "The falls bundle and the sepsis protocol are checked every month; three others are not yet.",
    "Pharmacy keeps the list. Nobody could say who owns the insulin protocol on nights.",
    "",
    "",
    "Seen at the October board; the minutes are on file.",
    "",
)

DIGEST = "5" * 64  # of samples, which may hold what no frozen input can: lone surrogates

Json = dict[str, Any]


@functools.cache
def framework() -> Definition:
    return read_framework(FRAMEWORK.read_bytes())


@functools.cache
def spanish() -> Definition:
    """The same, speaking the translation that stands beside it, a draft."""
    definition = framework()
    guide = read_rating_guide(FRAMEWORK.with_suffix(".raters.yaml").read_bytes(), definition)
    file = read_translation(FRAMEWORK.with_suffix(".es.yaml").read_bytes(), definition, guide)
    spoken = Translated(file.language, "draft", file.revision, file.digest)
    return spoken_definition(definition, spoken, file.texts)


def answer(
    level: int | None = None,
    *,
    na: bool = False,
    dont_know: bool = False,
    reason: str = "",
    note: str = "",
) -> Json:
    return {"level": level, "na": na, "dont_know": dont_know, "reason": reason, "note": note}


def freeze(
    answers: Mapping[str, Json],
    targets: Mapping[str, int] | None = None,
    *,
    kind: str = "final",
    definition: Definition | None = None,
    organization: str = "Riverbend Community Hospital (fictional)",
) -> Json:
    definition = definition or framework()
    return {
        "kind": kind,
        "number": 3,
        "requested_at": "2026-11-22T10:00:00Z",
        "requested_by": "Alice Moreno",
        "language": "en",
        "framework": {"version": definition.version, "digest": definition.digest},
        "organization": {
            "name": organization,
            "sector": "care-delivery",
            "sector_name": "Care delivery",
            "type": "critical-access",
            "type_name": "Critical-access hospital",
            "size_band": "small",
            "size_band_name": "Up to 25 beds",
            "census_division": "east-north-central",
            "census_division_name": "East North Central",
            "ownership": "nonprofit",
            "ownership_name": "Private, not for profit",
            "rurality": "rural",
            "rurality_name": "Rural",
            "parent_system": "",
        },
        "assessment": {
            "title": "Baseline 2026",
            "period_start": "2026-01-01",
            "period_end": "2026-12-31",
            "scope": "whole",
            "unit": "",
            "due": "2026-12-15",
        },
        "answers": dict(answers),
        "targets": {
            code: {
                "level": level,
                "statement": "Each person we serve can see what we promised and what we did.",
            }
            for code, level in (targets or {}).items()
        },
        "ratings": [],
    }


def make_card(frozen: Json, definition: Definition | None = None) -> bytes:
    return score(definition or framework(), read_sheet(frozen), read_ratings(frozen)).to_json()


def make_page(frozen: Json, definition: Definition | None = None) -> ReportPage:
    definition = definition or framework()
    return present_report(
        frozen, json.loads(make_card(frozen, definition)), definition, digest=DIGEST
    )


def make_material(frozen: Json, definition: Definition | None = None) -> Material:
    return material_of(make_page(frozen, definition), make_card(frozen, definition))


def material_of(page: ReportPage, score_card: bytes = b"{}") -> Material:
    return Material(page, score_card)


def full(seed: int = 3) -> Json:
    """Every item answered but one not applicable and one don't know; five declared targets."""
    choose = random.Random(seed)
    strength = {s.code: choose.choice([0.9, 1.4, 1.8, 2.3, 2.9, 3.3]) for s in framework().subjects}
    answers = {}
    for number, item in enumerate(framework().items):
        level = round(strength[item.subject] + choose.uniform(-1, 1))
        answers[item.code] = answer(max(0, min(4, level)), note=NOTES[number % len(NOTES)])
    answers["N2.4"] = answer(na=True, reason="No contract of ours shares downside risk.")
    answers["F1.2"] = answer(dont_know=True, note="The exchange partner would know.")
    return freeze(answers, TARGETS)


def some(chosen: Callable[[Item], bool], *, kind: str = "preliminary", seed: int = 1) -> Json:
    choose = random.Random(seed)
    return freeze(
        {item.code: answer(choose.randint(0, 4)) for item in framework().items if chosen(item)},
        {"safe": 3},
        kind=kind,
    )


def essentials() -> Json:
    return some(lambda item: item.essential)


def empty() -> Json:
    return freeze({}, kind="preliminary")


def partial() -> Json:
    return some(lambda item: item.subject in {"safe", "S1", "F1", "F2", "F3"})


def all_not_applicable() -> Json:
    return freeze(
        {item.code: answer(na=True, reason="Not what we do.") for item in framework().items}
    )


SHEETS: Mapping[str, Callable[[], Json]] = {
    "full": full,
    "essentials": essentials,
    "empty": empty,
    "partial": partial,
    "all_not_applicable": all_not_applicable,
}
