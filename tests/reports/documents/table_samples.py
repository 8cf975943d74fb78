"""Reports with all parts at once: change over four cycles, raters, evidence, and plans."""

import json
from typing import Any

from commitments.definition import Definition
from lhs_portal.lib.canonical import canonical_json
from reports.comparing import shown_comparison
from reports.documents import Material
from reports.freezing_team import shown_card
from reports.presenters import present_report
from tests.reports import change_samples, rated_samples
from tests.reports.samples import DIGEST, Json, framework, make_card


def action(number: int = 1, **changes: Any) -> Json:
    return {
        "number": number,
        "title": "Name an owner for every protocol",
        "aim": "S1",
        "aim_kind": "feature",
        "owner": "Priya Raman",
        "due": "2027-03-31",
        "state": "doing",
        "expected": 3,
        "resources": "Half a day a week of a pharmacist.",
        "barriers": ["limited-resources", "other"],
        "barrier_other": "Two sites without a pharmacist.",
        "notes": "Agreed at the October board.",
        "evidence": ["Minutes of May"],
        **changes,
    }


PLANNED = [
    action(),
    action(
        2,
        title="Read near misses weekly",
        aim="safe.2",
        aim_kind="item",
        state="planned",
        due="2026-10-01",
        expected=None,
        barriers=[],
        barrier_other="",
    ),
    action(3, title="Ask families", aim="C2", state="done", due=None, owner="", evidence=[]),
]
EARLIER_PLAN = {
    "assessment": "Spring 2025",
    "actions": [
        action(1, title="Audit the falls bundle", aim="safe.1", aim_kind="item", state="done"),
        action(2, title="Share outcomes with payers", aim="N3", state="dropped"),
    ],
}


def whole() -> Material:
    frozen, comparison = change_samples.over_time()
    twice, _ = change_samples.twice()
    frozen = {**frozen, "targets": twice["targets"], "plan": PLANNED, "earlier_plan": EARLIER_PLAN}
    frozen["site"] = "https://lhs.example"
    comparison["targets"] = change_samples.twice()[1]["targets"]
    return material_of(frozen, comparison)


def material_of(
    frozen: Json, comparison: Json | None = None, definition: Definition | None = None
) -> Material:
    """As a worker makes it: only what may leave the portal."""
    definition = definition or framework()
    card = json.loads(make_card(frozen, definition))
    compared = None if comparison is None else json.loads(canonical_json(comparison))
    return Material(
        page=present_report(frozen, card, definition, compared, digest=DIGEST),
        score_card=canonical_json(shown_card(card, frozen, definition)),
        comparison=canonical_json(shown_comparison(compared)) if compared else None,
    )


def rated() -> Material:
    return material_of(rated_samples.rated())
